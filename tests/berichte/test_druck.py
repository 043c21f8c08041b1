"""Long reports in the background: states, rights, once only, failure, and what the daily job removes."""

import logging
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

from stzverbund.basis import druck as basis
from stzverbund.basis.fortschritt import DIAGRAMME, SEITEN, Fortschritt
from stzverbund.basis.models import Ausgabe, Druckauftrag, Ereignis
from stzverbund.basis.pdf import pdf_aus_html
from stzverbund.basis.pflege import Verweigert
from stzverbund.berichte import druck, pdf
from stzverbund.berichte.arten import ARTEN
from stzverbund.berichte.stand import ALS_AUSGABE
from tests.berichte import jahr as j
from tests.welt import Welt

SEITE, PDF = "/berichte/zentrum/eigenes/2025/", "/berichte/zentrum/eigenes/2025.pdf"
FESTSCHREIBEN = "/berichte/zentrum/eigenes/2025/festschreiben/"


@pytest.fixture
def lang(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> Welt:
    """A report that counts as long, on paper that costs no seconds; `gedruckt` remembers each rendering."""
    j.summen(*j.volles_jahr(welt.eigenes, 2025, j.angebote(welt.eigenes)))
    monkeypatch.setattr(druck, "ist_lang", lambda bericht: True)
    monkeypatch.setattr(pdf, "entwurf", lambda b: b"%PDF Entwurf " + b.titel.encode())
    monkeypatch.setattr(
        pdf, "ausgabe", lambda b, *, nummer, datenhash, tag: f"%PDF {nummer} {datenhash}".encode()
    )
    return welt


@pytest.fixture
def wartend(lang: Welt, settings: Any) -> Welt:
    """The worker has not looked yet: what is ordered waits."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return lang


def arbeiten() -> int:
    """The worker's turn; returns how much was waiting."""
    backend = task_backends["default"]
    assert isinstance(backend, DummyBackend)
    offen = list(backend.results)
    backend.clear()
    for auftrag in offen:
        auftrag.task.call(*auftrag.args, **auftrag.kwargs)
    return len(offen)


def gespeicherte() -> set[str]:
    """Names of all files of orders."""
    ordner = f"druck/{timezone.now():%Y}"
    return set(default_storage.listdir(ordner)[1]) if default_storage.exists(ordner) else set()


def seite(auftrag: Druckauftrag, name: str = "druckauftrag") -> str:
    return reverse(name, args=[auftrag.pk])


def test_vom_knopf_bis_zur_datei(wartend: Welt) -> None:
    client = wartend.client("leitung")
    antwort = client.get(PDF)
    html = antwort.content.decode()
    auftrag = Druckauftrag.objects.get()
    assert antwort.status_code == 200
    assert "Der Bericht wird erstellt" in html
    assert "<progress" in html
    assert 'http-equiv="refresh"' in html
    assert seite(auftrag) in html
    assert "wird erstellt" in client.get(seite(auftrag, "druckauftrag_pdf")).content.decode()

    assert arbeiten() == 1
    html = client.get(seite(auftrag)).content.decode()
    assert "Der Bericht ist fertig" in html
    assert 'http-equiv="refresh"' not in html
    blatt = client.get(seite(auftrag, "druckauftrag_pdf"))
    assert blatt["Content-Type"] == "application/pdf"
    assert blatt.content.startswith(b"%PDF Entwurf Jahresbericht 2025")
    assert client.get(PDF).content == blatt.content


def test_kurze_entstehen_sofort(wartend: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(druck, "ist_lang", lambda bericht: False)
    client = wartend.client("leitung")
    assert client.get(PDF)["Content-Type"] == "application/pdf"
    client.post(FESTSCHREIBEN)
    assert Ausgabe.objects.count() == 1
    assert not Druckauftrag.objects.exists()


def test_dieselben_daten_werden_einmal_gedruckt(wartend: Welt) -> None:
    for _ in range(3):
        wartend.client("leitung").get(PDF)
    assert Druckauftrag.objects.count() == arbeiten() == 1
    wartend.client("leitung").get(PDF)
    assert arbeiten() == 0
    wartend.eigenes.name = "STZ Umbenannt"
    wartend.eigenes.save()
    wartend.client("leitung").get(PDF)
    assert Druckauftrag.objects.count() == 2


def test_keine_rolle_bekommt_die_datei_einer_anderen(wartend: Welt) -> None:
    wartend.client("leitung").get(PDF)
    arbeiten()
    auftrag = Druckauftrag.objects.get()
    for rolle in wartend.rollen:
        erwartet = 200 if rolle == "leitung" else 404
        for name in ("druckauftrag", "druckauftrag_pdf"):
            assert wartend.client(rolle).get(seite(auftrag, name)).status_code == erwartet, rolle
    wartend.client("bezirksamt").get(PDF)
    assert set(Druckauftrag.objects.values_list("sicht", flat=True)) == {"leitung", "bezirksamt"}


def test_rechte_werden_beim_abholen_gefragt(wartend: Welt) -> None:
    wartend.client("leitung").get(PDF)
    arbeiten()
    auftrag = Druckauftrag.objects.get()
    rolle = wartend.rollen["leitung"]
    rolle.zentrum = wartend.nachbar
    rolle.save()
    assert wartend.client("leitung").get(seite(auftrag, "druckauftrag_pdf")).status_code == 404
    rolle.zentrum, rolle.bis = wartend.eigenes, timezone.localdate() - timedelta(days=1)
    rolle.save()
    assert wartend.client("leitung").get(seite(auftrag, "druckauftrag_pdf")).status_code == 403


def test_festschreiben_im_hintergrund_macht_eine_ausgabe(wartend: Welt) -> None:
    client = wartend.client("leitung")
    adresse = client.post(FESTSCHREIBEN).url
    assert wartend.client("traeger").post(FESTSCHREIBEN).url == adresse
    assert "wird erstellt" in client.get(adresse).content.decode()
    assert not Ausgabe.objects.exists()

    assert arbeiten() == 1
    ausgabe = Ausgabe.objects.get()
    assert ausgabe.person == wartend.rollen["leitung"].person
    assert client.get(PDF).content == f"%PDF 1 {ausgabe.datenhash}".encode()
    html = client.get(adresse).content.decode()
    assert "Der Bericht ist festgeschrieben" in html
    assert SEITE in html
    assert wartend.client("mitarbeit").get(adresse).status_code == 404
    assert Ereignis.objects.filter(was="Bericht festgeschrieben").count() == 1
    client.post(FESTSCHREIBEN)
    assert arbeiten() == 0


def test_naechste_ausgabe_ist_ein_neuer_auftrag(wartend: Welt) -> None:
    client = wartend.client("leitung")
    text = reverse("sachbericht", args=["eigenes", 2025])
    for nummer, ausblick in enumerate(("Mehr Gärten.", "Weniger.", "Mehr Gärten."), start=1):
        client.post(text, {"version": str(nummer), "ausblick": ausblick})
        client.post(FESTSCHREIBEN)
        assert arbeiten() == 1
    assert Ausgabe.objects.count() == 3


def test_festschreiben_ohne_recht(wartend: Welt) -> None:
    assert wartend.client("mitarbeit").post(FESTSCHREIBEN).status_code == 403
    zentrum = ARTEN["zentrum"]
    with pytest.raises(Verweigert, match="verantwortet"):
        druck.ausgabe_bestellen(
            art=zentrum,
            gegenstand=wartend.eigenes,
            bericht=zentrum.bauen(wartend.eigenes, 2025, ALS_AUSGABE),
            wer=wartend.rollen["mitarbeit"],
        )
    assert not Druckauftrag.objects.exists()


def test_beendete_rolle_schreibt_nicht_mehr_fest(wartend: Welt) -> None:
    adresse = wartend.client("leitung").post(FESTSCHREIBEN).url
    rolle = wartend.rollen["leitung"]
    rolle.bis = timezone.localdate() - timedelta(days=1)
    rolle.save()
    arbeiten()
    assert not Ausgabe.objects.exists()
    html = wartend.client("traeger").get(adresse).content.decode()
    assert "gilt nicht mehr" in html
    wartend.client("traeger").post(FESTSCHREIBEN)
    assert arbeiten() == 1
    assert Ausgabe.objects.get().person == wartend.rollen["traeger"].person


def test_bewegte_daten_werden_gesagt(wartend: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    def stoeren(bericht: Any, **angaben: Any) -> bytes:
        wartend.client("leitung").post(
            reverse("sachbericht", args=["eigenes", 2025]), {"version": "1", "ausblick": "Neu"}
        )
        return b"%PDF"

    monkeypatch.setattr(pdf, "ausgabe", stoeren)
    client = wartend.client("leitung")
    adresse = client.post(FESTSCHREIBEN).url
    arbeiten()
    assert "haben sich die Daten geändert" in client.get(adresse).content.decode()
    assert not Ausgabe.objects.exists()


def test_fehler_und_neuer_versuch(
    wartend: Welt, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    heil = pdf.entwurf

    def kaputt(bericht: Any) -> bytes:
        raise RuntimeError("Papierstau")

    monkeypatch.setattr(pdf, "entwurf", kaputt)
    client = wartend.client("leitung")
    client.get(PDF)
    arbeiten()
    auftrag = Druckauftrag.objects.get()
    assert "Papierstau" in caplog.text
    html = client.get(PDF).content.decode()
    assert "konnte nicht erstellt werden" in html
    assert "Papierstau" not in html
    assert arbeiten() == 0

    monkeypatch.setattr(pdf, "entwurf", heil)
    erneut = seite(auftrag, "druckauftrag_erneut")
    assert wartend.client("mitarbeit").post(erneut).status_code == 404
    assert client.post(erneut).url == seite(auftrag)
    client.post(erneut)
    assert arbeiten() == 1
    assert client.get(PDF).content.startswith(b"%PDF Entwurf")
    client.post(erneut)
    assert arbeiten() == 0


@pytest.mark.parametrize(("status", "minuten"), [("laeuft", 5), ("wartet", 30)])
def test_verlorener_auftrag(wartend: Welt, status: str, minuten: int) -> None:
    client = wartend.client("leitung")
    client.get(PDF)
    vorher = timezone.now() - timedelta(minutes=minuten)
    Druckauftrag.objects.update(status=status, bewegt_am=vorher + timedelta(minutes=1))
    assert "wird erstellt" in client.get(PDF).content.decode()
    Druckauftrag.objects.update(bewegt_am=vorher - timedelta(minutes=1))
    assert "stehen geblieben" in client.get(PDF).content.decode()
    auftrag = Druckauftrag.objects.get()
    client.post(seite(auftrag, "druckauftrag_erneut"))
    assert arbeiten() == 2
    auftrag.refresh_from_db()
    assert (auftrag.fertig, auftrag.versuch) == (True, 2)


def test_ein_totgeglaubter_arbeiter_schreibt_nichts_mehr(wartend: Welt) -> None:
    wartend.client("leitung").get(PDF)
    auftrag = Druckauftrag.objects.get()

    def spaet(einer: Druckauftrag) -> bytes:
        Druckauftrag.objects.update(versuch=2, status="wartet")
        return b"%PDF alt"

    vorher = gespeicherte()
    basis.ausfuehren(auftrag.pk, 1, spaet)
    auftrag.refresh_from_db()
    assert (auftrag.status, auftrag.datei.name) == ("wartet", "")
    assert gespeicherte() == vorher


def test_aufraeumen_nimmt_die_datei_mit(wartend: Welt) -> None:
    client = wartend.client("leitung")
    client.get(PDF)
    arbeiten()
    auftrag = Druckauftrag.objects.get()
    Druckauftrag.objects.update(bewegt_am=timezone.now() - timedelta(days=2, minutes=-1))
    assert basis.aufraeumen(timezone.localdate()) == 0
    assert default_storage.exists(auftrag.datei.name)
    Druckauftrag.objects.update(bewegt_am=timezone.now() - timedelta(days=2, minutes=1))
    assert basis.aufraeumen(timezone.localdate()) == 1
    assert not default_storage.exists(auftrag.datei.name)
    assert client.get(seite(auftrag)).status_code == 404


def test_fortschritt_zaehlt_seiten_einmal_und_nur_im_eigenen_faden(
    wartend: Welt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stzverbund.basis.fortschritt.ABSTAND", 0)
    wartend.client("leitung").get(PDF)
    auftrag = Druckauftrag.objects.get()
    with Fortschritt(auftrag):
        DIAGRAMME.info("Diagramm")
        DIAGRAMME.info("Diagramm")
        for seitenzahl in (1, 2, 3, 1, 2):
            SEITEN.info("Step 5 - Creating layout - Page %d", seitenzahl)
        fremd = threading.Thread(target=lambda: SEITEN.info("Step 5 - Creating layout - Page %d", 99))
        fremd.start()
        fremd.join()
    auftrag.refresh_from_db()
    assert (auftrag.schritt, auftrag.phase) == (5, "seiten")
    assert 0 < auftrag.prozent < 100
    SEITEN.info("Step 6 - Creating PDF")
    auftrag.refresh_from_db()
    assert auftrag.phase == "seiten"


@pytest.mark.eine_datenbank
def test_weasyprint_meldet_wirklich(wartend: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the logger says is not ours: the real thing once."""
    monkeypatch.setattr("stzverbund.basis.fortschritt.ABSTAND", 0)
    wartend.client("leitung").get(PDF)
    auftrag = Druckauftrag.objects.get()
    with Fortschritt(auftrag):
        pdf_aus_html('<html lang="de"><p>Eins</p><p style="break-before: page">Zwei</p></html>', titel="Zwei")
    auftrag.refresh_from_db()
    assert (auftrag.schritt, auftrag.phase) == (2, "datei")
    assert not [h for h in SEITEN.handlers + DIAGRAMME.handlers if isinstance(h, Fortschritt)]
    assert logging.getLogger("weasyprint").level == logging.ERROR


def test_doppelt_zugestellt_wird_einmal_gedruckt(wartend: Welt) -> None:
    """A task that is delivered twice renders once."""
    wartend.client("leitung").get(PDF)
    auftrag, gedruckt = Druckauftrag.objects.get(), []

    def arbeit(einer: Druckauftrag) -> bytes:
        basis.ausfuehren(einer.pk, 1, lambda nochmal: pytest.fail("zweimal"))
        gedruckt.append(einer.pk)
        return b"%PDF"

    basis.ausfuehren(auftrag.pk, 1, arbeit)
    basis.ausfuehren(auftrag.pk, 1, arbeit)
    assert gedruckt == [auftrag.pk]

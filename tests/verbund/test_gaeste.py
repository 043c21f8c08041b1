"""Guests behind their link: only the own item, an answer, slides with consent; delegates by their dates."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from stzverbund.basis.dateien import Geprueft, pruefen
from stzverbund.basis.models import Datei, Postausgang
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.welt import Welt
from verbund import delegationen, gaeste, sitzungen
from verbund.models import Delegation, Gast, Sitzung

pytestmark = pytest.mark.django_db
HEUTE = timezone.localdate()


@pytest.fixture
def gast(welt: Welt) -> Gast:
    """For the second item of a session with three."""
    sitzung = f.SitzungFabrik(verbund=welt.rollen["koordination"].verbund, gastgeber=welt.eigenes)
    punkte = [
        f.PunktFabrik(sitzung=sitzung, titel=titel, sichtbarkeit="oeffentlich")
        for titel in ("Haushalt", "Pflege", "Sommerfest")
    ]
    return f.GastFabrik(sitzung=sitzung, punkt=punkte[1], vortrag="")


def _folien(name: str = "Pflege.txt") -> dict[str, Any]:
    return {"datei": SimpleUploadedFile(name, b"Pflege zu Hause"), "weitergabe": "on"}


def _geprueft() -> Geprueft:
    return pruefen(b"Anderes", "anderes.txt")


def test_vom_eintrag_bis_zum_archiv(welt: Welt, gast: Gast) -> None:
    """Noted, asked by mail, confirmed, slides sent and taken back, the talk in the archive."""
    koordination, niemand = welt.client("koordination"), Client()
    seite = koordination.post(f"/verbund/gaeste/{gast.pk}/link/").content.decode()
    mail = Postausgang.objects.get(an="gast@fachdienst.example")
    link = re.search(r"/l/\w+/", mail.text)[0]  # type: ignore[index]
    assert link in seite
    assert (mail.vertraulich, mail.antwort_an) == (True, "koordination@demo.example")
    eigene = niemand.get(link).content.decode()
    assert "Pflege" in eigene
    assert not {"Haushalt", "Sommerfest"} & set(re.findall(r"\w+", eigene)), "only the own item"

    assert niemand.post(link, {"kommt": ""}).status_code == 422
    antwort = {"kommt": "ja", "vortrag": "Pflege zu Hause", "technik": "Beamer"}
    assert niemand.post(link, antwort).status_code == 302
    gast.refresh_from_db()
    assert (gast.stand, gast.vortrag, gast.technik) == ("zugesagt", "Pflege zu Hause", "Beamer")
    gemeldet = Postausgang.objects.filter(an="koordination@demo.example").values_list("text", flat=True)
    assert "Pflegestützpunkt hat zugesagt." in gemeldet[0]

    assert niemand.post(f"{link}folien/", _folien() | {"weitergabe": ""}).status_code == 422
    assert niemand.post(f"{link}folien/", _folien() | {"datei": ""}).status_code == 422
    assert not Datei.objects.exists(), "nothing is stored without consent"
    for name in ("Pflege.txt", "Mehr.txt"):
        assert niemand.post(f"{link}folien/", _folien(name)).status_code == 302
    gast.refresh_from_db()
    assert gast.weitergabe_am
    erste, zweite = gast.dokumente.order_by("pk")
    team = welt.client("mitarbeit")
    archiv = team.get("/verbund/gaeste/?suche=ZU HAUSE").content.decode()
    assert "Pflege zu Hause" in archiv
    assert "gast@fachdienst.example" not in archiv
    heruntergeladen = team.get(f"/verbund/material/{erste.pk}/")
    assert b"".join(heruntergeladen.streaming_content) == b"Pflege zu Hause"
    assert welt.client("bezirksamt").get(f"/verbund/material/{erste.pk}/").status_code == 404

    fremd = f.GastFabrik(sitzung=gast.sitzung)
    gaeste.folien_senden(gast=fremd, geprueft=_geprueft(), wer=welt.rollen["koordination"])
    assert niemand.post(f"{link}folien/{fremd.dokumente.get().pk}/zurueck/").status_code == 404
    for dokument in (erste, zweite):
        assert niemand.post(f"{link}folien/{dokument.pk}/zurueck/").status_code == 302
    gast.refresh_from_db()
    assert (gast.dokumente.count(), gast.weitergabe_am) == (0, None)
    assert Datei.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_zurueckgenommenes_liegt_nirgends_mehr(welt: Welt, gast: Gast) -> None:
    wer = welt.rollen["koordination"]
    dokument = gaeste.folien_senden(gast=gast, geprueft=_geprueft(), wer=wer)
    ort = dokument.datei.datei.name
    assert default_storage.exists(ort)
    sitzungen.absagen(
        sitzung=gast.sitzung, grund="Sturm", wer=wer
    )  # the consent can be taken back all the same
    gaeste.folien_zuruecknehmen(gast=gast, dokument=dokument, wer=wer)
    assert not default_storage.exists(ort)
    with pytest.raises(Verweigert, match="schon zurückgenommen"):
        gaeste.folien_zuruecknehmen(gast=gast, dokument=dokument, wer=wer)


def test_ein_neuer_link_schliesst_den_alten(welt: Welt, gast: Gast) -> None:
    wer = welt.rollen["koordination"]
    alt, neu = (gaeste.link_ausstellen(gast=gast, wer=wer) for _ in range(2))
    assert [Client().get(f"/l/{token}/").status_code for token in (alt, neu)] == [404, 200]
    assert Postausgang.objects.filter(an=gast.email).count() == 2
    with pytest.raises(Verweigert):
        gaeste.link_ausstellen(gast=gast, wer=welt.rollen["mitarbeit"])
    sitzungen.absagen(sitzung=gast.sitzung, grund="Sturm", wer=wer)
    assert "Diese Sitzung ist abgesagt." in Client().get(f"/l/{neu}/").content.decode()
    assert Client().post(f"/l/{neu}/", {"kommt": "ja"}).status_code == 422
    with pytest.raises(Verweigert, match="abgesagt"):
        gaeste.link_ausstellen(gast=Gast.objects.get(), wer=wer)


def test_kontakte_bleiben_ein_jahr(gast: Gast) -> None:
    Gast.objects.update(name="Pia Muster", telefon="030 1")
    Sitzung.objects.update(datum=HEUTE - timedelta(days=365))
    assert gaeste.kontakte_entfernen(HEUTE) == 0
    Sitzung.objects.update(datum=HEUTE - timedelta(days=367))
    assert [gaeste.kontakte_entfernen(HEUTE) for _ in range(2)] == [1, 0]
    gast.refresh_from_db()
    assert (gast.email, gast.telefon, gast.name) == ("", "", "Pia Muster")


def test_gast_eintragen_mit_fehlern_am_feld(welt: Welt, gast: Gast) -> None:
    koordination = welt.client("koordination")
    neu = f"/verbund/sitzungen/{gast.sitzung_id}/gaeste/neu/"
    falsch = koordination.post(
        neu, {"organisation": "Jobcenter", "stand": "angefragt", "von": "11:00", "bis": "10:00"}
    )
    assert falsch.status_code == 422
    assert "Das Ende liegt vor dem Beginn." in falsch.content.decode()
    assert koordination.post(neu, {"organisation": "Jobcenter", "stand": "angefragt"}).status_code == 302
    assert Gast.objects.get(organisation="Jobcenter").verbund == gast.verbund


def test_wer_fuer_ein_zentrum_spricht(welt: Welt) -> None:
    """Named with dates by whoever co-ordinates; the same person never twice on a day."""
    koordination, verbund = welt.client("koordination"), welt.rollen["koordination"].verbund
    angaben = {"sprecher": welt.rollen["leitung"].pk, "art": "delegiert", "von": HEUTE.isoformat()}
    assert koordination.post("/verbund/delegationen/neu/", angaben).status_code == 302
    eine = Delegation.objects.get()
    assert (eine.zentrum, eine.person, eine.verbund) == (
        welt.eigenes,
        welt.rollen["leitung"].person,
        verbund,
    )
    noch_einmal = koordination.post("/verbund/delegationen/neu/", angaben | {"art": "vertretung"})
    assert noch_einmal.status_code == 422
    assert delegationen.SCHON in noch_einmal.content.decode()
    fern = f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.fern)
    assert koordination.post("/verbund/delegationen/neu/", angaben | {"sprecher": fern.pk}).status_code == 422
    gestern = (HEUTE - timedelta(days=1)).isoformat()
    zeiten = {"art": "delegiert", "von": HEUTE.isoformat(), "bis": gestern, "version": "1"}
    assert koordination.post(f"/verbund/delegationen/{eine.pk}/", zeiten).status_code == 422
    zeiten["bis"] = HEUTE.isoformat()
    assert koordination.post(f"/verbund/delegationen/{eine.pk}/", zeiten).status_code == 302
    morgen = (HEUTE + timedelta(days=1)).isoformat()
    assert koordination.post("/verbund/delegationen/neu/", angaben | {"von": morgen}).status_code == 302
    with pytest.raises(Ueberholt):
        delegationen.aendern(
            delegation=eine,
            angaben={"art": "delegiert", "von": HEUTE, "bis": HEUTE},
            version=1,
            wer=welt.rollen["koordination"],
        )
    liste = welt.client("mitarbeit").get("/verbund/delegationen/?zeit=heute").content.decode()
    assert liste.count("Test Leitung") == 1
    assert "Test Leitung" not in welt.client("bezirksamt").get("/verbund/delegationen/").content.decode()

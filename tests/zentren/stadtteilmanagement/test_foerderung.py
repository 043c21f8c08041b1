"""Förderungen from the application to the proof of use, and their sums over years to the cent."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.pflege import Verweigert
from stzverbund.start import aufgaben as startseite
from tests import stadtteilfabriken as s
from tests.hilfen.tabelle import als_xlsx
from tests.rechte.zurueck import zurueck
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement import foerderfristen, foerdersummen, foerderungen
from zentren.stadtteilmanagement.einlesen import ablauf
from zentren.stadtteilmanagement.einlesen.register import NACH_SCHLUESSEL
from zentren.stadtteilmanagement.forms.foerderungen import FoerderungFormular
from zentren.stadtteilmanagement.models import Foerderung

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
ANGABEN = {
    "art": "oeffentlich",
    "quelle": "Projektfonds",
    "zweck": "Gartenwerkstatt",
    "status": "geplant",
    "von": "2026-07-01",
    "bis": "2027-06-30",
}


def _zeilen(welt: Welt, rolle: str) -> list[str]:
    zeilen = startseite.aufgaben(welt.rollen[rolle], timezone.localdate())
    return [zeile.titel for zeile in zeilen if zeile.wort in ("Förderung", "Kampagne")]


def test_vom_plan_zum_verwendungsnachweis(welt: Welt) -> None:
    """Every step by its page; what is typed wrongly is said at the field; the trail says Euro."""
    client, heute = welt.client("mitarbeit"), timezone.localdate()
    falsch = client.post(reverse("foerderung_neu"), ANGABEN | {"bewilligt": "1.5000", "bis": "2026-01-01"})
    assert falsch.status_code == 422
    assert {"bewilligt", "bis"} <= falsch.context["form"].errors.keys()
    assert 'value="1.5000"' in falsch.content.decode()
    assert client.post(reverse("foerderung_neu"), ANGABEN).status_code == 302
    eine = Foerderung.objects.get()
    assert (eine.zentrum, eine.status) == (welt.eigenes, "geplant")

    def schritt(name: str, **daten: Any) -> int:
        eine.refresh_from_db()
        return client.post(
            reverse(f"foerderung_{name}", args=[eine.pk]), {"version": eine.version, **daten}
        ).status_code

    assert schritt("abgeschlossen", erhalten="1", ausgegeben="1") == 422, "nothing is granted yet"
    assert schritt("beantragt", beantragt="1.500,50") == 302
    bescheid = SimpleUploadedFile("bescheid.txt", b"Bewilligt.")
    frist = heute + timedelta(days=20)
    angaben = {"bewilligt": "1.200", "aktenzeichen": "PF 7", "nachweis_bis": frist.isoformat()}
    assert schritt("bewilligt", **angaben, bescheid=bescheid) == 302
    eine.refresh_from_db()
    assert (eine.beantragt, eine.bewilligt, eine.aktenzeichen) == (150_050, 120_000, "PF 7")
    datei = client.get(reverse("foerderung_bescheid", args=[eine.pk]))
    assert b"".join(datei.streaming_content) == b"Bewilligt."
    assert _zeilen(welt, "leitung") == _zeilen(welt, "traeger") == ["Verwendungsnachweis: Projektfonds"]
    assert not _zeilen(welt, "bezirksamt")

    geld = {"erhalten": "1.200", "ausgegeben": "1.180,10"}
    assert schritt("abgeschlossen", **geld) == 422, "the day of the Verwendungsnachweis is missing"
    morgen = (heute + timedelta(days=1)).isoformat()
    assert schritt("abgeschlossen", **geld, nachweis_am=morgen) == 422
    assert schritt("abgeschlossen", **geld, nachweis_am=heute.isoformat()) == 302
    assert not _zeilen(welt, "leitung")
    seite = client.get(reverse("foerderung", args=[eine.pk])).content.decode()
    assert "1.180,10 Euro" in seite
    assert "bewilligt: leer → 1.200,00 Euro" in seite
    assert client.post(reverse("foerderung_loeschen", args=[eine.pk])).status_code == 302
    assert Foerderung.objects.exists(), "what is closed stays"
    geaendert = ANGABEN | {"bewilligt": "9", "erhalten": "9", "zweck": "Anderes"}
    assert schritt("bearbeiten", **geaendert) == 422, "and stays as it is"
    assert schritt("oeffnen") == 302
    assert schritt("bearbeiten", **geaendert) == 302
    assert list(Ereignis.objects.zu(eine).order_by("pk").values_list("was", flat=True)) == [
        "eingetragen als „geplant“",
        "beantragt: 1.500,50 Euro",
        "bewilligt: 1.200,00 Euro",
        "abgeschlossen",
        "wieder geöffnet",
    ]


def test_ablehnung_nur_ohne_geld_und_mit_grund(welt: Welt) -> None:
    eine = s.FoerderungFabrik(zentrum=welt.eigenes, erhalten=1)
    adresse = reverse("foerderung_abgelehnt", args=[eine.pk])
    antwort = welt.client("leitung").post(adresse, {"grund": "Topf leer"})
    assert (antwort.status_code, "schon Geld gekommen" in antwort.content.decode()) == (422, True)
    Foerderung.objects.update(erhalten=None)
    assert welt.client("leitung").post(adresse, {"grund": "Topf leer"}).status_code == 302
    eine.refresh_from_db()
    assert (eine.status, eine.bewilligt) == ("abgelehnt", None)
    assert Ereignis.objects.zu(eine).get().grund == "Topf leer"
    with pytest.raises(Verweigert, match="abgelehnt"):
        foerderungen.oeffnen(foerderung=eine, wer=welt.rollen["leitung"])


@pytest.mark.parametrize(
    ("anders", "feld"),
    [
        ({"bewilligt": "5"}, "bewilligt"),
        ({"status": "bewilligt"}, "bewilligt"),
        ({"status": "bewilligt", "art": "spende"}, "bewilligt"),
        ({"status": "abgelehnt", "nachweis_am": "2026-01-01"}, "nachweis_am"),
        ({"bescheid_vom": "2999-01-01"}, "bescheid_vom"),
        ({"von": "1066-01-01"}, "von"),
        ({"bis": "9999-12-31"}, "bis"),
        ({"art": "spende", "status": "bewilligt", "erhalten": "80"}, ""),
    ],
)
def test_formular_sagt_es_am_feld(welt: Welt, anders: dict[str, str], feld: str) -> None:
    """A plain dict of texts is enough, as lists that are read in have it."""
    neue = Foerderung(zentrum=welt.eigenes)
    form = FoerderungFormular(ANGABEN | anders, instance=neue, wer=welt.rollen["leitung"])
    assert list(form.errors) == ([feld] if feld else [])
    if not feld:
        assert form.save().bewilligt == 8_000, "of a donation, what came is what was promised"


tage = st.dates(date(2019, 1, 1), date(2031, 12, 31))


@given(st.lists(st.tuples(tage, tage, st.integers(0, 10**9)), min_size=1, max_size=4))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anteile_der_jahre_gehen_auf(welt: Welt, zeilen: list[tuple[date, date, int]]) -> None:
    """Each year has its days, to less than a cent, and all years together have the amount."""
    with zurueck():
        for von, bis, betrag in zeilen:
            von, bis = min(von, bis), max(von, bis)
            s.FoerderungFabrik(zentrum=welt.eigenes, von=von, bis=bis, bewilligt=betrag)
        jahre = range(2019, 2032)
        je = foerdersummen.je_jahr(foerdersummen.lesbare(welt.rollen["leitung"]), jahre)[()]
        assert sum(je[jahr].bewilligt for jahr in jahre) == sum(betrag for *_, betrag in zeilen)
        for jahr in jahre:
            genau = sum(_tage(min(v, b), max(v, b), jahr) * n / ((abs(b - v)).days + 1) for v, b, n in zeilen)
            assert abs(je[jahr].bewilligt - genau) < len(zeilen)


def _tage(von: date, bis: date, jahr: int) -> int:
    return max((min(bis, date(jahr, 12, 31)) - max(von, date(jahr, 1, 1))).days + 1, 0)


def test_summen_nach_jahr_art_und_zentrum(welt: Welt, django_assert_num_queries: Any) -> None:
    """Half a year here, half there; plans do not count; offices see sums of their centres only."""
    ganz = {"von": date(2025, 7, 2), "bis": date(2026, 7, 1), "bewilligt": 36_501}  # 183 and 182 days
    s.FoerderungFabrik(zentrum=welt.eigenes, art="oeffentlich", **ganz)
    s.FoerderungFabrik(
        zentrum=welt.nachbar, art="stiftung", von=date(2026, 1, 1), bis=date(2026, 12, 31), bewilligt=500
    )
    s.FoerderungFabrik(zentrum=welt.fern, von=date(2026, 1, 1), bis=date(2026, 12, 31), bewilligt=7_777_700)
    s.FoerderungFabrik(zentrum=welt.eigenes, status="geplant", bewilligt=None, beantragt=9_900)
    eigenes = Zentrum.objects.filter(pk=welt.eigenes.pk)
    zeilen = foerdersummen.je_art(eigenes, 2025)
    assert [(name, summe.bewilligt, summe.anzahl) for name, summe in zeilen] == [
        ("öffentliche Förderung", 18_300, 1),
        ("Summe", 18_300, 1),
    ]
    assert foerdersummen.je_art(eigenes, 2026)[-1][1].bewilligt == 18_201
    assert foerdersummen.je_art(eigenes, 2024) == []

    amt, adresse = welt.client("bezirksamt"), reverse("foerderung_uebersicht")
    amt.get(adresse)
    with django_assert_num_queries(7):
        seite = amt.get(adresse, {"bis": "2026"}).content.decode()
    assert "187,01" in seite  # 182,01 and 5,00
    assert "77.777,00" not in seite
    nur_eines = amt.get(adresse, {"bis": "2026", "zentrum": welt.nachbar.pk}).content.decode()
    assert "5,00" in nur_eines
    assert "182,01" not in nur_eines
    assert "Programm" in welt.client("leitung").get(adresse, {"bis": "2026"}).content.decode()
    assert amt.get(adresse, {"bis": "x", "zentrum": "x"}).status_code == 200
    blatt = load_workbook(BytesIO(amt.get(adresse, {"bis": "2026", "export": "xlsx"}).content)).active
    gelesen = list(blatt.iter_rows(values_only=True))
    assert ("STZ Eigenes", 2026, "öffentliche Förderung", 1, 0, 182.01, 0, 0) in gelesen


def test_erinnerungen_dreimal_und_jede_einmal(welt: Welt) -> None:
    frist = date(2026, 11, 1)
    s.FoerderungFabrik(zentrum=welt.eigenes, nachweis_bis=frist)
    s.FoerderungFabrik(zentrum=welt.eigenes, nachweis_bis=frist, nachweis_am=frist)
    s.FoerderungFabrik(zentrum=welt.eigenes, nachweis_bis=frist - timedelta(days=500))
    for abstand, neu in ((-31, 0), (-30, 1), (0, 0), (1, 1), (14, 0), (15, 2), (16, 0)):
        assert foerderfristen.erinnern(frist + timedelta(days=abstand)) == neu, abstand
    an = [mail.an.split("@")[0] for mail in Postausgang.objects.order_by("pk")]
    assert an == ["leitung", "leitung", "leitung", "traeger"]


def test_liste_hat_gleich_viele_abfragen_und_zahlen_zum_rechnen(
    welt: Welt, django_assert_num_queries: Any
) -> None:
    client, adresse = welt.client("traeger"), reverse("foerderungen")
    client.get(adresse)
    for anzahl in (1, 2):
        s.FoerderungFabrik.create_batch(anzahl, zentrum=welt.eigenes, bewilligt=123_456)
        with django_assert_num_queries(7):
            seite = client.get(adresse)
    assert seite.context["table"].page.paginator.count == 3
    blatt = load_workbook(BytesIO(client.get(adresse, {"export": "xlsx"}).content)).active
    kopf, erste, *_ = blatt.iter_rows(values_only=True)
    assert dict(zip(kopf, erste, strict=True))["Bewilligt (Euro)"] == 1234.56
    assert client.get(adresse, {"export": "ods"}).status_code == 200
    s.FoerderungFabrik(zentrum=welt.eigenes, quelle="Äußere Stiftung", nachweis_bis=timezone.localdate())
    for filtern, treffer in (({"q": "aussere"}, 1), ({"stand": "nachweis"}, 1), ({"jahr": "1999"}, 0)):
        assert client.get(adresse, filtern).context["table"].page.paginator.count == treffer


def test_eine_liste_wird_eingelesen(welt: Welt) -> None:
    """Amounts as people type them and as a spreadsheet has them; one wrong row keeps all of them out."""
    wer, register = welt.rollen["mitarbeit"], NACH_SCHLUESSEL["foerderung"]
    kopf = ["Art", "Von wem?", "Wofür?", "Stand", "Von", "Bis", "Bewilligt in Euro", "Aktenzeichen"]
    gut = ["Stiftung", "Stiftung A", "Chor", "bewilligt", "1.1.2026", "31.12.2026", "1.500,50", "A 1"]
    zahl = ["Spenden", "Spenden 2026", "Haus", "bewilligt", date(2026, 1, 1), date(2026, 12, 31), 99.5, ""]
    for zeilen, anzahl in (([gut, zahl], 2), ([gut, [*gut[:6], "viel", ""]], 0)):
        gelesen = ablauf.lesen(register=register, daten=als_xlsx([kopf, *zeilen]), wer=wer)
        if anzahl:
            ablauf.uebernehmen(register=register, gelesen=gelesen, wer=wer)
        else:
            with pytest.raises(Verweigert):
                ablauf.uebernehmen(register=register, gelesen=gelesen, wer=wer)
        assert Foerderung.objects.count() == 2
    assert set(Foerderung.objects.values_list("quelle", "bewilligt", "zentrum__slug")) == {
        ("Stiftung A", 150_050, "eigenes"),
        ("Spenden 2026", 9_950, "eigenes"),
    }

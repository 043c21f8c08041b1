"""The tables hold everything that the reader may see, and nothing else."""

from typing import Any

import pytest
import tablib
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standards import ablauf, antworten, voten
from standards.models import Nachweis, Runde, Selbstbewertung
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt


def _tabelle(client: Client, art: str = "xlsx", **wo: Any) -> list[dict[str, Any]]:
    name = "runde_export" if "pk" in wo else "selbstbewertung_export"
    inhalt = client.get(reverse(name, kwargs=wo | {"art": art})).content
    if art == "csv":
        blatt = tablib.Dataset().load(inhalt.decode("utf-8-sig"), format="csv", delimiter=";")
    else:
        blatt = tablib.Dataset().load(inhalt, format=art)
    return [dict(zip(blatt.headers or [], zeile, strict=True)) for zeile in blatt]


@pytest.fixture
def gefragte(welt: Welt) -> Selbstbewertung:
    """Asked back at 1.1, where the centre has begun a new answer; with all that can lie beside an answer."""
    bewertung, leitung, amt = s.bewertung(welt), welt.rollen["leitung"], welt.rollen["bezirksamt"]
    massnahme = f.MassnahmeFabrik(zentrum=welt.eigenes, beschreibung="In drei Schritten")
    s.beantworten(bewertung, welt, "teilweise", begruendung="=1+1", massnahme=massnahme, notiz="Früher!")
    eins, zwei = s.antwort(bewertung, "1.1"), s.antwort(bewertung, "2.1")
    Nachweis.objects.create(
        antwort=zwei, titel="Plan", adresse="https://stz.example/plan", datum="2026-03-02"
    )
    ablauf.einreichen(bewertung=bewertung, wer=leitung)
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wie oft?", wer=amt)
    voten.votieren(antwort=s.antwort(bewertung, "2.1"), art="bestaetigt", verzicht=True, wer=amt)
    bewertung = ablauf.nachfragen(bewertung=Selbstbewertung.objects.get(), wer=amt)
    voten.beitragen(bewertung=bewertung, text="Wir klären das.", antwort=eins, wer=leitung)
    voten.beitragen(bewertung=bewertung, text="Gute Arbeit.", wer=welt.rollen["verband"])
    neu = s.antwort(bewertung, "1.1")
    angaben = {"begruendung": "Neuer Entwurf"}
    antworten.beantworten(antwort=neu, angaben=angaben, version=neu.version, wer=leitung)
    return bewertung


@pytest.mark.parametrize("art", ["xlsx", "ods", "csv"])
def test_alles_fuer_das_haus(welt: Welt, gefragte: Selbstbewertung, art: str) -> None:
    zeilen = _tabelle(welt.client("leitung"), art, zentrum="eigenes", jahr=2026)
    assert [z["Kriterium"] or z["Wortlaut"] for z in zeilen] == [
        *("1.1", "1.2", "2.1", "zur ganzen Selbstbewertung")
    ]
    eins, _, zwei, ganze = zeilen
    assert (eins["Einschätzung"], eins["Begründung"], eins["nachgefragt"]) == (
        "teilweise",
        "Neuer Entwurf",
        "ja",
    )
    assert (eins["Votum"], eins["Bemerkung"]) == ("Rückfrage", "Wie oft?")
    assert "Zentrum: Wir klären das." in eins["Gespräch"]
    assert "Verband: Gute Arbeit." in ganze["Gespräch"]
    assert zwei["Begründung"] == "'=1+1", "no spreadsheet runs it"
    assert zwei["Nachweise"] == "Plan vom 02.03.2026, https://stz.example/plan"
    assert "In drei Schritten" in zwei["Maßnahme"]
    assert zwei["Notiz für das nächste Jahr"] == "Früher!"
    assert not zwei["Verzicht auf eine Maßnahme"], "the Bezirksamt has not said it yet"
    assert zwei["Daten"]


def test_draussen_ohne_neuen_entwurf_und_ohne_notiz(welt: Welt, gefragte: Selbstbewertung) -> None:
    for rolle in ("bezirksamt", "verband"):
        eins, _, zwei, _ = _tabelle(welt.client(rolle), zentrum="eigenes", jahr=2026)
        assert (eins["Einschätzung"], eins["Begründung"], eins["Maßnahme"]) == ("offen", None, None)
        assert eins["Bemerkung"] == "Wie oft?"
        assert zwei["Einschätzung"] == "teilweise"
        assert zwei["Votum"] == ("bestätigt" if rolle == "bezirksamt" else None)
        assert "Notiz für das nächste Jahr" not in zwei


def test_runde_braucht_gleich_viele_abfragen(welt: Welt) -> None:
    runde = s.runde(welt, welt.eigenes, welt.nachbar)
    Selbstbewertung.objects.update(
        status="eingereicht", einreichungen=1, eingereicht_am="2026-05-01T08:00:00Z"
    )
    client = welt.client("bezirksamt")
    with CaptureQueriesContext(connection) as eine:
        _tabelle(client, zentrum="eigenes", jahr=runde.jahr)
    with CaptureQueriesContext(connection) as zwei:
        zeilen = _tabelle(client, pk=runde.pk)
    assert len(eine) == len(zwei)
    assert [z["Zentrum"] for z in zeilen] == ["STZ Eigenes"] * 3 + ["STZ Nachbar"] * 3
    assert Runde.objects.count() == 1
    assert client.get(reverse("runde_export", args=[runde.pk, "exe"])).status_code == 404

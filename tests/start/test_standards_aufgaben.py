"""The Mindeststandards on the start pages: each role finds what it has to do, with a link to the place."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from standards import ablauf, voten
from standards.models import Nachweis
from stzverbund.start.aufgaben import aufgaben, standards
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

HEUTE = timezone.localdate()


def _worte(welt: Welt, rolle: str, heute: date = HEUTE) -> list[tuple[str, str]]:
    return [(zeile.wort, zeile.titel) for zeile in aufgaben(welt.rollen[rolle], heute)]


def test_vom_entwurf_zur_rueckfrage(welt: Welt) -> None:
    bewertung, amt = s.bewertung(welt, faellig=HEUTE + timedelta(days=9)), welt.rollen["bezirksamt"]
    assert ("Fällig", "Selbstbewertung 2026 fertigstellen") in _worte(welt, "mitarbeit")
    spaeter = HEUTE + timedelta(days=10)
    assert ("Überfällig", "Selbstbewertung 2026 fertigstellen") in _worte(welt, "leitung", spaeter)
    assert ("Überfällig", "Runde 2026: 1 Selbstbewertung fehlt") in _worte(welt, "bezirksamt", spaeter)
    am_ende = bewertung.runde.pruefung_bis
    assert ("Runde", "Runde 2026 zu Ende prüfen") in _worte(welt, "bezirksamt", am_ende)
    s.beantworten(bewertung, welt)
    bewertung = ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    assert not [titel for _, titel in _worte(welt, "leitung") if "Selbstbewertung" in titel]
    assert ("Prüfen", str(bewertung)) in _worte(welt, "bezirksamt", spaeter)
    assert ("Lesen", "1 Selbstbewertung liegt vor") in _worte(welt, "verband")
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo?", wer=amt)
    ablauf.nachfragen(bewertung=bewertung, wer=amt)
    assert ("Rückfrage", "Selbstbewertung 2026: 1 Rückfrage beantworten") in _worte(welt, "mitarbeit")
    assert not [titel for _, titel in _worte(welt, "bezirksamt", spaeter) if "Selbstbewertung" in titel]


def test_der_traeger_gibt_frei_und_bekommt_zurueckgegebenes_los(welt: Welt) -> None:
    bewertung = s.eingereicht(welt, freigabe=True)
    assert ("Freigeben", str(bewertung)) in _worte(welt, "traeger")
    assert not [titel for _, titel in _worte(welt, "bezirksamt") if "Selbstbewertung" in titel]
    ablauf.zurueckgeben(bewertung=bewertung, grund="Bitte kürzer", wer=welt.rollen["traeger"])
    assert ("Zurück", "Selbstbewertung 2026: überarbeiten") in _worte(welt, "leitung")


def test_nachweise_und_massnahmen(welt: Welt) -> None:
    bewertung = s.bewertung(welt)
    for tage in (-1, 30, 90):
        Nachweis.objects.create(
            antwort=s.antwort(bewertung, "1.1"),
            titel="Plan",
            adresse="https://stz.example/",
            datum="2020-01-01",
            gueltig_bis=HEUTE + timedelta(days=tage),
        )
    for eigner in ("zentrum", "bezirksamt"):
        for tage in (-3, 10, 90):
            f.MassnahmeFabrik(
                zentrum=welt.eigenes,
                eigner=eigner,
                titel=f"{eigner} {tage}",
                faellig=HEUTE + timedelta(days=tage),
                vereinbart_am=timezone.now(),
            )
    haus = _worte(welt, "mitarbeit")
    assert ("Nachweis", "2 Nachweise sind abgelaufen oder laufen ab") in haus
    eigene = [paar for paar in haus if paar[1].startswith("Maßnahme: ")]
    assert eigene == [("Überfällig", "Maßnahme: zentrum -3"), ("Maßnahme", "Maßnahme: zentrum 10")]
    amt = _worte(welt, "bezirksamt")
    assert ("Überfällig", "Maßnahme: bezirksamt -3") in amt
    assert ("Überfällig", "1 Maßnahme der Zentren überfällig") in amt


def test_jede_zeile_fuehrt_auf_eine_seite_und_kostet_immer_gleich_viel(welt: Welt) -> None:
    s.eingereicht(welt, faellig=date(2026, 2, 1), beginn=date(2026, 1, 1))
    anzahl = {}
    for mehr in range(2):
        for zentrum in [f.ZentrumFabrik(bezirk=welt.bezirk) for _ in range(2 * mehr)]:
            f.MassnahmeFabrik(zentrum=zentrum, faellig="2020-01-01", vereinbart_am=timezone.now())
        f.MassnahmeFabrik(zentrum=welt.eigenes, faellig="2020-01-01", vereinbart_am=timezone.now())
        for rolle, funktion in (("mitarbeit", standards.zentrum), ("bezirksamt", standards.bezirksamt)):
            with CaptureQueriesContext(connection) as abfragen:
                zeilen = funktion(welt.rollen[rolle], HEUTE)
            anzahl.setdefault(rolle, []).append(len(abfragen))
            for zeile in zeilen:
                assert welt.client(rolle).get(zeile.adresse).status_code == 200
    assert anzahl == {"mitarbeit": [4, 4], "bezirksamt": [5, 5]}

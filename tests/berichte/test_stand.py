"""How far a year is, in the words of each reader; what an edition rests on."""

from datetime import date

from stzverbund.berichte.stand import Zeitraumstand, grundlage, staende
from tests import fabriken as f
from tests.berichte import jahr as j
from tests.welt import Welt


def _staende(welt: Welt, rolle: str | None) -> list[Zeitraumstand]:
    leser = welt.rollen[rolle] if rolle else None
    return list(staende([welt.eigenes], 2025, leser)[welt.eigenes.pk])


def test_alle_zustaende(welt: Welt) -> None:
    for monat, status in ((1, "angenommen"), (4, "nicht_gemeldet"), (7, "eingereicht"), (10, "entwurf")):
        j.meldung(welt.eigenes, date(2025, monat, 1), status=status)
    leitung, amt = _staende(welt, "leitung"), _staende(welt, "bezirksamt")
    assert [s.wort for s in leitung] == ["Angenommen", "Nicht gemeldet", "Beim Bezirksamt", "In Arbeit"]
    assert [s.wort for s in amt] == ["Angenommen", "Nicht gemeldet", "Zu prüfen", "Noch nicht eingereicht"]
    assert [s.abgeschlossen for s in amt] == [True, True, False, False]
    assert amt[0].aktenzeichen == "Soz 01/2025"
    assert amt[0].angenommen_am == date(2026, 1, 10)
    assert amt[1].hinweis == "Personalausfall"
    assert amt[2].hinweis == "noch nicht angenommen"


def test_offene_berichtigung_sieht_nur_wer_darf(welt: Welt) -> None:
    j.meldung(welt.eigenes, date(2025, 1, 1))
    j.meldung(welt.eigenes, date(2025, 1, 1), nr=1, status="entwurf")
    assert _staende(welt, "leitung")[0].hinweis == "Berichtigung 1: In Arbeit"
    assert _staende(welt, "bezirksamt")[0].hinweis == ""
    assert _staende(welt, None)[0].hinweis == ""
    assert _staende(welt, "bezirksamt")[0].wort == "Angenommen"


def test_die_hoechste_angenommene_nummer_gilt(welt: Welt) -> None:
    for nr in (0, 1):
        j.meldung(welt.eigenes, date(2025, 1, 1), nr=nr)
    stand = _staende(welt, "bezirksamt")[0]
    assert stand.wort == "Angenommen (Berichtigung 1)"
    assert stand.schluessel == "eigenes 2025-01-01/2025-03-31 angenommen 1"


def test_vollstaendig_ist_ein_jahr_erst_wenn_jeder_zeitraum_geschlossen_ist(welt: Welt) -> None:
    def fertig() -> bool:
        return grundlage(staende([welt.eigenes], 2025, None)).vollstaendig

    assert not fertig()
    j.meldung(welt.eigenes, date(2025, 1, 1), status="nicht_gemeldet")
    for monat in (4, 7):
        j.meldung(welt.eigenes, date(2025, monat, 1))
    assert not fertig()
    j.meldung(welt.eigenes, date(2025, 10, 1))
    assert fertig()


def test_ein_neues_haus_schuldet_keine_zeitraeume_davor(welt: Welt) -> None:
    neu = f.ZentrumFabrik(bezirk=welt.bezirk, in_betrieb_von=date(2025, 8, 15))
    j.zeitraeume(neu, 2025)
    assert [s.zeitraum for s in staende([neu], 2025, None)[neu.pk]] == ["3. Quartal 2025", "4. Quartal 2025"]


def test_ein_zentrum_ohne_zeitraeume_macht_das_netz_unvollstaendig(welt: Welt) -> None:
    for monat in (1, 4, 7, 10):
        j.meldung(welt.eigenes, date(2025, monat, 1))
    assert grundlage(staende([welt.eigenes], 2025, None)).vollstaendig
    assert not grundlage(staende([welt.eigenes, welt.fern], 2025, None)).vollstaendig

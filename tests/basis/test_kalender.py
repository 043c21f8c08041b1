"""Calendars: valid for another parser, in Berlin's time in summer and winter, the same bytes each time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from stzverbund.basis.kalender import Beteiligt, Kalendereintrag, kalender, nachricht
from tests.hilfen.ical import gelesen

BERLIN = ZoneInfo("Europe/Berlin")
STAND = datetime(2026, 11, 1, 12, 30, 15, 999, tzinfo=UTC)


def _um_zehn(jahr: int, monat: int, tag: int) -> datetime:
    return datetime.combine(date(jahr, monat, tag), time(10))


TAG = _um_zehn(2026, 11, 24)


def _eintrag(beginn: datetime = TAG, **mehr: object) -> Kalendereintrag:
    grund = {"uid": "haus-1-20261124T1000@stzverbund", "titel": "Nähcafé", "stand": STAND}
    return Kalendereintrag(**grund | {"beginn": beginn, "ende": beginn + timedelta(minutes=90)} | mehr)


def test_ein_anderes_programm_versteht_alles() -> None:
    text = "Gemeinsam nähen; mit Kaffee, Tee\nund Kuchen \\ „Reste“"
    eintrag = _eintrag(ort="Haupthaus, Beispielallee 1", text=text, adresse="https://stz.example/a/1/?b=1,2")
    absage = _eintrag(uid="zwei", abgesagt=True, fassung=2)
    ergebnis = gelesen(kalender("STZ Marzahn-Mitte (Beispiel)", [eintrag, absage]))
    assert ergebnis["zonen"] == ["Europe/Berlin"]
    assert ergebnis["kopf"]["method"] == "PUBLISH"
    assert ergebnis["kopf"]["x-wr-calname"] == "STZ Marzahn-Mitte (Beispiel)"
    assert ergebnis["kopf"]["refresh-interval"] == "PT6H"
    erster, zweiter = ergebnis["ereignisse"]
    assert erster["uid"] == "haus-1-20261124T1000@stzverbund"
    assert (erster["titel"], erster["ort"], erster["text"]) == ("Nähcafé", "Haupthaus, Beispielallee 1", text)
    assert erster["adresse"] == "https://stz.example/a/1/?b=1,2"
    assert erster["stand"] == "2026-11-01T12:30:15.000Z"
    assert (erster["status"], erster["fassung"]) == ("CONFIRMED", 0)
    assert (zweiter["status"], zweiter["fassung"]) == ("CANCELLED", 2)
    assert zweiter["titel"] == "Fällt aus: Nähcafé"
    assert not {"organizer", "attendee", "contact"} & {*erster["felder"], *zweiter["felder"]}


@pytest.mark.parametrize(
    ("beginn", "utc"),
    [
        (_um_zehn(2026, 10, 24), "2026-10-24T08:00:00.000Z"),
        (_um_zehn(2026, 10, 25), "2026-10-25T09:00:00.000Z"),
        (_um_zehn(2027, 3, 27), "2027-03-27T09:00:00.000Z"),
        (_um_zehn(2027, 3, 28), "2027-03-28T08:00:00.000Z"),
        (_um_zehn(2035, 7, 1), "2035-07-01T08:00:00.000Z"),
    ],
)
def test_sommerzeit_und_winterzeit(beginn: datetime, utc: str) -> None:
    (ereignis,) = gelesen(kalender("K", [_eintrag(beginn)]))["ereignisse"]
    assert ereignis["beginn"] == {"ort": f"{beginn:%Y-%m-%dT%H:%M:%S}", "zone": "Europe/Berlin", "utc": utc}


def test_die_zeitzone_ist_eine_regel_und_keine_liste() -> None:
    text = kalender("K", [_eintrag()]).decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert text.count("RRULE:FREQ=YEARLY") == 2
    assert "RDATE" not in text
    assert "DTSTART;TZID=Europe/Berlin:20261124T100000\r\n" in text


def test_derselbe_inhalt_gibt_dieselben_bytes() -> None:
    assert kalender("K", [_eintrag()]) == kalender("K", [_eintrag()])


def test_keine_zeile_ist_laenger_als_erlaubt() -> None:
    lang = _eintrag(titel="Nachbarschaftshilfevermittlung " * 8, text="Äöü " * 200)
    zeilen = kalender("K", [lang]).split(b"\r\n")
    assert max(len(zeile) for zeile in zeilen) <= 75
    assert gelesen(kalender("K", [lang]))["ereignisse"][0]["text"] == ("Äöü " * 200)


def test_faellige_aufgabe_ist_ein_ganzer_tag_und_belegt_niemanden() -> None:
    tag = date(2026, 12, 1)
    feed = kalender("Aufgaben", [_eintrag(tag, ende=tag)])
    assert b"DTSTART;VALUE=DATE:20261201" in feed
    (ereignis,) = gelesen(feed)["ereignisse"]
    assert (ereignis["beginn"]["ort"], ereignis["ende"]["ort"]) == ("2026-12-01", "2026-12-02")
    assert ereignis["belegt"] is False


VON = Beteiligt("post@stz.example", "Verbund „Stadtteilzentren“; M-H")


def test_absage_hat_dieselbe_uid_und_die_naechste_fassung() -> None:
    """RFC 5546 3.2.5: whoever was invited gets a CANCEL with the same UID and a higher SEQUENCE."""
    an = Beteiligt("lea+stz@haus.example", "Lea")
    eingeladen = gelesen(nachricht(_eintrag(), von=VON, an=an))
    abgesagt = gelesen(nachricht(_eintrag(abgesagt=True, fassung=1), von=VON, an=an))
    assert (eingeladen["kopf"]["method"], abgesagt["kopf"]["method"]) == ("REQUEST", "CANCEL")
    vorher, nachher = eingeladen["ereignisse"][0], abgesagt["ereignisse"][0]
    assert vorher["uid"] == nachher["uid"]
    assert (vorher["fassung"], nachher["fassung"]) == (0, 1)
    assert (vorher["status"], nachher["status"]) == ("CONFIRMED", "CANCELLED")
    assert vorher["veranstalter"] == nachher["veranstalter"]
    assert vorher["teilnehmer"] == [
        {
            "adresse": "mailto:lea+stz@haus.example",
            "cn": "Lea",
            "cutype": "INDIVIDUAL",
            "role": "REQ-PARTICIPANT",
            "partstat": "NEEDS-ACTION",
            "rsvp": "FALSE",
        }
    ]
    assert [t["adresse"] for t in nachher["teilnehmer"]] == ["mailto:lea+stz@haus.example"]


texte = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
zeitpunkte = st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(lambda tag: datetime.combine(tag, time(10)))


@given(st.lists(st.tuples(texte, texte, texte, zeitpunkte, st.booleans()), min_size=1, max_size=15))
@settings(max_examples=25)
def test_was_immer_jemand_schreibt_kommt_an(angaben: list[tuple[str, str, str, datetime, bool]]) -> None:
    eintraege = [
        _eintrag(beginn, uid=f"nr-{nr}", titel=titel, ort=ort, text=text, abgesagt=abgesagt)
        for nr, (titel, ort, text, beginn, abgesagt) in enumerate(angaben)
    ]
    ereignisse = gelesen(kalender("K", eintraege))["ereignisse"]
    assert [e["uid"] for e in ereignisse] == [e.uid for e in eintraege]
    for ereignis, eintrag in zip(ereignisse, eintraege, strict=True):
        assert ereignis["beginn"]["utc"] == _utc(eintrag.beginn)
        assert _wesentlich(ereignis["text"] or "") == _wesentlich(eintrag.text)
        assert ereignis["status"] == ("CANCELLED" if eintrag.abgesagt else "CONFIRMED")


@given(texte, texte, texte, zeitpunkte, st.booleans())
@settings(max_examples=25)
def test_zwei_programme_lesen_dieselbe_einladung(
    name: str, titel: str, text: str, beginn: datetime, abgesagt: bool
) -> None:
    """icalendar and ical.js agree on every name and text: one date, one ATTENDEE, wall-clock time, no "Z"."""
    brief = nachricht(
        _eintrag(beginn, titel=titel, text=text, abgesagt=abgesagt),
        von=VON,
        an=Beteiligt("lea@haus.example", name),
    )
    assert max(len(zeile) for zeile in brief.split(b"\r\n")) <= 75
    assert f"DTSTART;TZID=Europe/Berlin:{beginn:%Y%m%dT%H%M%S}\r\n".encode() in brief
    (hier,) = Calendar.from_ical(brief).events
    (dort,) = gelesen(brief)["ereignisse"]
    assert [t["cn"] for t in dort["teilnehmer"]] == [hier["ATTENDEE"].params["CN"]]
    assert [v["cn"] for v in dort["veranstalter"]] == [VON.name] == [hier["ORGANIZER"].params["CN"]]
    assert dort["titel"] == str(hier["SUMMARY"])
    dreimal = (text, dort["text"] or "", str(hier.get("DESCRIPTION", "")))
    assert len({_wesentlich(einmal) for einmal in dreimal}) == 1
    assert dort["beginn"]["utc"] == _utc(beginn)
    assert hier.start.astimezone(UTC) == beginn.replace(tzinfo=BERLIN).astimezone(UTC)


def _utc(zeit: datetime) -> str:
    return f"{zeit.replace(tzinfo=BERLIN).astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def _wesentlich(text: str) -> str:
    """Line breaks of any kind are line breaks, other control characters are nothing."""
    return "\n".join(
        "".join(zeichen for zeichen in zeile if zeichen.isprintable()) for zeile in text.splitlines()
    ).strip()

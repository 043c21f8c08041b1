"""Calendars for the programs of others (RFC 5545): one constant time zone, UIDs that stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
TYP = "text/calendar; charset=utf-8"
HERSTELLER = "-//Verbund Stadtteilzentren//Termine//DE"
AUFFRISCHEN = "PT6H"
"""How often a program may ask for a feed again."""

# The rule as it is since 1996; lists of single changes (RDATE) are ignored by some programs.
ZEITZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Kalendereintrag:
    """One date. `uid` stays for ever; `stand` is when it was changed last, `fassung` counts its changes.

    `beginn` and `ende` are wall-clock times in Berlin; `adresse` is a whole web address.
    """

    uid: str
    titel: str
    beginn: datetime
    ende: datetime
    stand: datetime
    ort: str = ""
    text: str = ""
    adresse: str = ""
    abgesagt: bool = False
    fassung: int = 0


def kalender(name: str, eintraege: Iterable[Kalendereintrag]) -> bytes:
    """A feed to subscribe to; the same entries give the same bytes. Names no people."""
    from icalendar import Calendar, Timezone, vText

    feed = Calendar()
    feed.add("version", "2.0")
    feed.add("prodid", HERSTELLER)
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", vText(_sauber(name)))
    feed.add("refresh-interval", vText(AUFFRISCHEN), parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", vText(AUFFRISCHEN))
    feed.add_component(Timezone.from_ical(ZEITZONE))
    for eintrag in eintraege:
        feed.add_component(_ereignis(eintrag))
    return feed.to_ical()


def _ereignis(eintrag: Kalendereintrag) -> Any:
    from icalendar import Event

    ereignis = Event()
    ereignis.add("uid", eintrag.uid)
    ereignis.add("summary", _sauber(f"Fällt aus: {eintrag.titel}" if eintrag.abgesagt else eintrag.titel))
    ereignis.add("dtstart", eintrag.beginn.replace(tzinfo=BERLIN))
    ereignis.add("dtend", eintrag.ende.replace(tzinfo=BERLIN))
    ereignis.add("dtstamp", eintrag.stand.astimezone(UTC).replace(microsecond=0))
    ereignis.add("last-modified", eintrag.stand.astimezone(UTC).replace(microsecond=0))
    ereignis.add("sequence", eintrag.fassung)
    ereignis.add("status", "CANCELLED" if eintrag.abgesagt else "CONFIRMED")
    for feld, wert in (("location", eintrag.ort), ("description", eintrag.text), ("url", eintrag.adresse)):
        if wert:
            ereignis.add(feld, _sauber(wert))
    return ereignis


def _sauber(text: str) -> str:
    """Without control characters, which end a line too early; line breaks stay."""
    zeilen = ("".join(zeichen for zeichen in zeile if zeichen.isprintable()) for zeile in text.splitlines())
    return "\n".join(zeilen)

"""Calendars for the programs of others (RFC 5545): one constant time zone, UIDs that stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote
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

    `beginn` and `ende` are wall-clock times in Berlin, or the first and the last whole day of something that
    takes nobody's time, such as a task that is due; `adresse` is a whole web address. Due tasks are events of
    a whole day and no VTODO: Outlook, Google and Apple leave VTODO out of calendars that are subscribed to.
    """

    uid: str
    titel: str
    beginn: date
    ende: date
    stand: datetime
    ort: str = ""
    text: str = ""
    adresse: str = ""
    abgesagt: bool = False
    fassung: int = 0


@dataclass(frozen=True)
class Beteiligt:
    """Who sends or gets an invitation: e-mail address and the name that a calendar shows."""

    email: str
    name: str


def kalender(name: str, eintraege: Iterable[Kalendereintrag]) -> bytes:
    """A feed to subscribe to; the same entries give the same bytes. Names no people."""
    from icalendar import vText

    feed = _kopf("PUBLISH")
    feed.add("x-wr-calname", vText(_sauber(name)))
    feed.add("refresh-interval", vText(AUFFRISCHEN), parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", vText(AUFFRISCHEN))
    feed.add_component(_zeitzone())
    for eintrag in eintraege:
        feed.add_component(_ereignis(eintrag))
    return feed.to_ical()


def nachricht(eintrag: Kalendereintrag, *, von: Beteiligt, an: Beteiligt) -> bytes:
    """One date for the mail to one person (RFC 5546): REQUEST, or CANCEL where it is cancelled.

    `von` must be the sender of the mail, or programs do not trust it. The program is not asked to reply
    (RSVP): nobody would read that mail, people answer by the link in the text.
    """
    ereignis = _ereignis(eintrag)
    ereignis.add("organizer", _postadresse(von), parameters={"CN": _zeile(von.name)})
    teilnehmer = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "CN": _zeile(an.name)}
    if not eintrag.abgesagt:
        teilnehmer |= {"PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    ereignis.add("attendee", _postadresse(an), parameters=teilnehmer)
    brief = _kopf("CANCEL" if eintrag.abgesagt else "REQUEST")
    brief.add_component(_zeitzone())
    brief.add_component(ereignis)
    return brief.to_ical()


def _kopf(methode: str) -> Any:
    from icalendar import Calendar

    kopf = Calendar()
    kopf.add("version", "2.0")
    kopf.add("prodid", HERSTELLER)
    kopf.add("method", methode)
    return kopf


def _zeitzone() -> Any:
    from icalendar import Timezone

    return Timezone.from_ical(ZEITZONE)


def _ereignis(eintrag: Kalendereintrag) -> Any:
    from icalendar import Event

    ereignis = Event()
    ereignis.add("uid", eintrag.uid)
    ereignis.add("summary", _sauber(f"Fällt aus: {eintrag.titel}" if eintrag.abgesagt else eintrag.titel))
    _zeiten(ereignis, eintrag)
    ereignis.add("dtstamp", eintrag.stand.astimezone(UTC).replace(microsecond=0))
    ereignis.add("last-modified", eintrag.stand.astimezone(UTC).replace(microsecond=0))
    ereignis.add("sequence", eintrag.fassung)
    ereignis.add("status", "CANCELLED" if eintrag.abgesagt else "CONFIRMED")
    for feld, wert in (("location", eintrag.ort), ("description", eintrag.text), ("url", eintrag.adresse)):
        if wert:
            ereignis.add(feld, _sauber(wert))
    return ereignis


def _zeiten(ereignis: Any, eintrag: Kalendereintrag) -> None:
    if isinstance(eintrag.beginn, datetime) and isinstance(eintrag.ende, datetime):
        ereignis.add("dtstart", eintrag.beginn.replace(tzinfo=BERLIN))
        ereignis.add("dtend", eintrag.ende.replace(tzinfo=BERLIN))
        return
    ereignis.add("dtstart", eintrag.beginn)
    ereignis.add("dtend", eintrag.ende + timedelta(days=1))
    ereignis.add("transp", "TRANSPARENT")


def _postadresse(wer: Beteiligt) -> Any:
    from icalendar import vCalAddress

    return vCalAddress("mailto:" + quote(wer.email, safe="@!$'*+"))


def _zeile(text: str) -> str:
    """As the value of a parameter, which knows no line breaks."""
    return " ".join(_sauber(text).split())


def _sauber(text: str) -> str:
    """Without control characters, which end a line too early; line breaks stay."""
    zeilen = ("".join(zeichen for zeichen in zeile if zeichen.isprintable()) for zeile in text.splitlines())
    return "\n".join(zeilen)

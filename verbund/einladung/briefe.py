"""The mails of a session: invitation, change, cancellation. Text, HTML and calendar say the same."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import models
from django.template.loader import render_to_string

from stzverbund.basis.kalender import Beteiligt, Kalendereintrag, nachricht
from verbund.einladung.blatt import Blatt


class Anlass(models.TextChoices):
    EINLADUNG = "einladung", "Einladung"
    AENDERUNG = "aenderung", "Änderung"
    ABSAGE = "absage", "Absage"


@dataclass(frozen=True)
class Fassung:
    """A state of a session in calendars: `uid` for ever, `nummer` (SEQUENCE), `stand` its moment."""

    uid: str
    nummer: int
    stand: datetime


@dataclass(frozen=True)
class Brief:
    """One mail to one person, ready for the outbox."""

    betreff: str
    text: str
    html: str
    kalender: bytes


def brief(
    blatt: Blatt, anlass: Anlass, fassung: Fassung, *, an: Beteiligt, link: str, grund: str = ""
) -> Brief:
    """The mail to one person. `link` is where she answers, empty where there is nothing to answer; `grund`
    says what has changed or why it is cancelled."""
    betreff = betreff_von(blatt, anlass)
    kontext = {"blatt": blatt, "anlass": anlass, "link": link, "grund": grund, "betreff": betreff}
    return Brief(
        betreff=betreff,
        text=_gefuellt("txt", kontext),
        html=_gefuellt("html", kontext),
        kalender=nachricht(
            eintrag(blatt, fassung, abgesagt=anlass == Anlass.ABSAGE, link=link),
            von=absender(blatt.verbund),
            an=an,
        ),
    )


def betreff_von(blatt: Blatt, anlass: Anlass) -> str:
    return f"{anlass.label}: {blatt.titel} am {blatt.beginn:%d.%m.%Y}"


def absender(name: str) -> Beteiligt:
    """Who invites: the address that our mails are sent from, because ORGANIZER must be the sender."""
    return Beteiligt(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], name)


def eintrag(blatt: Blatt, fassung: Fassung, *, abgesagt: bool, link: str = "") -> Kalendereintrag:
    """The session in a calendar."""
    antworten = f"Zusagen, absagen oder Vertretung nennen: {link}" if link else ""
    online = f"Videokonferenz: {blatt.online}" if blatt.online else ""
    punkte = [f"{punkt.nummer}. {punkt.titel}" for punkt in blatt.punkte]
    return Kalendereintrag(
        uid=fassung.uid,
        titel=f"{blatt.verbund}: {blatt.titel}",
        beginn=blatt.beginn,
        ende=blatt.ende,
        stand=fassung.stand,
        ort=blatt.ort or blatt.online,
        text="\n".join(zeile for zeile in (antworten, online, *punkte) if zeile),
        adresse=blatt.adresse,
        abgesagt=abgesagt,
        fassung=fassung.nummer,
    )


def _gefuellt(endung: str, kontext: dict[str, Any]) -> str:
    return render_to_string(f"verbund/mail/einladung.{endung}", kontext).strip() + "\n"

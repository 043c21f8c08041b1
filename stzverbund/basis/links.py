"""Addresses for people without an account: issued and shown once, found by their token, revoked.

A room names its purpose (`Zweck`); the roof opens the door (`stzverbund/start/tuer.py`).
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models, transaction
from django.utils import timezone

from .loeschen import stapelweise
from .models import Link
from .models.link import LinkQuerySet
from .verlauf import ereignis

ZEICHEN = "23456789abcdefghjkmnpqrstuvwxyz"
"""What a token is made of: nothing that is confused on paper (0 and o, 1, i and l)."""
LAENGE = 26
"""Characters of a token: 128 bits, so that nobody finds one by trying."""
AUFBEWAHRUNG = timedelta(days=90)
"""How long an expired or revoked link stays in the lists."""


@dataclass(frozen=True)
class Zweck:
    """What a kind of link is for: `schluessel` is stored, `name` stands in events and histories."""

    schluessel: str
    name: str


@dataclass(frozen=True)
class UeberLink:
    """Who acts with a link, in place of a Mitgliedschaft: events and histories say how, never who."""

    zweck: Zweck
    person: None = None
    person_id: None = None

    @property
    def bezeichnung(self) -> str:
        return f"über {self.zweck.name}"


@dataclass(frozen=True)
class Zugang:
    """An opened door: the valid link, what it opens, and its own address, under which its pages lie.

    `person` is who is logged in in the same browser: for links that are about an account, nothing else.
    """

    link: Link
    gegenstand: Any
    adresse: str
    person: Any = None


@dataclass(frozen=True)
class Ausgabe:
    """What a room tells about its kind of links, for the list of all issued ones.

    `gueltige` gives the valid links that a Mitgliedschaft may revoke; the others speak about what a link
    opens: in words, for whom, and the page where it was issued.
    """

    zweck: Zweck
    gueltige: Callable[[Any], models.QuerySet[Link]]
    was: Callable[[Any], str]
    fuer: Callable[[Any], str]
    seite: Callable[[Any], str]
    widerrufen: Callable[[Link, Any], None]


@transaction.atomic
def ausstellen(*, zweck: Zweck, gegenstand: models.Model, gueltig_bis: datetime, wer: Any) -> str:
    """Issues a link and returns its token, which is stored nowhere: show it now or never. Logs an event."""
    token = "".join(secrets.choice(ZEICHEN) for _ in range(LAENGE))
    Link.objects.create(
        token_hash=_hash(token),
        zweck=zweck.schluessel,
        gegenstand=gegenstand,
        gueltig_bis=gueltig_bis,
        ausgestellt_von=wer.person if wer else None,
    )
    ereignis(gegenstand, f"{zweck.name} ausgestellt", wer=wer, grund=_bis(gueltig_bis))
    return token


@transaction.atomic
def widerrufen(*, zweck: Zweck, link: Link, wer: Any) -> bool:
    """Closes a link for good; returns whether it was open until now. Logs an event."""
    offen = Link.objects.select_for_update().filter(pk=link.pk, zweck=zweck.schluessel).gueltig().first()
    if offen is None:
        return False
    offen.widerrufen_am = timezone.now()
    offen.save(update_fields=["widerrufen_am"])
    ereignis(offen.gegenstand, f"{zweck.name} zurückgezogen", wer=wer, grund=_bis(offen.gueltig_bis))
    return True


def finden(token: str) -> Link | None:
    """The valid link of a token; None for an unknown, expired or revoked one, without a difference."""
    return Link.objects.gueltig().filter(token_hash=_hash(token.strip().lower())).first()


def benutzt(link: Link) -> None:
    """Notes the day of use, no more: it must not show when somebody works."""
    heute = timezone.localdate()
    if link.zuletzt_benutzt_am != heute:
        Link.objects.filter(pk=link.pk).update(zuletzt_benutzt_am=heute)


def ausgestellte(zweck: Zweck, gegenstand: models.Model) -> LinkQuerySet:
    """All links of a purpose to an object, newest first, with who issued them."""
    typ = ContentType.objects.get_for_model(gegenstand)
    links = Link.objects.filter(zweck=zweck.schluessel, typ=typ, gegenstand_id=gegenstand.pk)
    return links.select_related("ausgestellt_von")


def gueltige(zweck: Zweck, gegenstaende: models.QuerySet) -> models.QuerySet[Link]:
    """The valid links of a purpose to any of these objects, newest first, with the objects."""
    typ = ContentType.objects.get_for_model(gegenstaende.model)
    menge = Link.objects.gueltig().filter(
        zweck=zweck.schluessel, typ=typ, gegenstand_id__in=gegenstaende.order_by().values("pk")
    )
    return menge.select_related("ausgestellt_von").prefetch_related(
        GenericPrefetch("gegenstand", [gegenstaende])
    )


def aufraeumen(heute: date) -> int:
    """Removes links that were closed for 90 days; returns how many. Their events stay. For the daily job."""
    grenze = timezone.now() - AUFBEWAHRUNG
    alt = models.Q(gueltig_bis__lt=grenze) | models.Q(widerrufen_am__lt=grenze)
    return stapelweise(Link.objects.filter(alt))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _bis(zeitpunkt: datetime) -> str:
    return f"gültig bis {timezone.localtime(zeitpunkt):%d.%m.%Y}"

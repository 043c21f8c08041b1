"""Each Termin in a Raum has its Belegung: made, moved and taken away with it (RK-2017 4.3, Standard 7.2)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from angebote.models import Angebot, Termin
from stzverbund.basis.zeit import monatsanfang
from zentren.belegungen import STAPEL, Belegt, Kollision, eintragen, verteilen, zeitraum
from zentren.models import Belegung

Schluessel = tuple[int, date, time]
"""Which Termin: Angebot, day and hour; one that is made in bulk has no key of its own yet."""


def schluessel(termin: Termin) -> Schluessel:
    return termin.angebot_id, termin.datum, termin.von


def nachziehen(angebote: Sequence[Angebot], neue: Iterable[Termin], *, jetzt: datetime, streng: bool) -> None:
    """Makes the Belegungen of these Angebote agree with their Termine and Räume, inside a transaction.

    What is ahead follows the Angebot, what was stays where it was. `streng`: raises Belegt where one of the
    `neue` Termine ahead, or one that changes its Raum, finds it taken. Otherwise, and where it was so before,
    the Termin stays without (`ohne_raum`). One query, two where an Angebot has a Raum, five more where
    something is to do; however many Angebote.
    """
    gefordert = _loesen(angebote, jetzt) | {schluessel(termin) for termin in neue}
    if any(angebot.raum_id for angebot in angebote):
        offene = _ohne_belegung().filter(angebot__in=angebote, datum__gte=monatsanfang(jetzt.date()))
        _belegen(offene, gefordert if streng else set(), jetzt)


def termin_belegen(termin: Termin, *, streng: bool) -> None:
    """As `nachziehen`, for one Termin that takes place after all or stands beside the schedule."""
    if termin.angebot.raum_id is None or termin.belegung_id:
        return
    gefordert = {schluessel(termin)} if streng else set()
    _belegen(_ohne_belegung().filter(pk=termin.pk), gefordert, timezone.localtime())
    termin.refresh_from_db(fields=["belegung"])


def termin_freigeben(termin: Termin) -> None:
    """It does not take place, so others may have the Raum."""
    if termin.belegung_id:
        belegung = termin.belegung_id
        termin.belegung = None
        Termin.objects.filter(pk=termin.pk).update(belegung=None)
        Belegung.objects.filter(pk=belegung).delete()


def termine_loeschen(termine: QuerySet[Termin]) -> None:
    """Deletes Termine and their Belegungen."""
    belegungen = list(termine.order_by().filter(belegung__isnull=False).values_list("belegung", flat=True))
    termine.delete()
    if belegungen:
        Belegung.objects.filter(pk__in=belegungen).delete()


def ohne_raum(heute: date) -> QuerySet[Termin]:
    """The planned Termine from today on that find the Raum of their Angebot taken."""
    return _ohne_belegung().filter(
        status=Termin.Status.GEPLANT,
        datum__gte=heute,
        angebot__status=Angebot.Status.VEROEFFENTLICHT,
    )


def _ohne_belegung() -> QuerySet[Termin]:
    termine = Termin.objects.filter(belegung__isnull=True, angebot__raum__isnull=False)
    return termine.exclude(status=Termin.Status.AUSGEFALLEN)


def _loesen(angebote: Sequence[Angebot], jetzt: datetime) -> set[Schluessel]:
    """Takes away what is ahead in another Raum, or under another title; returns the Termine it was for."""
    stimmt = Q(raum=F("termin__angebot__raum"), anlass=F("termin__angebot__titel"))
    ueberholt = Belegung.objects.filter(
        Q(termin__angebot__raum__isnull=True) | ~stimmt,
        termin__angebot__in=angebote,
        termin__status=Termin.Status.GEPLANT,
        beginn__gt=jetzt,
    )
    termine = Termin.objects.filter(belegung__in=list(ueberholt.order_by().values_list("pk", flat=True)))
    betroffene = list(termine)
    if betroffene:
        termine.update(belegung=None)
        Belegung.objects.filter(pk__in=[termin.belegung_id for termin in betroffene]).delete()
    return {schluessel(termin) for termin in betroffene}


def _belegen(offene: QuerySet[Termin], gefordert: set[Schluessel], jetzt: datetime) -> None:
    termine = list(offene.select_related("angebot"))
    if not termine:
        return
    wuensche = [wunsch(termin) for termin in termine]
    termin_zu = {id(wunsch): termin for wunsch, termin in zip(wuensche, termine, strict=True)}
    frei, kollisionen = verteilen(wuensche)
    if hart := [k for k in kollisionen if _kommt(k, jetzt) and schluessel(termin_zu[id(k.neu)]) in gefordert]:
        raise Belegt(hart)
    for belegung in eintragen(frei):
        termin_zu[id(belegung)].belegung = belegung
    belegte = [termin_zu[id(belegung)] for belegung in frei]
    Termin.objects.bulk_update(belegte, ["belegung"], batch_size=STAPEL)


def _kommt(kollision: Kollision, jetzt: datetime) -> bool:
    return kollision.neu.beginn >= jetzt


def wunsch(termin: Termin) -> Belegung:
    """What a Termin takes of the Raum of its Angebot, not stored."""
    raum: Any = termin.angebot.raum_id  # who asks has seen that it has one
    beginn, ende = zeitraum(termin.datum, termin.von, termin.bis)
    return Belegung(
        raum_id=raum,
        art=Belegung.Art.ANGEBOT,
        beginn=beginn,
        ende=ende,
        anlass=termin.angebot.titel,
    )

"""Who co-operates with whom: Gremien with their sessions, kinds by Zentrum, the Migrationssozialdienst.

Figures in SQL, the day passed in (RK-2017 4.2 A3, 4.3 Standards 5 and 8, 5.1).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from zentren.models import Bezirk, Traeger, Zentrum
from zentren.querysets import ZentrumQuerySet
from zentren.stadtteilmanagement.models import Kooperation, Taetigkeitsform, Zielpruefung

Art = Kooperation.Art
EIN_JAHR = relativedelta(years=1)
GILT = (Kooperation.Stand.VEREINBART, Kooperation.Stand.LAEUFT_AB)


def mit_ergebnis(kooperationen: QuerySet[Kooperation]) -> QuerySet[Kooperation]:
    """Each with `ergebnis`, the result of the last review of its aims (None: never)."""
    letzte = Zielpruefung.objects.filter(kooperation=OuterRef("pk"))
    return kooperationen.annotate(ergebnis=Subquery(letzte.values("ergebnis")[:1]))


def mit_sitzungen(gremien: QuerySet[Kooperation], heute: date) -> QuerySet[Kooperation]:
    """Gremien with `sitzungen` and `zurueck` (with a report to the team) of twelve months, and `zuletzt`.

    Counts only: what was talked about is read by the house.
    """
    sitzung = Q(taetigkeiten__form=Taetigkeitsform.GREMIUM, taetigkeiten__datum__lte=heute)
    im_jahr = sitzung & Q(taetigkeiten__datum__gt=heute - EIN_JAHR)
    return gremien.annotate(
        sitzungen=Count("taetigkeiten", filter=im_jahr),
        zurueck=Count("taetigkeiten", filter=im_jahr & ~Q(taetigkeiten__rueckfluss="")),
        zuletzt=Max("taetigkeiten__datum", filter=sitzung),
    ).order_by("sortierung", "pk")


@dataclass(frozen=True)
class Zelle:
    art: str
    anzahl: int


@dataclass(frozen=True)
class Netzzeile:
    """A Zentrum with its running partners of each kind (in the order of `arten`) and their sum."""

    zentrum: Zentrum
    zellen: list[Zelle]
    summe: int


@dataclass(frozen=True)
class Netz:
    arten: list[tuple[str, str]]
    zeilen: list[Netzzeile]
    summen: list[int]
    """Of each kind over all Zentren, and last of everything."""


def netz(zentren: ZentrumQuerySet, heute: date) -> Netz:
    """Kinds x Zentren: how many run today. Two queries."""
    laufende = Kooperation.objects.laufend(heute).filter(zentrum__in=zentren.values("pk"))
    gezaehlt = laufende.order_by().values_list("zentrum", "art").annotate(n=Count("pk"))
    anzahl = Counter({(zentrum, art): n for zentrum, art, n in gezaehlt})
    arten = [str(art) for art in Art]
    zeilen = []
    for zentrum in zentren:
        zellen = [Zelle(art, anzahl[zentrum.pk, art]) for art in arten]
        zeilen.append(Netzzeile(zentrum, zellen, sum(z.anzahl for z in zellen)))
    summen = [sum(zeile.zellen[i].anzahl for zeile in zeilen) for i in range(len(arten))]
    return Netz([(a.value, str(a.label)) for a in Art], zeilen, [*summen, sum(summen)])


@dataclass(frozen=True)
class MsdZeile:
    """Of one Träger in one Bezirk: its agreement with the Migrationssozialdienst, None where there is none.

    `vereinbarung` is the one that runs longest; it may have run out (`gilt`).
    """

    traeger: Traeger
    bezirk: Bezirk
    zentren: list[Zentrum]
    vereinbarung: Kooperation | None
    gilt: bool


def migrationssozialdienst(zentren: ZentrumQuerySet, heute: date) -> list[MsdZeile]:
    """The Träger of these Zentren that are in operation (RK-2017 5.1 expects one of each). Two queries.

    An agreement of any Zentrum of the Träger in the Bezirk counts, also of one that is not among them.
    """
    in_betrieb = zentren.in_betrieb(heute).select_related("traeger", "bezirk").defer("bezirk__geometrie")
    gruppen: dict[tuple[int, int], list[Zentrum]] = {}
    for zentrum in in_betrieb.order_by("bezirk__sortierung", "traeger__sortierung", "sortierung", "pk"):
        gruppen.setdefault((zentrum.bezirk_id, zentrum.traeger_id), []).append(zentrum)
    vereinbarte = _beste({traeger for _, traeger in gruppen}, heute)
    return [
        MsdZeile(ihre[0].traeger, ihre[0].bezirk, ihre, *vereinbarte.get(schluessel, (None, False)))
        for schluessel, ihre in gruppen.items()
    ]


def _beste(traeger: set[int], heute: date) -> dict[tuple[int, int], tuple[Kooperation, bool]]:
    """By (Bezirk, Träger): the signed agreement that runs longest, and whether it is valid today."""
    alle = Kooperation.objects.laufend(heute).filter(
        art=Art.MIGRATIONSSOZIALDIENST, unterzeichnet_am__isnull=False, zentrum__traeger__in=traeger
    )

    def rang(eine: Kooperation) -> tuple[bool, date]:
        return eine.stand(heute) in GILT, eine.gilt_bis or date.max

    beste: dict[tuple[int, int], Kooperation] = {}
    for eine in alle.select_related("zentrum").order_by("pk"):
        schluessel = (eine.zentrum.bezirk_id, eine.zentrum.traeger_id)
        if schluessel not in beste or rang(eine) > rang(beste[schluessel]):
            beste[schluessel] = eine
    return {schluessel: (eine, rang(eine)[0]) for schluessel, eine in beste.items()}


def ohne_migrationssozialdienst(zentren: ZentrumQuerySet, heute: date) -> QuerySet:
    """(Träger, Bezirk) of these Zentren without a valid agreement, as values `traeger__name`; one query."""
    vereinbart = Kooperation.objects.vereinbart(heute).filter(
        art=Art.MIGRATIONSSOZIALDIENST,
        zentrum__traeger=OuterRef("traeger"),
        zentrum__bezirk=OuterRef("bezirk"),
    )
    fehlt = zentren.in_betrieb(heute).filter(~Exists(vereinbart)).order_by("traeger__sortierung")
    return fehlt.values("traeger", "traeger__name", "traeger__sortierung", "bezirk").distinct()

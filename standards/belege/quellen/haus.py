"""Figures of what a centre keeps about itself: rooms, hours, staff."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum

from standards.belege.regel import MONATE, Lage
from zentren.models import Oeffnungszeit, Personal, Raum, Schliesszeit, Sprechzeit


@dataclass(frozen=True)
class Raumzahlen:
    """How many of a centre's rooms are what; `geregelt` means rules of use and an office that answers."""

    anzahl: int
    fuer_beratung: int
    fuer_gruppen: int
    ausgestattet: int
    geregelt: int


@dataclass(frozen=True)
class Sprechzeitzahlen:
    """Weekly consultation hours of a centre, and how many of them are about self-help."""

    anzahl: int
    selbsthilfe: int


def raumzahlen(lage: Lage) -> dict[int, Raumzahlen]:
    """By centre; a centre without a room is missing."""
    zeilen = Raum.objects.filter(standort__zentrum__in=lage.zentren).order_by()
    zahlen = zeilen.values_list("standort__zentrum").annotate(
        anzahl=Count("pk"),
        fuer_beratung=Count("pk", filter=Q(fuer_beratung=True)),
        fuer_gruppen=Count("pk", filter=Q(fuer_gruppen=True)),
        ausgestattet=Count("pk", filter=~Q(ausstattung="")),
        geregelt=Count("pk", filter=~Q(nutzungsregeln="") & ~Q(verantwortlich="")),
    )
    return {zentrum: Raumzahlen(*werte) for zentrum, *werte in zahlen}


def sprechzeitzahlen(lage: Lage) -> dict[int, Sprechzeitzahlen]:
    """By centre; a centre without a Sprechzeit is missing."""
    selbsthilfe = Count("pk", filter=Q(thema__icontains="selbsthilfe"))
    zeilen = Sprechzeit.objects.filter(zentrum__in=lage.zentren).order_by().values_list("zentrum")
    zahlen = zeilen.annotate(anzahl=Count("pk"), selbsthilfe=selbsthilfe)
    return {zentrum: Sprechzeitzahlen(*werte) for zentrum, *werte in zahlen}


def oeffnungsminuten(lage: Lage) -> dict[int, int]:
    """Weekly opening hours in minutes, of the Standort that is open longest; by centre."""
    dauer = ExpressionWrapper(F("bis") - F("von"), DurationField())
    zeilen = Oeffnungszeit.objects.filter(standort__zentrum__in=lage.zentren).order_by()
    je_standort = zeilen.values_list("standort__zentrum", "standort").annotate(dauer=Sum(dauer))
    laengste: dict[int, int] = {}
    for zentrum, _, summe in je_standort:
        laengste[zentrum] = max(laengste.get(zentrum, 0), summe // timedelta(minutes=1))
    return laengste


def personal(lage: Lage) -> dict[int, Decimal]:
    """Staff in VZÄ of this year, where nothing is entered of the year before; by centre."""
    jahr = lage.stichtag.year
    zeilen = Personal.objects.filter(zentrum__in=lage.zentren, jahr__in=(jahr - 1, jahr))
    je_jahr = zeilen.order_by("jahr").values_list("zentrum", "jahr").annotate(summe=Sum("vzae"))
    return {zentrum: summe for zentrum, _, summe in je_jahr}


def schliesszeiten(lage: Lage) -> dict[int, tuple[int, int]]:
    """Schliesszeiten from twelve months ago to in twelve months, and all ever entered; by centre."""
    bald = lage.stichtag + relativedelta(months=MONATE)
    zeilen = Schliesszeit.objects.filter(zentrum__in=lage.zentren).order_by().values_list("zentrum")
    aktuelle = Count("pk", filter=Q(bis__gte=lage.seit(), von__lte=bald))
    return {z: (aktuell, alle) for z, aktuell, alle in zeilen.annotate(aktuell=aktuelle, alle=Count("pk"))}

"""The figures of many centres in a year, from the sums stored when their Meldungen were accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from angebote.models import Kennzahl, Meldung, Meldungssumme
from zentren.models import Bezirk, Leistungsbereich, Zentrum

from .formen import Aufteilung, Gruppe, Kennzahlfolge, Summen
from .summieren import AUS_SUMMEN, GANZ, aufteilungen, gruppen, gruppiert

ZENTRUM, BEZIRK = "meldung__zentrum", "meldung__zentrum__bezirk"


@dataclass(frozen=True)
class Netzzahlen:
    """Figures of centres, one by one and together; only accepted Meldungen count.

    `vorjahr` holds, centre by centre, the same months of the year before. Of a Kennzahl that cannot be
    summed over months the highest month counts: of the centre in its line, of all together in the sum.
    """

    jahr: int
    kennzahlen: Kennzahlfolge
    monate: tuple[date, ...]
    gesamt: Summen
    vorjahr: Summen
    je_monat: Mapping[date, Summen]
    je_monat_vorjahr: Mapping[date, Summen]
    je_zentrum: tuple[Gruppe, ...]
    je_bezirk: tuple[Gruppe, ...]
    je_bereich: tuple[Gruppe, ...]
    nach_alter: tuple[Aufteilung, ...]
    nach_geschlecht: tuple[Aufteilung, ...]


def netzzahlen(zentren: QuerySet[Zentrum], jahr: int) -> Netzzahlen:
    """Sums over `zentren`, each centre a line (also those without figures); a fixed number of queries."""
    summen, alle_frueheren = _summen(zentren, jahr), _summen(zentren, jahr - 1)
    fruehere = alle_frueheren.filter(_gleiche_monate(summen, jahr - 1))
    kennzahlen = tuple(Kennzahl.objects.filter(pk__in=summen.order_by().values("kennzahl")))
    gesamt = gruppiert(summen, None, AUS_SUMMEN).get(None, {})
    je_monat = gruppiert(summen, "monat", AUS_SUMMEN)
    nach_alter, nach_geschlecht = aufteilungen(summen, gesamt, kennzahlen)
    haeuser = list(zentren.select_related("bezirk"))
    bereiche = [(b.pk, b.schluessel, str(b)) for b in Leistungsbereich.objects.all()]
    return Netzzahlen(
        jahr=jahr,
        kennzahlen=kennzahlen,
        monate=tuple(sorted(je_monat)),
        gesamt=gesamt,
        vorjahr=gruppiert(fruehere, None, AUS_SUMMEN).get(None, {}),
        je_monat=je_monat,
        je_monat_vorjahr=gruppiert(alle_frueheren, "monat", AUS_SUMMEN),
        je_zentrum=_zeilen([(z.pk, z.slug, z.name) for z in haeuser], summen, fruehere, ZENTRUM),
        je_bezirk=_zeilen(_bezirke(haeuser), summen, fruehere, BEZIRK),
        je_bereich=gruppen(
            bereiche,
            gruppiert(summen, "leistungsbereich", AUS_SUMMEN),
            gruppiert(fruehere, "leistungsbereich", AUS_SUMMEN),
        ),
        nach_alter=nach_alter,
        nach_geschlecht=nach_geschlecht,
    )


def gemeinsam(zentren: QuerySet[Zentrum], jahr: int, *, mindestens: int) -> Summen:
    """Sums of centres not to be shown singly: Kennzahlen for which at least `mindestens` have figures."""
    summen = _summen(zentren, jahr)
    haeuser = (
        summen.filter(GANZ, angaben__gt=0)
        .order_by()
        .values("kennzahl")
        .annotate(haeuser=Count(ZENTRUM, distinct=True))
        .filter(haeuser__gte=mindestens)
    )
    genug = {zeile["kennzahl"] for zeile in haeuser}
    alle = gruppiert(summen, None, AUS_SUMMEN).get(None, {})
    return {kennzahl: summe for kennzahl, summe in alle.items() if kennzahl in genug}


def _summen(zentren: QuerySet[Zentrum], jahr: int) -> QuerySet[Meldungssumme]:
    meldungen = Meldung.objects.filter(
        zentrum__in=zentren.order_by().values("pk"), zeitraum__meldejahr__jahr=jahr
    )
    return Meldungssumme.objects.filter(meldung__in=list(meldungen.geltend().values_list("pk", flat=True)))


def _gleiche_monate(summen: QuerySet[Meldungssumme], jahr: int) -> Q:
    """The months of `jahr` that a centre also has in `summen`; centres alike share one condition."""
    je_zentrum: defaultdict[int, list[date]] = defaultdict(list)
    for zentrum, monat in summen.order_by("monat").values_list(ZENTRUM, "monat").distinct():
        je_zentrum[zentrum].append(monat.replace(year=jahr))
    je_monate: defaultdict[tuple[date, ...], list[int]] = defaultdict(list)
    for zentrum, monate in je_zentrum.items():
        je_monate[tuple(monate)].append(zentrum)
    bedingung = Q(pk__in=[])
    for monate_, zentren in je_monate.items():
        bedingung |= Q(meldung__zentrum__in=zentren, monat__in=monate_)
    return bedingung


def _zeilen(
    namen: list[tuple[int, str, str]], summen: QuerySet, fruehere: QuerySet, feld: str
) -> tuple[Gruppe, ...]:
    jetzt, vorher = (gruppiert(zeilen, feld, AUS_SUMMEN) for zeilen in (summen, fruehere))
    return tuple(
        Gruppe(schluessel, name, jetzt.get(pk, {}), vorher.get(pk, {})) for pk, schluessel, name in namen
    )


def _bezirke(haeuser: Iterable[Zentrum]) -> list[tuple[int, str, str]]:
    bezirke: dict[int, Bezirk] = {haus.bezirk_id: haus.bezirk for haus in haeuser}
    geordnet = sorted(bezirke.values(), key=lambda bezirk: (bytes(bezirk.sortierung), bezirk.pk))
    return [(bezirk.pk, bezirk.schluessel, bezirk.name) for bezirk in geordnet]

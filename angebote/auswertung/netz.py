"""The figures of many centres in a year, from the sums stored when their Meldungen were accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet

from angebote.models import Kennzahl, Meldung, Meldungssumme
from zentren.models import Bezirk, Leistungsbereich, Zentrum

from .formen import Aufteilung, Gruppe, Kennzahlfolge, Summen
from .schnitte import GESAMT, JE_MONAT, Schnitt, Schnitte, schneiden
from .summieren import GANZ, SUMMENZEILE, aufteilungen, gruppen

ZENTRUM = "meldung__zentrum"
JE_ZENTRUM, JE_BEZIRK = Schnitt("zentrum", "zentrum"), Schnitt("bezirk", "bezirk")
JE_BEREICH = Schnitt("bereich", "bereich")


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
    """Sums over `zentren`, each centre a line (also those without figures); seven queries."""
    sicht = schneiden(
        _summen(zentren, (jahr - 1, jahr)),
        jahr,
        rechnung=SUMMENZEILE,
        spalten={"zentrum": F(ZENTRUM), "bezirk": F(f"{ZENTRUM}__bezirk"), "bereich": F("leistungsbereich")},
        schnitte=(GESAMT, JE_MONAT, JE_ZENTRUM, JE_BEZIRK, JE_BEREICH),
        grob=("bezirk", "bereich"),
    )
    gesamt = sicht.jetzt(GESAMT).get(0, {})
    kennzahlen = tuple(Kennzahl.objects.filter(pk__in=list(gesamt)))
    nach_alter, nach_geschlecht = aufteilungen(_summen(zentren, (jahr,)), gesamt, kennzahlen)
    haeuser = list(zentren.select_related("bezirk"))
    bereiche = [(b.pk, b.schluessel, str(b)) for b in Leistungsbereich.objects.all()]
    je_monat = sicht.je_monat()
    return Netzzahlen(
        jahr=jahr,
        kennzahlen=kennzahlen,
        monate=tuple(je_monat),
        gesamt=gesamt,
        vorjahr=sicht.vorjahr(GESAMT).get(0, {}),
        je_monat=je_monat,
        je_monat_vorjahr=sicht.je_monat_vorjahr(),
        je_zentrum=_zeilen([(z.pk, z.slug, z.name) for z in haeuser], sicht, JE_ZENTRUM),
        je_bezirk=_zeilen(_bezirke(haeuser), sicht, JE_BEZIRK),
        je_bereich=gruppen(bereiche, sicht.jetzt(JE_BEREICH), sicht.vorjahr(JE_BEREICH)),
        nach_alter=nach_alter,
        nach_geschlecht=nach_geschlecht,
    )


def gemeinsam(zentren: QuerySet[Zentrum], jahr: int, *, mindestens: int) -> Summen:
    """Sums of centres not to be shown singly: Kennzahlen for which at least `mindestens` have figures."""
    summen = _summen(zentren, (jahr,))
    haeuser = (
        summen.filter(GANZ, angaben__gt=0)
        .order_by()
        .values("kennzahl")
        .annotate(haeuser=Count(ZENTRUM, distinct=True))
        .filter(haeuser__gte=mindestens)
    )
    genug = {zeile["kennzahl"] for zeile in haeuser}
    sicht = schneiden(
        summen, jahr, rechnung=SUMMENZEILE, spalten={"zentrum": F(ZENTRUM)}, schnitte=(GESAMT,), grob=()
    )
    alle = sicht.jetzt(GESAMT).get(0, {})
    return {kennzahl: summe for kennzahl, summe in alle.items() if kennzahl in genug}


def _summen(zentren: QuerySet[Zentrum], jahre: tuple[int, ...]) -> QuerySet[Meldungssumme]:
    meldungen = Meldung.objects.filter(
        zentrum__in=zentren.order_by().values("pk"), zeitraum__meldejahr__jahr__in=jahre
    )
    # with their keys the database goes straight to the rows, however many others there are
    schluessel = list(meldungen.geltend().order_by().values_list("pk", flat=True))
    return Meldungssumme.objects.filter(meldung__in=schluessel)


def _zeilen(namen: list[tuple[int, str, str]], sicht: Schnitte, schnitt: Schnitt) -> tuple[Gruppe, ...]:
    jetzt, vorher = sicht.jetzt(schnitt), sicht.vorjahr(schnitt)
    return tuple(
        Gruppe(schluessel, name, jetzt.get(pk, {}), vorher.get(pk, {})) for pk, schluessel, name in namen
    )


def _bezirke(haeuser: Iterable[Zentrum]) -> list[tuple[int, str, str]]:
    bezirke: dict[int, Bezirk] = {haus.bezirk_id: haus.bezirk for haus in haeuser}
    geordnet = sorted(bezirke.values(), key=lambda bezirk: (bytes(bezirk.sortierung), bezirk.pk))
    return [(bezirk.pk, bezirk.schluessel, bezirk.name) for bezirk in geordnet]

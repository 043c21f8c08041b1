"""Figures of a year by Stadtteil (Bezirksregion), set against its inhabitants.

These are inner figures: small numbers are not masked here, only in what is published.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet, Sum

from angebote.models import Altersgruppe
from stzverbund.basis.zeit import monate as monate_von_bis
from zentren.models import Bezirk, Bezirksregion, Zentrum

from .einwohner import Bevoelkerung, bevoelkerung, einwohnerstaende
from .formen import OHNE, Summe
from .netz import ZENTRUM
from .summieren import AUS_SUMMEN, summe_aus
from .verlauf import Ausschnitt, falten, offene_monate, plus


@dataclass(frozen=True)
class Stadtteilzahl:
    """Stadtteile that the same centres serve, most often one, and what these centres have counted there.

    A centre that serves several Stadtteile cannot be parted: its figure belongs to all of them together.
    `meldungen` counts the reported months of the centres, `erwartet` those in which they were open.
    """

    regionen: tuple[Bezirksregion, ...]
    zentren: tuple[Zentrum, ...]
    summe: Summe
    einwohner: Bevoelkerung | None
    gemeldet: int = 0
    erwartet: int = 0

    @property
    def vollstaendig(self) -> bool:
        return self.gemeldet >= self.erwartet


@dataclass(frozen=True)
class Stadtteilzahlen:
    """A Bezirk in a year: each centre in one line, each Stadtteil without a centre in one of its own.

    `aufgeteilt` is how much of `gesamt` is known by age; None where all ages were asked for.
    """

    zeilen: tuple[Stadtteilzahl, ...]
    ohne_stadtteil: tuple[Zentrum, ...]
    aufgeteilt: int | None
    gesamt: int

    def fuer(self, region: Bezirksregion) -> Stadtteilzahl | None:
        """What a map shows of a Stadtteil: its own line, else the only one that it shares with others."""
        zeilen = [zeile for zeile in self.zeilen if region in zeile.regionen and zeile.zentren]
        eigene = [zeile for zeile in zeilen if len(zeile.regionen) == 1]
        passende = eigene or zeilen
        return passende[0] if len(passende) == 1 else None


def stadtteilzahlen(bezirk: Bezirk, jahr: int, was: Ausschnitt) -> Stadtteilzahlen:
    """From the stored sums of accepted Meldungen; a fixed number of queries. `was` is that one year."""
    zentren = Zentrum.objects.filter(bezirk=bezirk).in_betrieb(date(jahr, 1, 1), date(jahr, 12, 31))
    haeuser, regionen = list(zentren), list(Bezirksregion.objects.filter(bezirk=bezirk))
    gebiete = _gebiete(haeuser, regionen)
    summen, gemeldet = _je_zentrum(zentren, was), _gemeldet(zentren, was)
    staende = einwohnerstaende([region.pk for region in regionen], jahr, was.altersgruppe)
    zeilen = [
        Stadtteilzahl(
            regionen=gebiet,
            zentren=tuple(dort),
            summe=_zusammen([summen.get(haus.pk, {}) for haus in dort], was),
            einwohner=bevoelkerung(staende, [region.pk for region in gebiet], jahr),
            gemeldet=sum(gemeldet.get(haus.pk, 0) for haus in dort),
            erwartet=sum(offene_monate(haus, jahr) for haus in dort),
        )
        for gebiet, dort in gebiete.items()
        if gebiet
    ]
    aufgeteilt, gesamt = _aufgeteilt(zentren, was)
    return Stadtteilzahlen(tuple(zeilen), tuple(gebiete.get((), ())), aufgeteilt, gesamt)


def _gebiete(
    haeuser: Sequence[Zentrum], regionen: Sequence[Bezirksregion]
) -> dict[tuple[Bezirksregion, ...], list[Zentrum]]:
    """The Stadtteile that centres serve, with these centres; single ones first, in their order."""
    paare = Zentrum.regionen.through.objects.filter(zentrum__in=haeuser)
    je_haus: defaultdict[int, set[int]] = defaultdict(set)
    for haus_id, region_id in paare.values_list("zentrum", "bezirksregion"):
        je_haus[haus_id].add(region_id)
    gebiete: dict[tuple[Bezirksregion, ...], list[Zentrum]] = {(region,): [] for region in regionen}
    for haus in haeuser:
        gebiet = tuple(region for region in regionen if region.pk in je_haus[haus.pk])
        gebiete.setdefault(gebiet, []).append(haus)
    return gebiete


Monatssummen = Mapping[date, Summe]


def _je_zentrum(zentren: QuerySet[Zentrum], was: Ausschnitt) -> dict[int, dict[date, Summe]]:
    """By centre and month; months are needed where the highest one of several centres together counts."""
    zeilen = was.aus_summen(zentren).values(ZENTRUM, "monat").annotate(**AUS_SUMMEN)
    ergebnis: defaultdict[int, dict[date, Summe]] = defaultdict(dict)
    for zeile in zeilen:
        ergebnis[zeile[ZENTRUM]][zeile["monat"]] = summe_aus(zeile)
    return dict(ergebnis)


def _zusammen(haeuser: Iterable[Monatssummen], was: Ausschnitt) -> Summe:
    """Several centres as one: their months added up, then the year or its highest month."""
    je_monat: defaultdict[date, Summe] = defaultdict(lambda: OHNE)
    for monate in haeuser:
        for monat, summe in monate.items():
            je_monat[monat] = plus(je_monat[monat], summe)
    return falten(je_monat.values(), summierbar=was.reihe.im_jahr(was.bis).summierbar)


def _gemeldet(zentren: QuerySet[Zentrum], was: Ausschnitt) -> dict[int, int]:
    """How many months each centre has reported and the Bezirksamt accepted."""
    monate: defaultdict[int, int] = defaultdict(int)
    zeitraeume = was.geltende(zentren).values_list("zentrum", "zeitraum__von", "zeitraum__bis")
    for haus, von, bis in zeitraeume:
        monate[haus] += len(monate_von_bis(von, bis))
    return dict(monate)


def _aufgeteilt(zentren: QuerySet[Zentrum], was: Ausschnitt) -> tuple[int | None, int]:
    """Of the whole Bezirk: what is known by age, and the total; one query, none for all ages."""
    if was.altersgruppe == Altersgruppe.ALLE:
        return None, 0
    alle = replace(was, altersgruppe="").aus_summen(zentren)
    summen = alle.aggregate(
        gesamt=Sum("zahl", filter=Q(altersgruppe=Altersgruppe.ALLE)),
        bekannt=Sum("zahl", filter=~Q(altersgruppe=Altersgruppe.ALLE)),
    )
    return int(summen["bekannt"] or 0), int(summen["gesamt"] or 0)

"""One Kennzahl over months and years: of one centre from its cells, of many from the stored sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from angebote.models import Altersgruppe, Geschlecht, Meldung, Meldungssumme, Wert
from stzverbund.basis.zeit import monate as monate_von_bis
from stzverbund.basis.zeit import monatsende
from zentren.models import Leistungsbereich, Zentrum

from .formen import OHNE, Summe
from .netz import ZENTRUM
from .reihen import Kennzahlreihe
from .summieren import AUS_SUMMEN, AUS_WERTEN, GANZ, hoechster, summe_aus
from .zentrum import massgebliche


@dataclass(frozen=True)
class Monatszahl:
    """A month: its sum, how many of the centres that were open have a Meldung that counts.

    `vorlaeufig`: the figures come from a Meldung that nobody has accepted yet.
    """

    summe: Summe
    gemeldet: int
    erwartet: int
    vorlaeufig: bool = False

    @property
    def vollstaendig(self) -> bool:
        return self.gemeldet >= self.erwartet and not self.vorlaeufig


@dataclass(frozen=True)
class Jahreszahl:
    """A year: the sum of its months, or the highest of them; how many of those that count are complete."""

    summe: Summe
    vollstaendige: int
    erwartet: int

    @property
    def vollstaendig(self) -> bool:
        """Whether all twelve months are there, or all in which a centre was open."""
        return self.erwartet > 0 and self.vollstaendige == self.erwartet


@dataclass(frozen=True)
class Verlauf:
    """A series from January of `von` to December of `bis`, every month of them.

    A month has the unit of the Kennzahl that is counted in its year (`reihe.im_jahr`).
    """

    reihe: Kennzahlreihe
    von: int
    bis: int
    monate: Mapping[date, Monatszahl]

    @property
    def jahre(self) -> range:
        return range(self.von, self.bis + 1)

    def jahr(self, jahr: int) -> Jahreszahl:
        """Folds at most twelve months."""
        monate = {monat: zahl for monat, zahl in self.monate.items() if monat.year == jahr}
        offene = [zahl for zahl in monate.values() if zahl.erwartet]
        vollstaendige = sum(zahl.vollstaendig for zahl in offene)
        summen = [zahl.summe for zahl in monate.values()]
        ganz = falten(summen, summierbar=self.reihe.im_jahr(jahr).summierbar)
        return Jahreszahl(ganz, vollstaendige, len(offene))


def falten(summen: Iterable[Summe], *, summierbar: bool) -> Summe:
    """Several months as one: added up, or the highest of them."""
    ganz = OHNE
    for summe in summen:
        ganz = plus(ganz, summe) if summierbar else hoechster(ganz, summe)
    return ganz


def plus(eine: Summe, andere: Summe) -> Summe:
    """Two sums as one; None only where both are."""
    zahlen = [summe.zahl for summe in (eine, andere) if summe.zahl is not None]
    return Summe(
        sum(zahlen) if zahlen else None,
        eine.angaben + andere.angaben,
        eine.ohne_angabe + andere.ohne_angabe,
    )


@dataclass(frozen=True)
class Ausschnitt:
    """Which Kennzahl, from which year to which, in which Leistungsbereich (None: all) and of which ages.

    An empty `altersgruppe` means the total and every age group beside each other.
    """

    reihe: Kennzahlreihe
    von: int
    bis: int
    bereich: Leistungsbereich | None = None
    altersgruppe: str = Altersgruppe.ALLE

    def aus_summen(self, zentren: QuerySet[Zentrum]) -> QuerySet[Meldungssumme]:
        """The stored sums of what counts of these centres, of both genders together."""
        zeilen = Meldungssumme.objects.filter(
            self.reihe.zellen(self.von, self.bis),
            geschlecht=Geschlecht.ALLE,
            meldung__in=self.geltende(zentren).values("pk"),
        )
        if self.altersgruppe:
            zeilen = zeilen.filter(altersgruppe=self.altersgruppe)
        if self.bereich:
            zeilen = zeilen.filter(leistungsbereich=self.bereich)
        return zeilen.order_by()

    def geltende(self, zentren: QuerySet[Zentrum]) -> QuerySet[Meldung]:
        meldungen = Meldung.objects.filter(
            zentrum__in=zentren.order_by().values("pk"),
            zeitraum__meldejahr__jahr__range=(self.von, self.bis),
        )
        return meldungen.geltend().order_by()


def verlauf_der_zentren(zentren: QuerySet[Zentrum], was: Ausschnitt) -> Verlauf:
    """The sums of all these centres together, accepted Meldungen only; two queries beside `zentren`."""
    je_monat = was.aus_summen(zentren).values("monat").annotate(**AUS_SUMMEN)
    summen = {zeile["monat"]: summe_aus(zeile) for zeile in je_monat}
    zeitraeume = was.geltende(zentren).values("zeitraum__von", "zeitraum__bis").annotate(anzahl=Count("pk"))
    gemeldet: defaultdict[date, int] = defaultdict(int)
    for zeitraum in zeitraeume:
        for monat in monate_von_bis(zeitraum["zeitraum__von"], zeitraum["zeitraum__bis"]):
            gemeldet[monat] += zeitraum["anzahl"]
    return _verlauf(was, summen, gemeldet, list(zentren), set())


def verlauf_des_zentrums(zentrum: Zentrum, was: Ausschnitt, *, entwuerfe: bool) -> Verlauf:
    """The sums of one centre from its cells; two queries.

    With `entwuerfe` also what nobody has accepted yet, as provisional months.
    """
    meldungen = massgebliche(zentrum, was.von, was.bis, entwuerfe=entwuerfe)
    werte = Wert.objects.filter(was.reihe.zellen(was.von, was.bis), GANZ, meldung__in=meldungen)
    if was.bereich:
        werte = werte.filter(angebot__leistungsbereich=was.bereich)
    je_monat = werte.order_by().values("monat").annotate(**AUS_WERTEN)
    summen = {zeile["monat"]: summe_aus(zeile) for zeile in je_monat}
    gemeldet = {monat: 1 for meldung in meldungen for monat in meldung.zeitraum.monate}
    offene = {
        monat
        for meldung in meldungen
        if meldung.status != Meldung.Status.ANGENOMMEN
        for monat in meldung.zeitraum.monate
    }
    return _verlauf(was, summen, gemeldet, [zentrum], offene)


def _verlauf(
    was: Ausschnitt,
    summen: Mapping[date, Summe],
    gemeldet: Mapping[date, int],
    haeuser: Sequence[Zentrum],
    offene: set[date],
) -> Verlauf:
    monate = {
        monat: Monatszahl(
            summe=summen.get(monat, OHNE),
            gemeldet=gemeldet.get(monat, 0),
            erwartet=sum(ist_offen(haus, monat) for haus in haeuser),
            vorlaeufig=monat in offene,
        )
        for monat in monate_von_bis(date(was.von, 1, 1), date(was.bis, 12, 31))
    }
    return Verlauf(was.reihe, was.von, was.bis, monate)


def ist_offen(haus: Zentrum, monat: date) -> bool:
    """Whether a centre is open on a day of the month."""
    bis = haus.in_betrieb_bis
    return haus.in_betrieb_von <= monatsende(monat) and (bis is None or bis >= monat)


def offene_monate(haus: Zentrum, jahr: int) -> int:
    """In how many months of a year a centre is open."""
    von, bis = haus.in_betrieb_von, haus.in_betrieb_bis
    erster = 1 if von.year < jahr else von.month if von.year == jahr else 13
    letzter = 12 if bis is None or bis.year > jahr else bis.month if bis.year == jahr else 0
    return max(0, letzter - erster + 1)


def jahre_je_zentrum(zentren: QuerySet[Zentrum], was: Ausschnitt) -> dict[int, dict[int, Jahreszahl]]:
    """The years of each centre (primary key); one query beside `zentren`.

    `vollstaendige` counts the months with a figure or "keine Angabe".
    """
    zahlen: dict[tuple[int, int], tuple[Summe, int]] = {}
    for zentrum, jahr, summe, hoechste, angaben, ohne, monate in _jahre_aus_monaten(was.aus_summen(zentren)):
        zahl = summe if was.reihe.im_jahr(jahr).summierbar else hoechste
        zahlen[zentrum, jahr] = summe_aus({"z": zahl, "a": angaben, "o": ohne}), monate
    return {
        haus.pk: {
            jahr: Jahreszahl(*zahlen.get((haus.pk, jahr), (OHNE, 0)), offene_monate(haus, jahr))
            for jahr in range(was.von, was.bis + 1)
        }
        for haus in zentren
    }


def _jahre_aus_monaten(zeilen: QuerySet[Meldungssumme]) -> list[tuple]:
    """Sums by centre and month, and these by year: with their sum, their highest month and their number."""
    je_monat = zeilen.values(zentrum=F(ZENTRUM), wann=F("monat")).annotate(**AUS_SUMMEN)
    try:
        monate, werte = je_monat.query.sql_with_params()
    except EmptyResultSet:  # there is nothing to read
        return []
    jahr, davor = connection.ops.date_extract_sql("year", "wann", ())
    anweisung = f"""
        SELECT zentrum, CAST({jahr} AS integer) AS jahr, SUM(z), MAX(z), SUM(a), SUM(o), COUNT(*)
        FROM ({monate}) m GROUP BY zentrum, jahr
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(anweisung, [*davor, *werte])
        return cursor.fetchall()


def gemeinsame_jahre(zentren: QuerySet[Zentrum], was: Ausschnitt, *, mindestens: int) -> dict[int, Summe]:
    """The years of centres not to be shown singly; only where at least `mindestens` of them have figures.

    Of a Kennzahl that cannot be summed over months only months count in which they are so many.
    """
    ergebnis: dict[int, Summe] = {}
    for zeile in _gemeinsame_zeilen(was, was.aus_summen(zentren)):
        if zeile["haeuser"] >= mindestens:
            jahr = zeile["monat__year"]
            ergebnis[jahr] = hoechster(ergebnis.get(jahr, OHNE), summe_aus(zeile))
    return ergebnis


def _gemeinsame_zeilen(was: Ausschnitt, zeilen: QuerySet) -> Iterable[dict[str, Any]]:
    """Rows by year where months add up, by month where the highest one counts."""
    rechnung = AUS_SUMMEN | {"haeuser": Count(ZENTRUM, distinct=True, filter=Q(angaben__gt=0))}
    glieder = {was.reihe.im_jahr(jahr) for jahr in range(was.von, was.bis + 1)}
    for summierbar in sorted({kennzahl.summierbar for kennzahl in glieder}):
        felder = ["monat__year"] if summierbar else ["monat__year", "monat"]
        teil = zeilen.filter(kennzahl__summierbar=summierbar)
        yield from teil.values(*felder).annotate(**rechnung)

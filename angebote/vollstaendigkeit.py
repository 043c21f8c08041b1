"""What is still open: computed from the content, never ticked by hand.

Expected are the compulsory Kennzahlen of the year, for every Angebot of the month and for the centre itself,
in each month that has begun and in which the centre was open. A Meldung that is out of the centre's hands
keeps the Angebote that it was submitted with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, IntegerField, Q, QuerySet, Sum, Value
from django.utils import timezone

from angebote.models import Angebot, Herkunft, Kennzahl, Meldung, Termin, Wert
from angebote.querysets import WertQuerySet
from stzverbund.basis.zeit import monate as monate_von_bis
from stzverbund.basis.zeit import monatsanfang, monatsende
from zentren.models import Zentrum

Ebene = Kennzahl.Ebene


@dataclass(frozen=True)
class OffeneZelle:
    """A compulsory cell without a value; `angebot` is "" and `angebot_id` None for Beratung and Zentrum."""

    monat: date
    angebot_id: int | None
    angebot: str
    kennzahl_id: int
    kennzahl: str

    @property
    def schluessel(self) -> str:
        """Names the cell in the grid: `?zelle=12-3#zelle-12-3` leads there."""
        return f"{self.angebot_id or 0}-{self.kennzahl_id}"


@dataclass(frozen=True)
class Vollstaendigkeit:
    """A centre in a month: Angebote with all compulsory cells, and all compulsory cells with those open."""

    angebote: int
    angebote_vollstaendig: int
    erwartet: int
    offen: int


@dataclass(frozen=True)
class Rasterzeile:
    """An Angebot that has a row in the grid of a month."""

    zentrum_id: int
    monat: date
    angebot_id: int
    titel: str


def offene_zellen(meldung: Meldung, monate: Sequence[date] | None = None) -> list[OffeneZelle]:
    """Open compulsory cells of a Meldung, by month, Beratung and Zentrum last; a constant number of queries.

    `monate` narrows its months. The order of Angebote and Kennzahlen is that of the grid.
    """
    zentrum = meldung.zentrum
    offene_monate = [monat for monat in (monate or meldung.zeitraum.monate) if monat_zaehlt(zentrum, monat)]
    pflicht = list(
        Kennzahl.objects.gueltig(zentrum.bezirk_id, meldung.zeitraum.von.year).filter(pflicht=True)
    )
    gefuellt = set(
        Wert.objects.filter(meldung=meldung, monat__in=offene_monate)
        .summen()
        .angegeben()
        .values_list("monat", "angebot", "kennzahl")
    )
    zeilen = rasterzeilen([zentrum], offene_monate, [meldung])
    je_angebot = [k for k in pflicht if k.ebene == Ebene.ANGEBOT]
    uebrige = [k for k in pflicht if k.ebene != Ebene.ANGEBOT]
    kandidaten = [
        OffeneZelle(z.monat, z.angebot_id, z.titel, k.pk, k.name) for z in zeilen for k in je_angebot
    ]
    kandidaten += [OffeneZelle(monat, None, "", k.pk, k.name) for monat in offene_monate for k in uebrige]
    offen = [z for z in kandidaten if (z.monat, z.angebot_id, z.kennzahl_id) not in gefuellt]
    return sorted(offen, key=lambda z: z.monat)


def offene_termine(meldung: Meldung, monate: Sequence[date] | None = None) -> QuerySet[Termin]:
    """Termine that are over and still "geplant", of Angebote that count each Termin, oldest first."""
    tage = Q()
    for monat in monate or [meldung.zeitraum.von]:
        ende = monatsende(monat) if monate else meldung.zeitraum.bis
        tage |= Q(datum__range=(monat, ende))
    return (
        Termin.objects.ungezaehlt(timezone.localdate())
        .filter(tage, angebot__zentrum=meldung.zentrum_id, angebot__zaehlung_je_termin=True)
        .select_related("angebot")
        .order_by("datum", "von", "pk")
    )


def widersprueche(meldung: Meldung) -> list[OffeneZelle]:
    """Totals that are smaller than their typed breakdown (the Termine changed after it was typed).

    They must be put right before the Meldung is submitted.
    """
    teile = Wert.objects.filter(meldung=meldung, zahl__isnull=False, herkunft=Herkunft.MONATSSUMME)
    ort = ("monat", "angebot", "kennzahl")
    groesste: dict[tuple, int] = {}
    for rand in (
        Q(geschlecht="alle") & ~Q(altersgruppe="alle"),
        Q(altersgruppe="alle") & ~Q(geschlecht="alle"),
    ):
        for *wo, summe in _summen_je(teile.filter(rand), ort):
            groesste[tuple(wo)] = max(summe, groesste.get(tuple(wo), 0))
    summen = Wert.objects.filter(meldung=meldung).summen().select_related("angebot", "kennzahl")
    return [
        OffeneZelle(w.monat, w.angebot_id, str(w.angebot or ""), w.kennzahl_id, w.kennzahl.name)
        for w in summen
        if (w.zahl or 0) < groesste.get((w.monat, w.angebot_id, w.kennzahl_id), 0)
    ]


def vollstaendigkeit(
    zentren: Iterable[Zentrum], von: date, bis: date
) -> dict[tuple[int, date], Vollstaendigkeit]:
    """For each centre (primary key) and each month from `von` to `bis`, first day given, that counts.

    A constant number of queries for any number of centres. Months that have not begun, or in which a centre
    was not open, are missing.
    """
    haeuser = list(zentren)
    zeitraum = monate_von_bis(von, min(bis, timezone.localdate()))
    meldungen = neueste_meldungen(haeuser, zeitraum)
    pflicht = list(Kennzahl.objects.filter(pflicht=True))
    zeilen = rasterzeilen(haeuser, zeitraum, meldungen)
    gefuellt = _gefuellt(meldungen, zeitraum, pflicht)
    je_monat: dict[tuple[int, date], list[int | None]] = {
        (haus.pk, monat): [None] for haus in haeuser for monat in zeitraum if monat_zaehlt(haus, monat)
    }
    for zeile in zeilen:
        je_monat[zeile.zentrum_id, zeile.monat].append(zeile.angebot_id)
    bezirke = {haus.pk: haus.bezirk_id for haus in haeuser}
    return {
        (zentrum_id, monat): _auszaehlen(
            {a: gefuellt.get((zentrum_id, monat, a), 0) for a in angebote},
            pflichtzahl(pflicht, bezirke[zentrum_id], monat.year),
        )
        for (zentrum_id, monat), angebote in je_monat.items()
    }


def angebote_im_raster(
    zentren: Sequence[Zentrum], monat: date, meldungen: Sequence[Meldung]
) -> QuerySet[Angebot]:
    """The Angebote with a row in the grids of a month: those that run, while the Meldung lies with the
    centre, and those that have a value in these Meldungen."""
    geschlossen = {m.zentrum_id for m in meldungen if not m.beim_zentrum and monat in m.zeitraum.monate}
    werte = Wert.objects.filter(meldung__in=meldungen, monat=monat, angebot__isnull=False)
    offen = [zentrum for zentrum in zentren if zentrum.pk not in geschlossen]
    # said on both sides, so that the database begins with the centres
    eigene = Angebot.objects.filter(zentrum__in=zentren)
    laufende = eigene.filter(zentrum__in=offen).im_monat(monat)
    return laufende | eigene.filter(pk__in=werte.summen().angegeben().values("angebot"))


def angebote_zum_eintragen(zentrum: Zentrum, monat: date) -> QuerySet[Angebot]:
    """The Angebote whose cells can be typed in a month, if it is open: those that run or have a value."""
    eigene = Angebot.objects.filter(zentrum=zentrum)
    werte = Wert.objects.filter(meldung__zentrum=zentrum, monat=monat, angebot__isnull=False)
    return eigene.im_monat(monat) | eigene.filter(pk__in=werte.summen().angegeben().values("angebot"))


def rasterzeilen(
    zentren: Sequence[Zentrum], monate: Sequence[date], meldungen: Sequence[Meldung]
) -> list[Rasterzeile]:
    """The rows of the grids of these months that count, by month and title; one query."""
    je_monat = [_zeilen(zentren, i, monat, meldungen) for i, monat in enumerate(monate)]
    if not je_monat:
        return []
    zaehlt = {(z.pk, monat) for z in zentren for monat in monate if monat_zaehlt(z, monat)}
    zeilen = je_monat[0].union(*je_monat[1:], all=True).order_by("nummer", "sortierung", "pk")
    return [
        Rasterzeile(z["zentrum"], monate[z["nummer"]], z["pk"], z["titel"])
        for z in zeilen
        if (z["zentrum"], monate[z["nummer"]]) in zaehlt
    ]


def neueste_meldungen(zentren: Sequence[Zentrum], monate: Sequence[date]) -> list[Meldung]:
    """For each centre and period the Meldung with the highest number: its present figures; one query."""
    if not monate:
        return []
    alle = Meldung.objects.filter(
        zentrum__in=zentren, zeitraum__bis__gte=monate[0], zeitraum__von__lte=monate[-1]
    ).select_related("zeitraum__meldejahr")
    neueste = {(m.zentrum_id, m.zeitraum_id): m for m in alle.order_by("nr")}
    return list(neueste.values())


def _zeilen(zentren: Sequence[Zentrum], nummer: int, monat: date, meldungen: Sequence[Meldung]) -> QuerySet:
    angebote = angebote_im_raster(zentren, monat, meldungen).order_by()
    angebote = angebote.annotate(nummer=Value(nummer, IntegerField()))
    return angebote.values("nummer", "sortierung", "pk", "zentrum", "titel")


def _gefuellt(
    meldungen: Sequence[Meldung], monate: Sequence[date], pflicht: Sequence[Kennzahl]
) -> dict[tuple[int, date, int | None], int]:
    """How many compulsory totals have a value, by centre, month and Angebot."""
    zentrum = {meldung.pk: meldung.zentrum_id for meldung in meldungen}
    gruppen = gueltige_pflicht(zentrum, monate, pflicht).values_list("meldung", "monat", "angebot")
    return {
        (zentrum[meldung], monat, angebot): anzahl
        for meldung, monat, angebot, anzahl in gruppen.annotate(anzahl=Count("pk"))
    }


def gueltige_pflicht(
    meldungen: Iterable[int], monate: Iterable[date], pflicht: Iterable[Kennzahl]
) -> WertQuerySet:
    """The totals with a value of these Meldungen (primary keys) and months, unordered.

    Those of `pflicht` that hold in the year of their month count; the database need not join anything.
    """
    gueltig = Q(pk__in=[])
    for jahr, im_jahr in groupby(sorted(monate), key=lambda monat: monat.year):
        kennzahlen = [k.pk for k in pflicht if k.gueltig_von <= jahr <= (k.gueltig_bis or jahr)]
        gueltig |= Q(monat__in=list(im_jahr), kennzahl__in=kennzahlen)
    werte = Wert.objects.filter(gueltig, meldung__in=list(meldungen))
    return werte.summen().angegeben().order_by()


def _auszaehlen(gefuellt: dict[int | None, int], anzahl: dict[bool, int]) -> Vollstaendigkeit:
    """`gefuellt` by Angebot, None for the centre itself; `anzahl` by whether the level is Angebot."""
    angebote = {a: n for a, n in gefuellt.items() if a is not None}
    erwartet = len(angebote) * anzahl[True] + anzahl[False]
    return Vollstaendigkeit(
        angebote=len(angebote),
        angebote_vollstaendig=sum(n >= anzahl[True] for n in angebote.values()),
        erwartet=erwartet,
        offen=erwartet - sum(gefuellt.values()),
    )


def pflichtzahl(pflicht: Iterable[Kennzahl], bezirk_id: int, jahr: int) -> dict[bool, int]:
    """How many compulsory Kennzahlen a Bezirk has in a year: by Angebot (True), and for a centre (False)."""
    gueltig = [
        k.ebene == Ebene.ANGEBOT
        for k in pflicht
        if k.bezirk_id in (None, bezirk_id) and k.gueltig_von <= jahr <= (k.gueltig_bis or jahr)
    ]
    return {True: sum(gueltig), False: len(gueltig) - sum(gueltig)}


def _summen_je(werte: QuerySet[Wert], ort: tuple[str, ...]) -> Iterable[tuple]:
    return werte.order_by().values_list(*ort).annotate(summe=Sum("zahl"))


def monat_zaehlt(zentrum: Zentrum, monat: date, heute: date | None = None) -> bool:
    """Whether the month has begun and the centre was open on a day of it."""
    if monat > (heute or timezone.localdate()) or monatsanfang(zentrum.in_betrieb_von) > monat:
        return False
    return zentrum.in_betrieb_bis is None or zentrum.in_betrieb_bis >= monat

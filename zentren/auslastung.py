"""How much of the opening hours a Raum is used (RK-2017 4.3, Standards 6.1 and 7.2)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Sum,
)
from django.db.models.functions import (
    ExtractHour,
    ExtractIsoWeekDay,
    ExtractMinute,
    Greatest,
    Least,
    TruncDate,
    TruncMonth,
)

from stzverbund.basis.zahlen import zeige_minuten
from stzverbund.basis.zeit import monate, monatsanfang, monatsende
from zentren.belegungen import moment
from zentren.models import Belegung, Oeffnungszeit, Raum, Schliesszeit

ZEITEN = "raum__standort__oeffnungszeiten"
MONAT = TruncMonth("beginn", output_field=DateField())
Schluessel = tuple[int, date]
"""Raum and first day of a month."""


@dataclass(frozen=True)
class Auslastung:
    """Of one Raum in one span, in minutes: open, used within that, used altogether (blocks do not count)."""

    offen: int = 0
    genutzt: int = 0
    insgesamt: int = 0

    @property
    def prozent(self) -> int | None:
        """None where the place has no opening hours."""
        return round(100 * self.genutzt / self.offen) if self.offen else None

    @property
    def stunden(self) -> tuple[str, str, str]:
        """Open, used within that, used altogether: as people read hours."""
        return zeige_minuten(self.offen), zeige_minuten(self.genutzt), zeige_minuten(self.insgesamt)

    def __add__(self, andere: "Auslastung") -> "Auslastung":
        return Auslastung(
            self.offen + andere.offen, self.genutzt + andere.genutzt, self.insgesamt + andere.insgesamt
        )


def auslastung(raeume: Collection[Raum], von: date, bis: date) -> dict[Schluessel, Auslastung]:
    """For each Raum and month from `von` to `bis` (whole months). Four queries, however many."""
    erster, letzter = monatsanfang(von), monatsende(bis)
    belegungen = _belegungen(raeume, erster, letzter)
    insgesamt = _insgesamt(belegungen)
    genutzt = _in_den_zeiten(belegungen)
    offen = _offen(raeume, erster, letzter)
    return {
        (raum.pk, monat): Auslastung(
            offen=offen[raum.standort_id, monat],
            genutzt=genutzt.get((raum.pk, monat), 0),
            insgesamt=insgesamt.get((raum.pk, monat), 0),
        )
        for raum in raeume
        for monat in monate(erster, letzter)
    }


def zusammen(teile: Iterable[Auslastung]) -> Auslastung:
    return sum(teile, Auslastung())


def _belegungen(raeume: Collection[Raum], von: date, bis: date) -> QuerySet[Belegung]:
    spanne = (moment(von), moment(bis + timedelta(days=1)))
    nutzungen = Belegung.objects.filter(raum__in=[raum.pk for raum in raeume], beginn__range=spanne)
    return nutzungen.exclude(art=Belegung.Art.SPERRE).order_by()


def _insgesamt(belegungen: QuerySet[Belegung]) -> dict[Schluessel, int]:
    dauer = Sum(ExpressionWrapper(F("ende") - F("beginn"), output_field=DurationField()))
    zeilen = belegungen.values_list("raum", MONAT).annotate(dauer=dauer)
    return {(raum, monat): int(zeit.total_seconds()) // 60 for raum, monat, zeit in zeilen}


def _in_den_zeiten(belegungen: QuerySet[Belegung]) -> dict[Schluessel, int]:
    """What lies within the opening hours of its weekday, without the days on which the centre is closed."""
    zeiten = (
        *(_minute(feld) for feld in ("beginn", "ende")),
        *(_minute(f"{ZEITEN}__{f}") for f in ("von", "bis")),
    )
    beginn, ende, von, bis = zeiten
    zu = Schliesszeit.objects.filter(
        zentrum=OuterRef("raum__standort__zentrum"), von__lte=OuterRef("tag"), bis__gte=OuterRef("tag")
    )
    offen = belegungen.annotate(tag=TruncDate("beginn"), wochentag=ExtractIsoWeekDay("beginn") - 1)
    offen = offen.filter(~Exists(zu), **{f"{ZEITEN}__wochentag": F("wochentag")})
    offen = offen.annotate(minuten=Least(ende, bis) - Greatest(beginn, von)).filter(minuten__gt=0)
    zeilen = offen.values_list("raum", MONAT).annotate(summe=Sum("minuten"))
    return {(raum, monat): summe for raum, monat, summe in zeilen}


def _minute(feld: str) -> Any:
    """Of the day, in Berlin."""
    return ExtractHour(feld) * 60 + ExtractMinute(feld)


def _offen(raeume: Collection[Raum], von: date, bis: date) -> dict[Schluessel, int]:
    """Minutes that each Standort is open in each month."""
    standorte = {raum.standort_id for raum in raeume}
    minuten: Counter[tuple[int, int]] = Counter()
    zentrum_von: dict[int, int] = {}
    for zeit in Oeffnungszeit.objects.filter(standort__in=standorte).select_related("standort"):
        zentrum_von[zeit.standort_id] = zeit.standort.zentrum_id
        minuten[zeit.standort_id, zeit.wochentag] += _dauer(zeit)
    zu = _geschlossen(set(zentrum_von.values()), von, bis)
    summen: Counter[Schluessel] = Counter()
    for tag in (von + timedelta(days=i) for i in range((bis - von).days + 1)):
        for standort, zentrum in zentrum_von.items():
            if tag not in zu[zentrum]:
                summen[standort, monatsanfang(tag)] += minuten[standort, tag.weekday()]
    return summen


def _dauer(zeit: Oeffnungszeit) -> int:
    return (zeit.bis.hour - zeit.von.hour) * 60 + zeit.bis.minute - zeit.von.minute


def _geschlossen(zentren: set[int], von: date, bis: date) -> dict[int, set[date]]:
    tage: dict[int, set[date]] = defaultdict(set)
    for zeit in Schliesszeit.objects.filter(zentrum__in=zentren, von__lte=bis, bis__gte=von):
        erster, letzter = max(zeit.von, von), min(zeit.bis, bis)
        tage[zeit.zentrum_id] |= {erster + timedelta(days=i) for i in range((letzter - erster).days + 1)}
    return tage

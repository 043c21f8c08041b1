"""The figures of a centre as a whole in a month, invented so that they fit those of its Angebote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from angebote.models import Kennzahl
from angebote.zeitplan import feiertage
from stzverbund.basis.zahlen import Einheit
from stzverbund.basis.zeit import monatsende
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from stzverbund.start.beispiel.zaehlungen import DRINNEN
from zentren.models import Zentrum


@dataclass(frozen=True)
class Monatslage:
    """What the Angebote of a centre add up to: volunteers (highest at a Termin) and their minutes, groups."""

    ehrenamtliche: int = 0
    ehrenamt_minuten: int = 0
    selbsthilfegruppen: int = 0


@dataclass(frozen=True)
class _Haus:
    groesse: float
    saison: float
    tage: int
    lage: Monatslage
    wuerfel: Random


ZAHLEN: dict[str, Callable[[_Haus], int]] = {
    "besuche-offener-bereich": lambda h: round(
        h.tage * 13 * h.groesse * h.saison * h.wuerfel.uniform(0.9, 1.1)
    ),
    "aktive-ehrenamtliche": lambda h: round(h.lage.ehrenamtliche * 0.7) + h.wuerfel.randint(2, 5),
    # In steps of half an hour: nobody notes minutes.
    "ehrenamt-stunden-zentrum": lambda h: (h.lage.ehrenamt_minuten // 30 + h.wuerfel.randint(10, 40)) * 30,
    "selbsthilfegruppen": lambda h: h.lage.selbsthilfegruppen + h.wuerfel.randint(0, 2),
    "raumnutzungen": lambda h: round(9 * h.groesse * h.saison) + h.wuerfel.randint(0, 4),
    "oeffnungstage": lambda h: h.tage,
    "sprachbegleitungen": lambda h: h.wuerfel.randint(2, round(2 + 12 * h.groesse)),
    "sprachmittlungen": lambda h: h.wuerfel.randint(0, round(6 * h.groesse)),
}


def zahl(rahmen: Rahmen, zentrum: Zentrum, monat: date, kennzahl: Kennzahl, lage: Monatslage) -> int:
    """The value of one Kennzahl in its smallest unit; any number where the demo does not know it."""
    angaben = rahmen.angaben[zentrum.slug]
    wuerfel = zufall(zentrum.slug, monat, kennzahl.schluessel)
    wachstum = max(0.3, 1 + angaben["trend"]) ** -((rahmen.heute - monat).days / 365)
    saison = DRINNEN[monat.month] * wachstum
    haus = _Haus(angaben["groesse"], saison, oeffnungstage(rahmen, zentrum, monat), lage, wuerfel)
    if kennzahl.schluessel in ZAHLEN:
        return ZAHLEN[kennzahl.schluessel](haus)
    return wuerfel.randint(0, 20) * (1 if kennzahl.einheit == Einheit.ANZAHL else 60)


def oeffnungstage(rahmen: Rahmen, zentrum: Zentrum, monat: date) -> int:
    """Days of the month on which the main Standort was open: no public holiday, no Schließzeit."""
    wochentage = 6 if rahmen.angaben[zentrum.slug]["groesse"] >= 1 else 5
    tage = [monat + timedelta(days=i) for i in range(monatsende(monat).day)]
    return sum(
        tag.weekday() < wochentage
        and tag not in feiertage(tag.year)
        and not rahmen.ist_geschlossen(zentrum.pk, tag)
        for tag in tage
    )

"""What a new round starts with: dates, edition, thresholds. The Bezirksamt changes what it wants."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from standards.belege import standardschwellen
from standards.models import Runde, Schwelle
from zentren.models import Bezirk

UEBLICH = ((9, 1), (11, 15))
"""Beginning and due date (month, day) of the first round."""
PRUEFZEIT = timedelta(weeks=12)
ANTWORTZEIT = timedelta(weeks=10)


@dataclass(frozen=True)
class Vorschlag:
    jahr: int
    beginn: date
    faellig: date
    pruefung_bis: date


def vorschlagen(bezirk: Bezirk, heute: date) -> Vorschlag:
    """The next year without a round, with the dates of the round before; never a due date that is past."""
    letzte = Runde.objects.filter(bezirk=bezirk).order_by("-jahr").first()
    jahr = max(letzte.jahr + 1, heute.year) if letzte else heute.year
    if letzte:
        versatz = jahr - letzte.jahr
        tage = [_versetzt(t, versatz) for t in (letzte.beginn, letzte.faellig, letzte.pruefung_bis)]
    else:
        beginn, faellig = (date(jahr, monat, tag) for monat, tag in UEBLICH)
        tage = [beginn, faellig, faellig + PRUEFZEIT]
    if tage[1] <= heute:
        tage = [heute, heute + ANTWORTZEIT, heute + ANTWORTZEIT + PRUEFZEIT]
    return Vorschlag(jahr, *tage)


def _versetzt(tag: date, jahre: int) -> date:
    """The same day in another year; 29 February becomes the 28th."""
    letzter = 28 if (tag.month, tag.day) == (2, 29) else tag.day
    return tag.replace(year=tag.year + jahre, day=letzter)


def schwellen(bezirk: Bezirk, runde: Runde | None) -> dict[str, Decimal]:
    """All thresholds: those of the round, else of the last one of the Bezirk, else the starting values."""
    quelle = runde or Runde.objects.filter(bezirk=bezirk).order_by("-jahr").first()
    gesetzt = dict(Schwelle.objects.filter(runde=quelle).values_list("schluessel", "wert")) if quelle else {}
    return {name: gesetzt.get(name, vorgabe) for name, vorgabe in standardschwellen().items()}

"""The opening hours of a Standort: a week with several spans a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from django.db import transaction

from stzverbund.basis.pflege import speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Oeffnungszeit, Standort, Wochentag

Spanne = tuple[time, time]


@dataclass(frozen=True)
class Tag:
    """A weekday and its spans in words: "10:00–12:00, 14:00–18:00 Uhr" or "geschlossen"."""

    name: str
    zeiten: str
    offen: bool


def woche(zeiten: Iterable[Oeffnungszeit]) -> list[Tag]:
    """The seven days of a week, Monday first; none where no opening hours are known."""
    spannen: dict[int, list[Spanne]] = {}
    for zeit in zeiten:
        spannen.setdefault(zeit.wochentag, []).append((zeit.von, zeit.bis))
    if not spannen:
        return []
    return [Tag(t.label, _in_worten(spannen.get(t.value, [])), t.value in spannen) for t in Wochentag]


def kurz(zeiten: Iterable[Oeffnungszeit]) -> list[str]:
    """For print, days in a row with the same hours together: "Mo–Fr 09:00–18:00 Uhr", "Sa 10:00–14:00 Uhr".

    Days on which it is closed are left out.
    """
    zeilen: list[tuple[list[int], str]] = []
    for nr, tag in enumerate(woche(zeiten)):
        if tag.offen and zeilen and zeilen[-1][1] == tag.zeiten and zeilen[-1][0][-1] == nr - 1:
            zeilen[-1][0].append(nr)
        elif tag.offen:
            zeilen.append(([nr], tag.zeiten))
    return [f"{_spanne_kurz(tage)} {zeit}" for tage, zeit in zeilen]


def _spanne_kurz(tage: list[int]) -> str:
    erster, letzter = (Wochentag(tage[i]).label[:2] for i in (0, -1))
    return erster if len(tage) == 1 else f"{erster}–{letzter}" if len(tage) > 2 else f"{erster}, {letzter}"


def _in_worten(spannen: list[Spanne]) -> str:
    if not spannen:
        return "geschlossen"
    return ", ".join(f"{von:%H:%M}–{bis:%H:%M}" for von, bis in sorted(spannen)) + " Uhr"


def wochenworte(spannen: dict[int, list[Spanne]]) -> str:
    """A week in words, a line for each day on which it is open."""
    tage = [f"{tag.label}: {_in_worten(spannen[tag.value])}" for tag in Wochentag if spannen.get(tag.value)]
    return "\n".join(tage) or "geschlossen"


def ueberschneidung(spannen: Iterable[Spanne]) -> bool:
    """Whether two spans of a day overlap; one may begin when the other ends."""
    return any(spaeter[0] < frueher[1] for frueher, spaeter in pairwise(sorted(spannen)))


@transaction.atomic
def setzen(
    *, standort: Standort, version: int | None, spannen: dict[int, list[Spanne]], wer: Mitgliedschaft
) -> None:
    """Replaces the opening hours of a Standort; `spannen` by weekday (0 Monday). Logs an event of the centre.

    The version of the Standort guards the week as a whole: raises Ueberholt. Raises ValueError for overlaps.
    """
    if any(ueberschneidung(tag) for tag in spannen.values()):
        raise ValueError("overlapping spans")
    speichern(standort, version=version)
    gewollt = {(tag, von, bis) for tag, liste in spannen.items() for von, bis in liste}
    bisher = {(z.wochentag, z.von, z.bis): z for z in standort.oeffnungszeiten.all()}
    for schluessel in bisher.keys() - gewollt:
        bisher[schluessel].delete()
    for tag, von, bis in sorted(gewollt - bisher.keys()):
        Oeffnungszeit.objects.create(standort=standort, wochentag=tag, von=von, bis=bis)
    if gewollt != bisher.keys():
        ereignis(standort.zentrum, "Öffnungszeiten geändert", wer=wer, grund=standort.name)

"""Who takes a Raum when: asked before, refused by name, written in bulk (RK-2017 4.3, Standard 7.2).

The rows of the Räume are locked first, so two people at once are answered one after the other; whatever goes
past these functions meets the database (`Belegung.NICHT_ZUGLEICH`).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert
from zentren.models import Belegung, Raum

HOECHSTENS_GENANNT = 5
Vorplan = Callable[[Raum, date, date], Sequence[Belegung]]
"""What a higher room has planned in a Raum between two days and not stored yet."""
STAPEL = 500


@dataclass(frozen=True)
class Kollision:
    """`neu` cannot be, because `alt` is there already."""

    neu: Belegung
    alt: Belegung

    def __str__(self) -> str:
        return f"{in_worten(self.neu)} ({self.alt.anlass})"


class Belegt(Verweigert):
    """A Raum is taken; the message names what is there, at most five times. The error belongs to `raum`."""

    feld = "raum"

    def __init__(self, kollisionen: Sequence[Kollision]) -> None:
        self.kollisionen = tuple(kollisionen)
        super().__init__(satz(self.kollisionen))


def satz(kollisionen: Sequence[Kollision]) -> str:
    """ "Der Raum „Saal“ ist schon belegt: Di, 24.11.2026, 10:00–11:30 Uhr (Chor); …; und 3 weitere." """
    genannt = "; ".join(str(k) for k in kollisionen[:HOECHSTENS_GENANNT])
    weitere = len(kollisionen) - HOECHSTENS_GENANNT
    rest = f"; und {weitere} weitere" if weitere > 0 else ""
    return f"Der Raum „{kollisionen[0].neu.raum}“ ist schon belegt: {genannt}{rest}."


def in_worten(belegung: Belegung) -> str:
    """ "Di, 24.11.2026, 10:00–11:30 Uhr"; what lasts longer than a day names both."""
    ort = timezone.get_current_timezone()
    beginn, ende = belegung.beginn.astimezone(ort), belegung.ende.astimezone(ort)
    if beginn.date() == ende.date():
        return tag_in_worten(beginn.date(), beginn.time(), ende.time())
    return f"{_tag(beginn)}, {beginn:%H:%M} Uhr bis {_tag(ende)}, {ende:%H:%M} Uhr"


def tag_in_worten(tag: date, von: time, bis: time) -> str:
    """ "Di, 24.11.2026, 10:00–11:30 Uhr"."""
    return f"{_tag(tag)}, {von:%H:%M}–{bis:%H:%M} Uhr"


def _tag(wann: date) -> str:
    return f"{('Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So')[wann.weekday()]}, {wann:%d.%m.%Y}"


def moment(tag: date, wann: time = time()) -> datetime:
    """A day and an hour in Berlin; without an hour its beginning."""
    return timezone.make_aware(datetime.combine(tag, wann))


def zeitraum(tag: date, von: time, bis: time) -> tuple[datetime, datetime]:
    """A date and its hours as moments; where the clock is put forward an end never lies before its begin."""
    beginn, ende = moment(tag, von), moment(tag, bis)
    if ende.astimezone(UTC) <= beginn.astimezone(UTC):
        ende = beginn.astimezone(UTC) + timedelta(minutes=1)
    return beginn, ende


@transaction.atomic
def belegen(neue: Sequence[Belegung]) -> list[Belegung]:
    """Stores all of them or, where one finds its Raum taken, none and raises Belegt. Locks the Räume."""
    frei, kollisionen = verteilen(neue)
    if kollisionen:
        raise Belegt(kollisionen)
    return eintragen(frei)


def verteilen(neue: Iterable[Belegung]) -> tuple[list[Belegung], list[Kollision]]:
    """Which of them find their Raum free, the earlier ones first, and which do not. Locks the Räume.

    Inside a transaction; two queries, however many.
    """
    wuensche = list(neue)
    raeume = _sperren({wunsch.raum_id for wunsch in wuensche}) if wuensche else {}
    for wunsch in wuensche:
        wunsch.raum = raeume[wunsch.raum_id]
    return vorschau(wuensche)


def vorschau(neue: Iterable[Belegung]) -> tuple[list[Belegung], list[Kollision]]:
    """As `verteilen`, to be shown: nothing is locked, so it may be otherwise a moment later."""
    wuensche = sorted(neue, key=lambda b: (b.raum_id, b.beginn, b.ende))
    plaene = _vorhandene(wuensche) if wuensche else {}
    frei, kollisionen = [], []
    for wunsch in wuensche:
        plan = plaene.setdefault(wunsch.raum_id, Plan())
        if (alt := plan.dort(wunsch)) is None:
            plan.aufnehmen(wunsch)
            frei.append(wunsch)
        else:
            kollisionen.append(Kollision(wunsch, alt))
    return frei, sorted(kollisionen, key=lambda k: k.neu.beginn)


def nichts(raum: Raum, von: date, bis: date) -> Sequence[Belegung]:
    """The Vorplan where nobody plans ahead."""
    return ()


def ausser(
    frei: Sequence[Belegung], kollisionen: Sequence[Kollision], geplant: Sequence[Belegung]
) -> tuple[list[Belegung], list[Kollision]]:
    """The same without those that would meet what is planned; all of one Raum."""
    treffer = {id(b): g for b in frei for g in geplant if g.beginn < b.ende and g.ende > b.beginn}
    weitere = [Kollision(b, treffer[id(b)]) for b in frei if id(b) in treffer]
    alle = sorted([*kollisionen, *weitere], key=lambda k: k.neu.beginn)
    return [b for b in frei if id(b) not in treffer], alle


def eintragen(neue: Sequence[Belegung]) -> list[Belegung]:
    """Stores what `verteilen` has found free, in one statement for each 500."""
    return Belegung.objects.bulk_create(neue, batch_size=STAPEL)


class Plan:
    """What a Raum has, in the order of time; nothing in it overlaps."""

    def __init__(self) -> None:
        self.belegungen: list[Belegung] = []

    def dort(self, wunsch: Belegung) -> Belegung | None:
        """The last one that begins before `wunsch` ends, where it lasts into it."""
        stelle = self._stelle(wunsch.ende)
        letzte = self.belegungen[stelle - 1] if stelle else None
        return letzte if letzte and letzte.ende > wunsch.beginn else None

    def aufnehmen(self, belegung: Belegung) -> None:
        self.belegungen.insert(self._stelle(belegung.beginn), belegung)

    def _stelle(self, wann: datetime) -> int:
        return bisect_left(self.belegungen, wann, key=lambda belegung: belegung.beginn)


def _sperren(schluessel: set[int]) -> dict[int, Raum]:
    """In one order for everybody, so that nobody waits for somebody who waits."""
    raeume = Raum.objects.select_for_update(of=("self",)).filter(pk__in=schluessel).order_by("pk")
    return {raum.pk: raum for raum in raeume}


def _vorhandene(wuensche: Sequence[Belegung]) -> dict[int, Plan]:
    plaene: dict[int, Plan] = {}
    erster, letzter = min(w.beginn for w in wuensche), max(w.ende for w in wuensche)
    raeume = {w.raum_id for w in wuensche}
    for belegung in zwischen(erster, letzter).filter(raum__in=raeume).order_by("beginn"):
        plaene.setdefault(belegung.raum_id, Plan()).belegungen.append(belegung)
    return plaene


def zwischen(beginn: datetime, ende: datetime) -> QuerySet[Belegung]:
    """The occupations that lie in this span at least in part."""
    return Belegung.objects.filter(beginn__lt=ende, ende__gt=beginn)

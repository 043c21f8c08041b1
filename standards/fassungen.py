"""The editions of the standards: which one is valid, and which Kriterien are the same in several of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch

from standards.models import Fassung, Kriterium, Standard


def geltende() -> Fassung | None:
    """The newest edition that is published; None before the first one is loaded."""
    return Fassung.objects.filter(veroeffentlicht_am__isnull=False).order_by("-stand", "-pk").first()


def mit_wortlaut(fassung: Fassung) -> list[Standard]:
    """The Standards of an edition with their Kriterien, in two queries."""
    kriterien = Prefetch("kriterien", Kriterium.objects.order_by("nummer"))
    return list(fassung.standards.order_by("nummer").prefetch_related(kriterien))


@dataclass(frozen=True)
class Wortlaut:
    """What a Kriterium says, with the frame of its Standard; `davor` is its predecessor's primary key."""

    pk: int
    satz: str
    rahmen: tuple[str, ...]
    davor: int | None


@dataclass
class Ketten:
    """All Kriterien of all editions, read in one query: which ones are the same, and whose wording differs.

    Two Kriterien are the same when one follows from the other by `ersetzt`; their keys may differ.
    """

    worte: dict[int, Wortlaut] = field(default_factory=dict)

    def __post_init__(self) -> None:
        spalten = ("pk", "text", "ersetzt_id", "standard__einleitung", "standard__schluss")
        for pk, satz, davor, *rahmen in Kriterium.objects.order_by().values_list(*spalten):
            self.worte[pk] = Wortlaut(pk, satz, tuple(rahmen), davor)

    def kette(self, kriterium: int) -> Iterator[int]:
        """The Kriterium and its predecessors (primary keys), the newest first."""
        davor: int | None = kriterium
        while davor is not None:
            yield davor
            davor = self.worte[davor].davor

    def stamm(self, kriterium: int) -> int:
        """The oldest predecessor: equal for Kriterien that are the same."""
        *_, erster = self.kette(kriterium)
        return erster

    def wortlaut_geaendert(self, neu: int, alt: int) -> bool:
        """Whether the Kriterium or the frame of its Standard reads differently."""
        eines, anderes = self.worte[neu], self.worte[alt]
        return (eines.satz, eines.rahmen) != (anderes.satz, anderes.rahmen)


def gleiches_kriterium(kriterium: Kriterium) -> list[Kriterium]:
    """The Kriterium and its predecessors by `ersetzt`, the newest first; for many take `Ketten`."""
    kette = [kriterium]
    while (davor := kette[-1].ersetzt) is not None:
        kette.append(davor)
    return kette

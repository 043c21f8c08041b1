"""A centre over the years: each Kriterium in each round, with marks where its wording has changed."""

from dataclasses import dataclass
from typing import Any

from standards.blatt import votum_fuer
from standards.fassungen import Ketten
from standards.models import Antwort, Einschaetzung, Selbstbewertung, Standard, Votum
from zentren.models import Mitgliedschaft, Zentrum

from .ergebnis import ZEICHEN, Ergebnis, ergebnisse, gezeigte, zusammen


@dataclass(frozen=True)
class Jahr:
    """A round of the course, with all its Kriterien counted together."""

    bewertung: Selbstbewertung
    ergebnis: Ergebnis


@dataclass(frozen=True)
class Stelle:
    """A Kriterium in a year; `neuer_wortlaut` where it reads differently than in the round before."""

    einschaetzung: Einschaetzung
    votum: str = ""
    neuer_wortlaut: bool = False

    @property
    def zeichen(self) -> str:
        return ZEICHEN[self.einschaetzung]

    @property
    def votumwort(self) -> str:
        return "" if self.votum in ("", Votum.Art.BESTAETIGT) else str(Votum.Art(self.votum).label)


@dataclass(frozen=True)
class Zeile:
    schluessel: str
    text: str
    stellen: list[Stelle | None]


@dataclass(frozen=True)
class Verlauf:
    """The rounds, oldest first; the Kriterien under the Standards of the newest edition that they have."""

    jahre: list[Jahr]
    standards: list[tuple[Standard, list[Zeile]]]


def verlauf(zentrum: Zentrum, leser: Mitgliedschaft) -> Verlauf:
    """All rounds of a centre that this reader sees, in five queries."""
    sichtbare = Selbstbewertung.objects.sichtbar_fuer(leser).filter(zentrum=zentrum, art="eigen")
    bewertungen = list(sichtbare.exclude(status="entfallen").select_related("runde").order_by("runde__jahr"))
    werte = ergebnisse(bewertungen, leser)
    jahre = [Jahr(b, zusammen(werte.get(b.pk, {}).values())) for b in bewertungen]
    return Verlauf(jahre, _standards(bewertungen, leser))


def _standards(
    bewertungen: list[Selbstbewertung], leser: Mitgliedschaft
) -> list[tuple[Standard, list[Zeile]]]:
    ketten = Ketten()
    je_stamm: dict[int, dict[int, Any]] = {}
    antworten = gezeigte(Antwort.objects.filter(bewertung__in=bewertungen), leser)
    for antwort in antworten.select_related("bewertung", "kriterium__standard", "votum"):
        stamm = ketten.stamm(antwort.kriterium_id)
        je_stamm.setdefault(stamm, {})[antwort.bewertung_id] = antwort
    gruppen: dict[int, tuple[Standard, list[Zeile]]] = {}
    for in_jahren in je_stamm.values():
        folge = [in_jahren.get(bewertung.pk) for bewertung in bewertungen]
        neuestes = next(a.kriterium for a in reversed(folge) if a is not None)
        zeile = Zeile(neuestes.schluessel, neuestes.text, _stellen(folge, ketten, leser))
        gruppen.setdefault(neuestes.standard_id, (neuestes.standard, []))[1].append(zeile)
    return sorted(gruppen.values(), key=lambda gruppe: (gruppe[0].nummer, gruppe[0].pk))


def _stellen(folge: list[Any], ketten: Ketten, leser: Mitgliedschaft) -> list[Stelle | None]:
    stellen: list[Stelle | None] = []
    davor: int | None = None
    for antwort in folge:
        if antwort is None:
            stellen.append(None)
            continue
        votum = votum_fuer(antwort, leser)
        neu = davor is not None and ketten.wortlaut_geaendert(antwort.kriterium_id, davor)
        stellen.append(Stelle(Einschaetzung(antwort.gezeigt), votum.art if votum else "", neu))
        davor = antwort.kriterium_id
    return stellen

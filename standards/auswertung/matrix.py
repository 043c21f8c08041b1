"""All centres of a round side by side: Standard x Zentrum and Kriterium x Zentrum. Never a ranking.

Columns stand in the order of the names. A centre whose answers this reader may not see yet has its column
with its state, and nothing else (domain model, "Decided" 8).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, F, Q
from django.urls import reverse

from angebote.querysets import INNEN
from standards.models import Antwort, Beleg, Einschaetzung, Kriterium, Runde, Selbstbewertung, Standard, Votum
from standards.worte import status_fuer
from zentren.models import Mitgliedschaft, Rolle, Zentrum

from .ergebnis import ZEICHEN, Ergebnis, ergebnisse, gezeigte


@dataclass(frozen=True)
class Spalte:
    """A centre in a round. `offen` says whether this reader sees its answers.

    `aussen` is the state and the page of its Außenevaluation, where there is one that this reader knows of.
    """

    bewertung: Selbstbewertung
    ton: str
    wort: str
    offen: bool
    aussen: tuple[str, str] | None = None

    @property
    def zentrum(self) -> Zentrum:
        return self.bewertung.zentrum

    @property
    def adresse(self) -> str:
        """The page of its Selbstbewertung; "" where nothing may be seen."""
        if not self.offen:
            return ""
        return reverse("selbstbewertung", args=[self.zentrum.slug, self.bewertung.runde.jahr])


@dataclass(frozen=True)
class Matrix:
    """`zeilen`: each Standard with one result for each column, None where nothing may be seen."""

    runde: Runde
    spalten: list[Spalte]
    zeilen: list[tuple[Standard, list[Ergebnis | None]]]

    @property
    def stand(self) -> list[tuple[str, str, int]]:
        """How many centres are in which state: tone, word, number."""
        zaehler: dict[tuple[str, str], int] = {}
        for spalte in self.spalten:
            zaehler[spalte.ton, spalte.wort] = zaehler.get((spalte.ton, spalte.wort), 0) + 1
        return [(ton, wort, zahl) for (ton, wort), zahl in zaehler.items()]


@dataclass(frozen=True)
class Feld:
    """An answer in the matrix of Kriterien: both verdicts, and what the Belege said at submission.

    A Votum is there for others than the Bezirksamt once it has been said: by acceptance or as a Rückfrage.
    """

    adresse: str
    einschaetzung: Einschaetzung
    votum: str = ""
    gegen_daten: bool = False
    nachgefragt: bool = False
    dafuer: int = 0
    dagegen: int = 0

    @property
    def zeichen(self) -> str:
        return ZEICHEN[self.einschaetzung]

    @property
    def wort(self) -> str:
        return "Rückfrage" if self.nachgefragt else str(self.einschaetzung.label)

    @property
    def votumwort(self) -> str:
        """The Votum where it says more than "bestätigt"."""
        return "" if self.votum in ("", Votum.Art.BESTAETIGT) else str(Votum.Art(self.votum).label)


@dataclass(frozen=True)
class Kriterienmatrix:
    """`zeilen`: each Kriterium with one Feld for each column, None where nothing may be seen."""

    runde: Runde
    spalten: list[Spalte]
    zeilen: list[tuple[Kriterium, list[Feld | None]]]


def spalten(runde: Runde, leser: Mitgliedschaft) -> list[Spalte]:
    """The centres of a round that this reader sees, in one query; dropped ones are left out."""
    zentren = Zentrum.objects.sichtbar_fuer(leser).values("pk")
    alle = runde.bewertungen.filter(zentrum__in=zentren).exclude(status=Selbstbewertung.Status.ENTFALLEN)
    eigene, von_aussen = [], {}
    for bewertung in alle.select_related("zentrum").order_by("zentrum__sortierung", "pk"):
        bewertung.runde = runde
        if bewertung.art == Selbstbewertung.Art.EIGEN:
            eigene.append(bewertung)
        else:
            von_aussen[bewertung.zentrum_id] = _aussen(bewertung, leser)
    innen = leser.hat(*INNEN)
    return [
        Spalte(b, *status_fuer(b, leser), innen or b.vorgelegt, von_aussen.get(b.zentrum_id)) for b in eigene
    ]


def _aussen(bewertung: Selbstbewertung, leser: Mitgliedschaft) -> tuple[str, str] | None:
    """State and page of an Außenevaluation; that one is on its way only the Bezirksamt knows."""
    wo = bewertung.zentrum.slug
    wort = status_fuer(bewertung, leser)[1]
    if bewertung.vorgelegt:
        return wort, reverse("aussenevaluation", args=[wo, bewertung.runde.jahr])
    return (wort, reverse("aussen", args=[bewertung.runde_id, wo])) if leser.hat(Rolle.BEZIRKSAMT) else None


def matrix(runde: Runde, leser: Mitgliedschaft) -> Matrix:
    """Standard x Zentrum: each cell the worst Kriterium, in three queries."""
    reihe = spalten(runde, leser)
    werte = ergebnisse([spalte.bewertung for spalte in reihe if spalte.offen], leser)
    zeilen = [
        (standard, [werte.get(s.bewertung.pk, {}).get(standard.nummer) for s in reihe])
        for standard in runde.standards.order_by("nummer")
    ]
    return Matrix(runde, reihe, zeilen)


def kriterienmatrix(
    runde: Runde, leser: Mitgliedschaft, standards: Iterable[int] | None = None
) -> Kriterienmatrix:
    """Kriterium x Zentrum, of all Standards or of some (numbers), in four queries."""
    reihe = spalten(runde, leser)
    felder = _felder([spalte for spalte in reihe if spalte.offen], leser)
    kriterien = Kriterium.objects.filter(standard__runden=runde).select_related("standard")
    if standards is not None:
        kriterien = kriterien.filter(standard__nummer__in=standards)
    zeilen = [(k, [felder.get((s.bewertung.pk, k.pk)) for s in reihe]) for k in kriterien]
    return Kriterienmatrix(runde, reihe, zeilen)


EINSCHAETZUNGEN = {wert.value: wert for wert in Einschaetzung}
WERTE = (
    "pk",
    "bewertung",
    "kriterium",
    "kriterium__schluessel",
    "gezeigt",
    "votum__art",
    "gegen_daten",
    "nachgefragt",
)


def _felder(offene: list[Spalte], leser: Mitgliedschaft) -> dict[tuple[int, int], Feld]:
    bewertungen = [spalte.bewertung for spalte in offene]
    belege, seiten = _belege(bewertungen), {spalte.bewertung.pk: spalte.adresse for spalte in offene}
    antworten = gezeigte(Antwort.objects.filter(bewertung__in=bewertungen), leser).order_by()
    innen, amt = leser.hat(*INNEN), leser.hat(Rolle.BEZIRKSAMT)
    gesagt = {b.pk: b.status == Selbstbewertung.Status.ANGENOMMEN for b in bewertungen}
    pruefen = reverse("antwort_pruefen", args=[0]).removesuffix("0/")
    felder = {}
    for pk, bewertung, kriterium, schluessel, wert, votum, gegen, gefragt in antworten.values_list(*WERTE):
        dafuer, dagegen = belege.get((bewertung, kriterium), (0, 0))
        adresse = f"{pruefen}{pk}/" if amt else f"{seiten[bewertung]}{stelle(schluessel)}"
        lesbar = amt or gesagt[bewertung] or (gefragt and votum == Votum.Art.RUECKFRAGE)
        felder[bewertung, kriterium] = Feld(
            adresse,
            EINSCHAETZUNGEN[wert],
            votum if votum and lesbar else "",
            gegen,
            gefragt and not innen,
            dafuer,
            dagegen,
        )
    return felder


@cache
def stelle(schluessel: str) -> str:
    """The place of a Kriterium below the page of its Selbstbewertung."""
    return f"{schluessel.split('.')[0]}/#k-{schluessel.replace('.', '-')}"


def _belege(bewertungen: list[Selbstbewertung]) -> dict[tuple[int, int], tuple[int, int]]:
    """How many Belege spoke for and against at the last submission, by Selbstbewertung and Kriterium."""
    letzte = Beleg.objects.filter(bewertung__in=bewertungen, einreichung=F("bewertung__einreichungen"))
    je_urteil = {urteil: Count("pk", filter=Q(urteil=urteil)) for urteil in ("dafuer", "dagegen")}
    zeilen = letzte.order_by().values_list("bewertung", "kriterium").annotate(**je_urteil)
    return {(bewertung, kriterium): (dafuer, dagegen) for bewertung, kriterium, dafuer, dagegen in zeilen}

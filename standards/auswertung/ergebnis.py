"""Result of a Standard: its worst Kriterium, shown as counts (domain model, "standards"). No scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from angebote.querysets import INNEN
from standards.models import Antwort, Einschaetzung, Selbstbewertung, Standard
from zentren.models import Mitgliedschaft

SCHLECHTESTE_ZUERST = (
    Einschaetzung.NICHT_ERFUELLT,
    Einschaetzung.TEILWEISE,
    Einschaetzung.OFFEN,
    Einschaetzung.ERFUELLT,
    Einschaetzung.NICHT_ANWENDBAR,
)
ZEICHEN = {
    Einschaetzung.NICHT_ERFUELLT: "✕",
    Einschaetzung.TEILWEISE: "◐",
    Einschaetzung.OFFEN: "…",
    Einschaetzung.ERFUELLT: "✓",
    Einschaetzung.NICHT_ANWENDBAR: "–",
}
"""No state by colour alone: each has a sign and a word."""


@dataclass(frozen=True)
class Ergebnis:
    """How often each Einschätzung was given in a Standard; `schlechteste` is its result.

    `voten` counts the Kriterien with a Votum, `abweichend` those where the Bezirksamt asks or agrees on a
    Massnahme, `gegen_daten` those answered against a Beleg, `nachgefragt` those that a Rückfrage has opened.
    """

    anzahl: tuple[tuple[Einschaetzung, int], ...]
    voten: int = 0
    abweichend: int = 0
    gegen_daten: int = 0
    nachgefragt: int = 0

    @property
    def kriterien(self) -> int:
        return sum(zahl for _, zahl in self.anzahl)

    @property
    def beantwortet(self) -> int:
        return self.kriterien - dict(self.anzahl).get(Einschaetzung.OFFEN, 0)

    @property
    def schlechteste(self) -> Einschaetzung:
        """The worst that was given; "offen" where there is no Kriterium."""
        return self.anzahl[0][0] if self.anzahl else Einschaetzung.OFFEN

    @property
    def zeichen(self) -> str:
        return ZEICHEN[self.schlechteste]

    @property
    def wort(self) -> str:
        return str(self.schlechteste.label)

    @property
    def in_worten(self) -> str:
        """ "2 erfüllt, 1 teilweise", the worst first."""
        return ", ".join(f"{zahl} {einschaetzung.label}" for einschaetzung, zahl in self.anzahl)


def gezeigte(antworten: QuerySet[Antwort], leser: Mitgliedschaft | None) -> QuerySet[Antwort]:
    """Answers with `gezeigt`, the Einschätzung as this reader may see it.

    What a Rückfrage has opened is a draft of its author again: others read "offen" (as `sicht.ist_verdeckt`).
    `leser` None is the author's own view.
    """
    if leser is None:
        return antworten.annotate(gezeigt=F("einschaetzung"))
    fremd = Q(bewertung__art=Selbstbewertung.Art.AUSSEN) if leser.hat(*INNEN) else Q()
    entwurf = When(fremd, nachgefragt=True, then=Value(Einschaetzung.OFFEN))
    return antworten.annotate(gezeigt=Case(entwurf, default=F("einschaetzung"), output_field=CharField()))


def ergebnisse(
    bewertungen: QuerySet[Selbstbewertung] | Iterable[Selbstbewertung], leser: Mitgliedschaft | None = None
) -> dict[int, dict[int, Ergebnis]]:
    """Selbstbewertung (primary key) -> number of the Standard -> its result, in one query."""
    antworten = gezeigte(Antwort.objects.filter(bewertung__in=bewertungen), leser).order_by()
    gruppen = antworten.values("bewertung", "kriterium__standard__nummer").annotate(**_zaehler())
    je_bewertung: dict[int, dict[int, Ergebnis]] = {}
    for gruppe in gruppen:
        je_bewertung.setdefault(gruppe["bewertung"], {})[gruppe["kriterium__standard__nummer"]] = _ergebnis(
            gruppe
        )
    return je_bewertung


def je_standard(
    bewertung: Selbstbewertung, leser: Mitgliedschaft | None = None
) -> list[tuple[Standard, Ergebnis]]:
    """The Standards of a Selbstbewertung in their order with their results, in two queries."""
    eigene = ergebnisse([bewertung], leser).get(bewertung.pk, {})
    standards = Standard.objects.filter(kriterien__antworten__bewertung=bewertung).distinct()
    return [(standard, eigene[standard.nummer]) for standard in standards.order_by("nummer")]


def zusammen(liste: Iterable[Ergebnis]) -> Ergebnis:
    """All Kriterien of several Standards counted together."""
    summe: dict[Einschaetzung, int] = {}
    zaehler = [0, 0, 0, 0]
    for eines in liste:
        for einschaetzung, zahl in eines.anzahl:
            summe[einschaetzung] = summe.get(einschaetzung, 0) + zahl
        neue = (eines.voten, eines.abweichend, eines.gegen_daten, eines.nachgefragt)
        zaehler = [alt + neu for alt, neu in zip(zaehler, neue, strict=True)]
    anzahl = tuple((wert, summe[wert]) for wert in SCHLECHTESTE_ZUERST if wert in summe)
    return Ergebnis(anzahl, *zaehler)


def _zaehler() -> dict[str, Count]:
    je_wert = {str(wert): Count("pk", filter=Q(gezeigt=wert)) for wert in SCHLECHTESTE_ZUERST}
    return je_wert | {
        "voten": Count("votum"),
        "abweichend": Count("pk", filter=Q(votum__art__in=["rueckfrage", "massnahme"])),
        "gegen": Count("pk", filter=Q(gegen_daten=True)),
        "gefragt": Count("pk", filter=Q(nachgefragt=True)),
    }


def _ergebnis(gruppe: Mapping[str, Any]) -> Ergebnis:
    anzahl = tuple((wert, gruppe[wert]) for wert in SCHLECHTESTE_ZUERST if gruppe[wert])
    return Ergebnis(anzahl, gruppe["voten"], gruppe["abweichend"], gruppe["gegen"], gruppe["gefragt"])

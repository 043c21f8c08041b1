"""The trail of this room: a Selbstbewertung with its answers and proofs."""

from typing import Any

from django.urls import reverse

from standards.models import Antwort, Nachweis, Selbstbewertung
from stzverbund.basis.verlaeufe import Gegenstand
from stzverbund.basis.verlauf import Quelle, eigene_quellen


def _quellen(bewertung: Selbstbewertung, m: Any) -> list[Quelle]:
    """That a round has made empty answers is no change."""
    antworten = Antwort.history.filter(bewertung=bewertung.pk).exclude(history_type="+")
    nachweise = Nachweis.history.filter(antwort__bewertung=bewertung.pk)
    return [
        *eigene_quellen(bewertung),
        Quelle(antworten, teil=True, benennung=lambda antwort: f"Kriterium {antwort.kriterium.schluessel}"),
        Quelle(nachweise, teil=True),
    ]


VERLAEUFE = (
    Gegenstand(
        Selbstbewertung,
        "zentren.verlauf_lesen",
        lambda b: reverse("selbstbewertung", args=[b.zentrum.slug, b.runde.jahr]),
        quellen=_quellen,
    ),
)

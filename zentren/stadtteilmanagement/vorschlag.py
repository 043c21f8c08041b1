"""Which Aufgabe a sentence is about, and whether it has been written down already (RK-2017 4.2).

Learnt from the word lists and from what the centre itself has written; always a proposal, never a decision.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from stzverbund.basis.sortierung import faltung
from zentren.models import Zentrum
from zentren.stadtteilmanagement.aufgabenworte import Muster, wortlisten
from zentren.stadtteilmanagement.models import Taetigkeit

GELERNT_AUS = 300
"""So many of the newest entries of a centre are looked at."""
TAGE = 14
AEHNLICH = 0.5
HOECHSTENS = 3
WORT = re.compile(r"[a-z0-9]{3,}")


@dataclass(frozen=True)
class Vorschlag:
    """`aufgabe` is the key of an Aufgabe, `form` a Taetigkeitsform; each empty where nothing is known."""

    aufgabe: str = ""
    form: str = ""


def vorschlagen(zentrum: Zentrum, was: str) -> Vorschlag:
    """The likeliest Aufgabe for these words; one query."""
    text = faltung(was)
    gewicht: dict[str, float] = defaultdict(float)
    for schluessel, zahl in _treffer(wortlisten().aufgaben, text).items():
        gewicht[schluessel] += zahl
    for schluessel, naehe in _gelernt(zentrum, _worte(text)):
        gewicht[schluessel] += 3 * naehe * naehe
    return Vorschlag(_staerkste(gewicht), _staerkste(_treffer(wortlisten().formen, text)))


def aehnliche(zentrum: Zentrum, was: str, datum: date) -> list[Taetigkeit]:
    """What the centre has written down within two weeks of that day in much the same words; one query."""
    worte = _worte(faltung(was))
    spanne = (datum - timedelta(days=TAGE), datum + timedelta(days=TAGE))
    if not worte:
        return []
    eintraege = Taetigkeit.objects.filter(zentrum=zentrum, datum__range=spanne).only("was", "datum")
    gemessen = [(naehe(worte, _worte(faltung(eintrag.was))), eintrag) for eintrag in eintraege]
    treffer = [(wert, eintrag) for wert, eintrag in gemessen if wert >= AEHNLICH]
    treffer.sort(key=lambda paar: (-paar[0], abs((paar[1].datum - datum).days)))
    return [eintrag for _, eintrag in treffer[:HOECHSTENS]]


def naehe(eine: frozenset[str], andere: frozenset[str]) -> float:
    """From 0 to 1: how much of the words of both is the same."""
    zusammen = len(eine | andere)
    return len(eine & andere) / zusammen if zusammen else 0.0


def _gelernt(zentrum: Zentrum, worte: frozenset[str]) -> list[tuple[str, float]]:
    """(Aufgabe, nearness) of the nearest earlier entries."""
    if not worte:
        return []
    fruehere: QuerySet = Taetigkeit.objects.filter(zentrum=zentrum)
    zeilen = fruehere.values_list("aufgabe__schluessel", "was")[:GELERNT_AUS]
    gemessen = [(schluessel, naehe(worte, _worte(faltung(was)))) for schluessel, was in zeilen]
    return sorted(gemessen, key=lambda paar: (-paar[1], paar[0]))[:HOECHSTENS]


def _treffer(muster: Muster, text: str) -> dict[str, float]:
    """A hit counts one, and a little more the longer it is: "Einwohnerversammlung" says more than "AG"."""
    return {
        schluessel: sum(1 + len(wort) / 100 for wort in gefunden)
        for schluessel, wie in muster.items()
        if (gefunden := set(wie.findall(text)))
    }


def _staerkste(gewicht: dict[str, float]) -> str:
    """The heaviest; of equal ones the first by its key."""
    bewertet = [(wert, schluessel) for schluessel, wert in gewicht.items() if wert > 0]
    return min(bewertet, key=lambda paar: (-paar[0], paar[1]))[1] if bewertet else ""


def _worte(gefaltet: str) -> frozenset[str]:
    return frozenset(WORT.findall(gefaltet)) - wortlisten().fuellworte

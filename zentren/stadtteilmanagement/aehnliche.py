"""What is there already when somebody types it again."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from stzverbund.basis.sortierung import faltung
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Bedarf

KURZ = 4
"""Words with fewer letters say nothing."""
WORTE, GELESEN, GEZEIGT = 12, 60, 5
STAMM = 6
"""So many letters of a word are compared: „Treffpunkt“ is like „Treffpunkte“."""


def staemme(text: str) -> list[str]:
    """The beginnings of the words that say something, folded, each once."""
    gefaltet = "".join(z if z.isalnum() else " " for z in faltung(text)).split()
    return list(dict.fromkeys(wort[:STAMM] for wort in gefaltet if len(wort) >= KURZ))[:WORTE]


def aehnliche_bedarfe(zentrum: Zentrum, text: str, *, ohne: str = "") -> list[Bedarf]:
    """Needs of a centre that share words with `text`, those that share most first; one query."""
    gesucht = staemme(text)
    if not gesucht:
        return []
    irgendeins = reduce(or_, (Q(suche__contains=stamm) for stamm in gesucht))
    treffer = Bedarf.objects.filter(irgendeins, zentrum=zentrum)
    if ohne.isascii() and ohne.isdigit():
        treffer = treffer.exclude(pk=ohne)
    bewertet = [(_gemeinsam(gesucht, bedarf), bedarf) for bedarf in treffer[:GELESEN]]
    genug = max(1, len(gesucht) // 2)
    passende = [paar for paar in bewertet if paar[0] >= genug]
    return [bedarf for _, bedarf in sorted(passende, key=lambda paar: -paar[0])[:GEZEIGT]]


def _gemeinsam(gesucht: Iterable[str], bedarf: Bedarf) -> int:
    titel = faltung(bedarf.titel)
    return sum(stamm in titel for stamm in gesucht)

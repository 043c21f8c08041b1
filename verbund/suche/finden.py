"""Asking the index: word forms on PostgreSQL, parts of words on SQLite (docs/architecture.md).

All words have to be there. Titles that hold all of them come first, then the newest.
"""

import re
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import Col
from django.db.models.functions import Left
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from stzverbund.basis.sortierung import faltung
from verbund.models import Sucheintrag

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

WORT = re.compile(r"[^\W_]+")
HOECHSTENS_WORTE, MINDESTENS = 8, 2
VON, BIS = "\x02", "\x03"
"""Around a hit in an excerpt; no text of the index holds them."""
WIE = f'StartSel={VON}, StopSel={BIS}, MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "'
GELESEN = 20_000
"""Characters of a text in which the database looks for the places to show."""
UM_DEN_FUND = 100
"""Characters before and behind the first hit in an excerpt that the database does not make."""


class Vektor(F):
    """The word forms of a row: a column that only PostgreSQL has, and so no field of the model."""

    def __init__(self) -> None:
        super().__init__("pk")

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Col:
        zeile: Any = super().resolve_expression(*args, **kwargs)
        spalte: Any = TextField()
        spalte.set_attributes_from_name("vektor")
        return Col(zeile.alias, spalte)


class Trifft(Func):
    """Whether the word forms answer a question."""

    arg_joiner = " @@ "
    template = "%(expressions)s"
    output_field = BooleanField()


class Auszug(Func):
    """Of a text the best places for a question, and how to mark its words."""

    template = "ts_headline('german', %(expressions)s)"
    output_field = TextField()


class Frage(Func):
    """Word forms that have to be there."""

    template = "to_tsquery('german', %(expressions)s)"
    output_field = TextField()


def worte(eingabe: str) -> list[str]:
    """The words that are searched for: figures, or at least two letters; at most eight of them."""
    alle = [wort for wort in WORT.findall(eingabe) if len(wort) >= MINDESTENS or wort.isdigit()]
    return alle[:HOECHSTENS_WORTE]


def finden(gesuchte: list[str], leser: "Mitgliedschaft | None") -> QuerySet[Sucheintrag]:
    """The entries that this role may find, without their texts; `auszug` gives the place of a hit.

    Where PostgreSQL finds no word form, parts of words are looked for ("raum" in "Freiraum").
    """
    sichtbare = Sucheintrag.objects.sichtbar_fuer(leser)
    if not gesuchte:
        return sichtbare.none()
    if connection.vendor == "postgresql":
        gefunden = _mit_wortformen(sichtbare, gesuchte)
        if gefunden.exists():
            return gefunden
    return _mit_wortteilen(sichtbare, gesuchte)


def auszug(eintrag: Sucheintrag, gesuchte: list[str]) -> SafeString:
    """A few words around the hit, which is marked."""
    roh = getattr(eintrag, "auszug", None)
    text = escape(_ausschnitt(eintrag.text, gesuchte) if roh is None else roh)
    return mark_safe(text.replace(VON, "<mark>").replace(BIS, "</mark>"))  # noqa: S308


def _mit_wortformen(eintraege: QuerySet, gesuchte: list[str]) -> QuerySet:
    """PostgreSQL: the stem of each word, also as the beginning of a longer one; by the index on `vektor`."""
    frage, im_titel = (Frage(Value(" & ".join(f"{wort}:*{wo}" for wort in gesuchte))) for wo in ("", "A"))
    treffer = eintraege.filter(Trifft(Vektor(), frage)).annotate(
        im_titel=Trifft(Vektor(), im_titel),
        auszug=Auszug(Left("text", GELESEN), frage, Value(WIE)),
    )
    return _geordnet(treffer).defer("text", "suche_titel", "suche_text")


def _mit_wortteilen(eintraege: QuerySet, gesuchte: list[str]) -> QuerySet:
    """Each word as it is written, anywhere in the folded texts."""
    im_titel = Q()
    for wort in map(faltung, gesuchte):
        eintraege = eintraege.filter(Q(suche_titel__contains=wort) | Q(suche_text__contains=wort))
        im_titel &= Q(suche_titel__contains=wort)
    treffer = eintraege.annotate(im_titel=ExpressionWrapper(im_titel, BooleanField()))
    return _geordnet(treffer).defer("suche_titel", "suche_text")


def _geordnet(treffer: QuerySet) -> QuerySet:
    return treffer.order_by("-im_titel", "-datum", "-pk")


def _ausschnitt(text: str, gesuchte: list[str]) -> str:
    """Around the first word that holds one of those that are searched for, else the beginning."""
    gefaltet = [faltung(wort) for wort in gesuchte]
    stellen = (fund for fund in WORT.finditer(text) if _trifft(fund[0], gefaltet))
    erster = next(stellen, None)
    mitte = (erster.start(), erster.end()) if erster else (0, 0)
    von, bis = max(mitte[0] - UM_DEN_FUND, 0), mitte[1] + UM_DEN_FUND
    # begins and ends between words
    von = text.find(" ", von) + 1 if von else 0
    bis = max(text.rfind(" ", 0, bis), mitte[1]) if bis < len(text) else len(text)
    stueck = WORT.sub(lambda w: f"{VON}{w[0]}{BIS}" if _trifft(w[0], gefaltet) else w[0], text[von:bis])
    return f"{'… ' if von else ''}{stueck.strip()}{' …' if bis < len(text) else ''}"


def _trifft(wort: str, gesuchte: list[str]) -> bool:
    gefaltet = faltung(wort)
    return any(gesucht in gefaltet for gesucht in gesuchte)

"""German order and search of names, alike on SQLite and PostgreSQL.

Databases disagree about the order of text (`Äpfel` after `Zebra` on SQLite, "STZ 10" before "STZ 9" with an
ICU collation) and about `icontains` with umlauts. Bytes are compared alike everywhere, and so is text
that was folded before it was stored.

Both fields are filled by `save()`, `update_or_create()` and `bulk_create()`. They stay as they were after
`update()`, `bulk_update()` and a `save(update_fields=[...])` that does not name them: set them there by hand.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.db import models

# letters that Unicode does not decompose into a base letter and an accent
_OHNE_ZERLEGUNG = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe"}
)


def faltung(text: str) -> str:
    """Fold a text for search: small letters, no accents, ss for ß, single blanks (`arzte-haus`).

    Folding twice changes nothing; the typed words have to be folded as well.
    """
    gefaltet = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # soft hyphens and other invisible characters (Cf) come along with pasted text
    sichtbar = (z for z in gefaltet if not unicodedata.combining(z) and unicodedata.category(z) != "Cf")
    return " ".join("".join(sichtbar).translate(_OHNE_ZERLEGUNG).split())


def sortierschluessel(text: str) -> bytes:
    """Key whose byte order is the German order of names (DIN 5007-1: ä like a, ß like ss; numbers by value).

    Equal texts have equal keys and different texts different ones: what folds alike ("Apfel", "Äpfel") stands
    together, in the order of the characters as written.
    """
    worte = "".join(z if z.isalnum() else " " for z in faltung(text)).split()
    grund = re.sub(r"[0-9]+", _zahl_nach_wert, " ".join(worte))
    # \x01 sorts before the blank, so that "Treff" comes before "Treff Ost"
    return f"{grund}\x01{unicodedata.normalize('NFC', text)}".encode()


def _zahl_nach_wert(treffer: re.Match[str]) -> str:
    """Digits preceded by how many they are, so that 9 < 10 as text too."""
    ziffern = treffer[0].lstrip("0") or "0"
    return f"{len(ziffern):04}{ziffern}"


class Sortierfeld(models.BinaryField):
    """Column to order by: the sortierschluessel of the attribute `quelle` of the same row.

    `ordering = ["sortierung", "pk"]`
    """

    def __init__(self, *args: Any, quelle: str, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        self.quelle = quelle
        super().__init__(*args, **(kwargs | {"editable": False}))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, pfad, args, kwargs = super().deconstruct()
        return name, pfad, args, kwargs | {"quelle": self.quelle}

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        schluessel = sortierschluessel(str(getattr(model_instance, self.quelle) or ""))
        setattr(model_instance, self.attname, schluessel)
        return schluessel


class Suchfeld(models.TextField):
    """Column to search in: the folded text of the attributes `quellen`, one a line (None and "" left out).

    `filter(suche__contains=faltung(eingabe))`
    """

    def __init__(self, *args: Any, quellen: Sequence[str], **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        self.quellen = tuple(quellen)
        super().__init__(*args, **(kwargs | {"editable": False}))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, pfad, args, kwargs = super().deconstruct()
        del kwargs["editable"]
        return name, pfad, args, kwargs | {"quellen": self.quellen}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        werte = (getattr(model_instance, quelle) for quelle in self.quellen)
        text = "\n".join(faltung(str(wert)) for wert in werte if wert)
        setattr(model_instance, self.attname, text)
        return text

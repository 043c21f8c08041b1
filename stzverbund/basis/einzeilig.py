"""Text of one line: names, titles, addresses. They go into mail headers, PDFs, file names and lists."""

import unicodedata

from django.core.exceptions import ValidationError

MELDUNG = "Bitte ohne Zeilenumbruch, Tabulator und unsichtbare Steuerzeichen."
RICHTUNG = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing round: with them a name shows as another one than it is."""


def einzeilig(text: str) -> None:
    """Refuses line breaks, control characters and turned directions; Django's fields refuse NUL."""
    if any(zeichen in RICHTUNG or _steuert(zeichen) for zeichen in text):
        raise ValidationError(MELDUNG, code="einzeilig")


def _steuert(zeichen: str) -> bool:
    return zeichen != "\0" and unicodedata.category(zeichen) in {"Cc", "Zl", "Zp"}

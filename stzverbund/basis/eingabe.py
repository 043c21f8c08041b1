"""What arrives outside of a Django form: numbers in addresses and hidden fields, texts beside a button."""

from django.http import HttpRequest

STELLEN = 18
"""Digits that every database takes as a key."""


def nummer(text: str) -> int | None:
    """A key or version; None where the text is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= STELLEN else None


def text(request: HttpRequest, name: str, hoechstens: int = 5000) -> str:
    """A posted text without the NUL that PostgreSQL refuses, cut at `hoechstens` characters."""
    return request.POST.get(name, "").replace("\x00", "")[:hoechstens]

"""Canonical form and fingerprint of the data behind an edition.

Two people who hold the same figures must get the same hash on any machine and database, so that the
hash printed on every page proves which data a stored PDF shows.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise


def kanonisch(daten: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; equal data give equal bytes.

    Takes dataclasses, dicts, lists, tuples, text, int, bool, None, finite floats, Decimal, date, datetime,
    time, Enum and UUID. Decimal("1.50") and Decimal("1.5") are equal; a time with zone becomes UTC; a date
    equals its ISO text. Raises TypeError for other types (sets have no order), ValueError for infinite
    numbers and for two keys with the same text.
    """
    text = json.dumps(
        _einfach(daten), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def datenhash(daten: Any) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(kanonisch(daten)).hexdigest()


def kurz(summe: str) -> str:
    """The first twelve digits of a hash in groups of four, for page footers: "1a2b 3c4d 5e6f"."""
    return " ".join(summe[stelle : stelle + 4] for stelle in (0, 4, 8))


def _einfach(wert: Any) -> Any:
    # Enum first: TextChoices are text and IntegerChoices are numbers, but their value is what counts.
    if isinstance(wert, Enum):
        return _einfach(wert.value)
    if wert is None or isinstance(wert, str | bool | int | float):
        return wert
    if isinstance(wert, Decimal | date | time | UUID | Promise):
        return _als_text(wert)
    if is_dataclass(wert) and not isinstance(wert, type):
        return {feld.name: _einfach(getattr(wert, feld.name)) for feld in fields(wert)}
    if isinstance(wert, dict):
        return _woerterbuch(wert)
    if isinstance(wert, list | tuple):
        return [_einfach(teil) for teil in wert]
    raise TypeError(f"{type(wert).__name__} hat keine kanonische Form")


def _als_text(wert: Decimal | date | time | UUID | Promise) -> str:
    if isinstance(wert, Decimal):
        if not wert.is_finite():
            raise ValueError(f"Keine endliche Zahl: {wert}")
        # Not normalize(): it rounds to 28 digits.
        ganz, _, bruch = f"{abs(wert) if wert == 0 else wert:f}".partition(".")
        return f"{ganz}.{bruch.rstrip('0')}".rstrip(".")
    if isinstance(wert, datetime) and wert.tzinfo is not None:
        wert = wert.astimezone(UTC)
    return wert.isoformat() if isinstance(wert, date | time) else str(wert)


def _woerterbuch(wert: dict) -> dict[str, Any]:
    ergebnis: dict[str, Any] = {}
    for schluessel, teil in wert.items():
        name = _einfach(schluessel)
        name = name if isinstance(name, str) else json.dumps(name)
        if name in ergebnis:
            raise ValueError(f"Zwei Schlüssel heißen „{name}“")
        ergebnis[name] = _einfach(teil)
    return ergebnis

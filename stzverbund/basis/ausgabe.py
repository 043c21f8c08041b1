"""Editions: canonical form and fingerprint of their data, storing them and reading them back.

Two people who hold the same figures must get the same hash on any machine and database, so that the
hash printed on every page proves which data a stored PDF shows.
"""

import hashlib
import json
import types
import typing
import uuid
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.functional import Promise

from .models import Ausgabe
from .pflege import Verweigert
from .verlauf import ereignis

T = TypeVar("T")


class Beschaedigt(Exception):
    """What is stored of an edition is not what was written; it must not be shown."""


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
    return _sha256(kanonisch(daten))


def kurz(summe: str) -> str:
    """The first twelve digits of a hash in groups of four, for page footers: "1a2b 3c4d 5e6f"."""
    return " ".join(summe[stelle : stelle + 4] for stelle in (0, 4, 8))


def aus_kanonisch(typ: type[T], daten: str | bytes) -> T:
    """The dataclass `typ` from its canonical form.

    Its fields may be text, int, bool, None, date, tuples and dataclasses of such. Raises KeyError where
    one is missing.
    """
    return _gelesen(typ, json.loads(daten))


def ausgaben(gegenstand: models.Model, art: str, jahr: int) -> models.QuerySet[Ausgabe]:
    """All editions of one report, the newest first."""
    typ = ContentType.objects.get_for_model(gegenstand)
    treffer = Ausgabe.objects.filter(typ=typ, gegenstand_id=gegenstand.pk, art=art, jahr=jahr)
    return treffer.select_related("person").order_by("-nummer")


@transaction.atomic
def anlegen(
    *,
    gegenstand: models.Model,
    art: str,
    jahr: int,
    nummer: int,
    titel: str,
    daten: Any,
    pdf: bytes,
    wer: Any,
) -> Ausgabe:
    """Store an edition and log it with its `gegenstand`; the caller holds the lock that makes `nummer` free.

    `wer` is a Mitgliedschaft, None the system. Nothing changes an edition afterwards.
    """
    inhalt = kanonisch(daten)
    ausgabe = Ausgabe(
        gegenstand=gegenstand,
        art=art,
        jahr=jahr,
        nummer=nummer,
        titel=titel,
        daten=inhalt.decode(),
        datenhash=_sha256(inhalt),
        pdf_hash=_sha256(pdf),
        person_id=wer.person_id if wer else None,
    )
    ausgabe.pdf.save(f"{uuid.uuid4().hex}.pdf", ContentFile(pdf), save=False)
    try:
        ausgabe.save(force_insert=True)
    except Exception:
        ausgabe.pdf.delete(save=False)
        raise
    ereignis(gegenstand, "Bericht festgeschrieben", wer=wer, grund=str(ausgabe))
    return ausgabe


def nachholen(fehlende: Iterable[T], festschreiben: Callable[[T], Any]) -> int:
    """Makes the editions that are missing; returns how many. What is refused has been reopened meanwhile."""
    anzahl = 0
    for gegenstand in fehlende:
        try:
            festschreiben(gegenstand)
        except Verweigert:
            continue
        anzahl += 1
    return anzahl


def gespeichertes_pdf(ausgabe: Ausgabe) -> bytes:
    """The stored file, byte for byte. Raises Beschaedigt where it is lost or not the one that was stored."""
    try:
        with ausgabe.pdf.open("rb") as datei:
            inhalt = datei.read()
    except OSError as fehler:
        raise Beschaedigt(f"Ausgabe {ausgabe.pk}: {fehler}") from fehler
    if _sha256(inhalt) != ausgabe.pdf_hash:
        raise Beschaedigt(f"Ausgabe {ausgabe.pk}: die Datei hat eine andere Prüfsumme")
    return inhalt


def gespeicherte_daten(typ: type[T], ausgabe: Ausgabe) -> T:
    """The data of an edition as `typ`. Raises Beschaedigt where they are not the ones that were stored."""
    if _sha256(ausgabe.daten.encode()) != ausgabe.datenhash:
        raise Beschaedigt(f"Ausgabe {ausgabe.pk}: die Daten haben eine andere Prüfsumme")
    return aus_kanonisch(typ, ausgabe.daten)


def _sha256(inhalt: bytes) -> str:
    return hashlib.sha256(inhalt).hexdigest()


def _gelesen(typ: Any, wert: Any) -> Any:
    if is_dataclass(typ) and isinstance(typ, type):
        arten = typing.get_type_hints(typ)
        return typ(**{feld.name: _gelesen(arten[feld.name], wert[feld.name]) for feld in fields(typ)})
    if typing.get_origin(typ) is tuple:
        return _tupel(typing.get_args(typ), wert)
    if isinstance(typ, types.UnionType):
        return None if wert is None else _gelesen(typing.get_args(typ)[0], wert)
    return date.fromisoformat(wert) if typ is date else wert


def _tupel(arten: tuple[Any, ...], wert: list) -> tuple:
    if arten[-1] is Ellipsis:
        return tuple(_gelesen(arten[0], teil) for teil in wert)
    return tuple(_gelesen(art, teil) for art, teil in zip(arten, wert, strict=True))


def _einfach(wert: Any) -> Any:
    # Enum first: TextChoices are text and IntegerChoices are numbers, but their value is what counts.
    if isinstance(wert, Enum):
        return _einfach(wert.value)
    if wert is None or isinstance(wert, str | bool | int | float):
        return wert
    if isinstance(wert, Decimal | date | time | uuid.UUID | Promise):
        return _als_text(wert)
    if is_dataclass(wert) and not isinstance(wert, type):
        return {feld.name: _einfach(getattr(wert, feld.name)) for feld in fields(wert)}
    if isinstance(wert, dict):
        return _woerterbuch(wert)
    if isinstance(wert, list | tuple):
        return [_einfach(teil) for teil in wert]
    raise TypeError(f"{type(wert).__name__} hat keine kanonische Form")


def _als_text(wert: Decimal | date | time | uuid.UUID | Promise) -> str:
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

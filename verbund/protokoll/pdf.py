"""Rendering minutes and extracts as PDF/UA-1."""

from datetime import date
from typing import Any

from stzverbund.basis.pdf import pdf_aus_vorlage
from verbund.protokoll.niederschrift import Niederschrift


def entwurf(inhalt: Niederschrift) -> bytes:
    """What is not locked: says "Entwurf" on each page."""
    return _blatt(inhalt, {"entwurf": True})


def ausgabe(inhalt: Niederschrift, *, nummer: int, datenhash: str, tag: date) -> bytes:
    """An edition, with its number and the hash of the data on each page."""
    zeile = (("Ausgabe", f"{nummer}, festgeschrieben am {tag:%d.%m.%Y}"),)
    return _blatt(inhalt, {"ausgabe_nr": nummer, "datenhash": datenhash}, zeile)


def auszug(inhalt: Niederschrift) -> bytes:
    """An extract of approved minutes."""
    return _blatt(inhalt, {})


def dateiname(inhalt: Niederschrift) -> str:
    """ "Protokoll Verbundsitzung 3/2026, 12.03.2026"."""
    return f"{inhalt.titel}, {inhalt.tag:%d.%m.%Y}"


def _blatt(inhalt: Niederschrift, mehr: dict[str, Any], zeilen: tuple[tuple[str, str], ...] = ()) -> bytes:
    eckdaten = (
        ("Tag", f"{inhalt.tag:%d.%m.%Y}, {inhalt.zeit}"),
        ("Ort", inhalt.ort),
        *((("Thema", inhalt.thema),) if inhalt.thema else ()),
        ("Protokollführung", inhalt.fuehrung),
        ("Stand", inhalt.stand),
        *((("Auszug für", inhalt.fuer),) if inhalt.fuer else ()),
        *zeilen,
    )
    kontext = {"titel": inhalt.titel, "dachzeile": inhalt.verbund, "eckdaten": eckdaten, "blatt": inhalt}
    return pdf_aus_vorlage("pdf/protokoll.html", kontext | mehr)

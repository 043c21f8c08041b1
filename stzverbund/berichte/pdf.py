"""A report on paper."""

from datetime import date
from typing import Any

from stzverbund.basis.pdf import pdf_aus_vorlage
from stzverbund.berichte.dokument import Bericht


def entwurf(bericht: Bericht) -> bytes:
    """PDF/UA-1 that says "Entwurf" on each page. Takes seconds."""
    return pdf_aus_vorlage("pdf/jahresbericht.html", _kontext(bericht) | {"entwurf": True})


def ausgabe(bericht: Bericht, *, nummer: int, datenhash: str, tag: date) -> bytes:
    """PDF/UA-1 of an edition, with its number and the hash of the data on each page. Takes seconds."""
    kontext = _kontext(bericht) | {"ausgabe_nr": nummer, "datenhash": datenhash}
    kontext["eckdaten"] = (*bericht.eckdaten, ("Ausgabe", f"{nummer}, festgeschrieben am {tag:%d.%m.%Y}"))
    return pdf_aus_vorlage("pdf/jahresbericht.html", kontext)


def dateiname(titel: str, nummer: int | None = None) -> str:
    """ "Jahresbericht 2026 – STZ Biesdorf, Ausgabe 1" or "…, Entwurf"."""
    return f"{titel}, {f'Ausgabe {nummer}' if nummer else 'Entwurf'}"


def _kontext(bericht: Bericht) -> dict[str, Any]:
    return {
        "titel": bericht.titel,
        "dachzeile": bericht.dachzeile,
        "eckdaten": bericht.eckdaten,
        "bericht": bericht,
    }

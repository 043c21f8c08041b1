"""Rendering the papers of the standards as PDF/UA-1. Takes seconds."""

from datetime import date
from typing import Any

from standards.bericht.dokument import Standardbericht
from stzverbund.basis.pdf import pdf_aus_vorlage

DACHZEILE = "13 Mindeststandards · Rahmenkonzept Stadtteilzentren"


def standardbericht(bericht: Standardbericht) -> bytes:
    """What is not accepted yet: says "Entwurf" on each page."""
    return pdf_aus_vorlage("pdf/standardbericht.html", _zentrum(bericht) | {"entwurf": True})


def ausgabe(bericht: Standardbericht, *, nummer: int, datenhash: str, tag: date) -> bytes:
    """An edition, with its number and the hash of the data on each page."""
    kontext = _zentrum(bericht) | {"ausgabe_nr": nummer, "datenhash": datenhash}
    kontext["eckdaten"] += (("Ausgabe", f"{nummer}, festgeschrieben am {tag:%d.%m.%Y}"),)
    return pdf_aus_vorlage("pdf/standardbericht.html", kontext)


def papier(art: str, daten: Any, **mehr: Any) -> bytes:
    """One of the other papers by the name of its template."""
    kontext = {"titel": daten.titel, "dachzeile": DACHZEILE, "daten": daten}
    return pdf_aus_vorlage(f"pdf/{art}.html", kontext | mehr)


def dateiname(titel: str, nummer: int | None = None) -> str:
    """ "Standardbericht 2026 – STZ Biesdorf, Ausgabe 1"."""
    return f"{titel}, Ausgabe {nummer}" if nummer else titel


def _zentrum(bericht: Standardbericht) -> dict[str, Any]:
    tage = (
        ("Eingereicht am", bericht.eingereicht_am),
        ("Freigegeben am", bericht.freigegeben_am),
        ("Angenommen am", bericht.angenommen_am),
    )
    eckdaten = (
        ("Zentrum", bericht.zentrum),
        ("Träger", bericht.traeger),
        ("Bezirk", bericht.bezirk),
        ("Jahr", str(bericht.jahr)),
        ("Grundlage", bericht.fassung),
        ("Stand", bericht.stand),
        *((name, f"{tag:%d.%m.%Y}") for name, tag in tage if tag),
        *((("Aktenzeichen", bericht.aktenzeichen),) if bericht.aktenzeichen else ()),
    )
    dachzeile = f"{bericht.art} · {DACHZEILE}"
    return {"titel": bericht.titel, "dachzeile": dachzeile, "eckdaten": eckdaten, "bericht": bericht}

"""PDF/UA-1 documents from HTML with WeasyPrint.

WeasyPrint is imported inside functions: it costs half a second and 60 MB that manage.py does not need.
"""

from __future__ import annotations

import mimetypes
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document

# Relative addresses resolve to this host, so that a forgotten one is refused instead of silently dropped.
RELATIV = "https://relativ.invalid/"
ENDLICH = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True}


class PdfFehler(Exception):
    """The document asks for something that a PDF of this project must not contain."""


def pdf_aus_html(html: str, *, titel: str) -> bytes:
    """Render a whole HTML document (`<html lang="de">`) as PDF/UA-1 with `titel` as its title.

    The same HTML gives the same bytes. Only `static:` files of the project and `data:` addresses are
    loaded; anything else, a missing file or a relative link raises PdfFehler.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    abholer = _abholer()
    try:
        dokument = HTML(string=html, base_url=RELATIV, url_fetcher=abholer).render(**ENDLICH)
        dokument.metadata.title = titel
        dokument.metadata.lang = "de"
        pdf = dokument.write_pdf(finisher=_barrierefrei, **ENDLICH)
    except FatalURLFetchingError as fehler:
        raise PdfFehler(str(fehler)) from None
    if abholer.abgelehnt:  # inside an SVG WeasyPrint swallows the refusal and leaves the picture out
        raise PdfFehler(abholer.abgelehnt[0])
    _verweise_pruefen(dokument)
    return pdf


def pdf_aus_vorlage(vorlage: str, kontext: dict[str, Any]) -> bytes:
    """Render a template that extends `pdf/basis.html`; `kontext["titel"]` must name the document."""
    titel = kontext["titel"]
    return pdf_aus_html(render_to_string(vorlage, kontext), titel=titel)


def pdf_antwort(inhalt: bytes, dateiname: str) -> HttpResponse:
    """A download; `dateiname` may hold umlauts, anything that a file system could trip over is replaced."""
    name = (
        re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+', " ", dateiname.removesuffix(".pdf")).strip(" .") or "Dokument"
    )
    antwort = HttpResponse(inhalt, content_type="application/pdf")
    antwort["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf")
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-store"
    return antwort


def warm() -> None:
    """Load WeasyPrint, German hyphenation and the fonts before the first person waits for them."""
    pdf_aus_html(
        '<html lang="de"><link rel="stylesheet" href="static:css/pdf.css"><p>Silbentrennung</p></html>',
        titel="Vorbereitung",
    )


def _abholer() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class NurEigenes(URLFetcher):
        def __init__(self) -> None:
            super().__init__()
            self.abgelehnt: list[str] = []

        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if not url.startswith("static:"):
                self.ablehnen(f"Ein PDF lädt nur „static:“ und „data:“, nicht {url[:200]}")
            datei = _statische_datei(unquote(url.removeprefix("static:")))
            if datei is None:
                self.ablehnen(f"Statische Datei fehlt: {url[:200]}")
            art = mimetypes.guess_type(datei.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, datei.read_bytes(), {"Content-Type": art})

        def ablehnen(self, grund: str) -> NoReturn:
            self.abgelehnt.append(grund)
            raise FatalURLFetchingError(grund)

    return NurEigenes()


def _statische_datei(name: str) -> Path | None:
    try:
        fund = finders.find(name)
    except SuspiciousFileOperation:
        return None
    return Path(fund) if isinstance(fund, str) and Path(fund).is_file() else None


def _verweise_pruefen(dokument: Document) -> None:
    for seite in dokument.pages:
        for art, ziel, *_ in seite.links:
            if art == "external" and ziel.startswith(RELATIV):
                raise PdfFehler(f"Verweis ohne vollständige Adresse: /{ziel.removeprefix(RELATIV)}")


def _barrierefrei(dokument: Document, pdf: pydyf.PDF) -> None:
    """Finish what WeasyPrint 70 leaves open in PDF/UA-1; touches its internals, hence the exact pin."""
    nach_nummer = {objekt.reference: objekt for objekt in pdf.objects}
    _kopfzellen(dokument)
    for objekt in pdf.objects:
        if isinstance(objekt, dict) and objekt.get("Subtype") == "/Link":
            objekt.setdefault("F", 4)  # printed, as PDF/UA wants of every visible annotation
    _kopf_und_fusszeilen(pdf, nach_nummer)


def _kopfzellen(dokument: Document) -> None:
    """WeasyPrint writes no Scope, and readers then guess which cells a header belongs to."""
    for seite in dokument.pages:
        for kasten in seite._page_box.descendants():
            marke = getattr(kasten, "mark", None)
            if marke is not None and kasten.element_tag == "th":
                zeile = kasten.element.get("scope", "col").startswith("row")
                marke["A"]["Scope"] = "/Row" if zeile else "/Column"


def _kopf_und_fusszeilen(pdf: pydyf.PDF, nach_nummer: dict[bytes, Any]) -> None:
    """What stands in page margins belongs to no element: mark it as pagination, not as lost content."""
    benutzt: defaultdict[bytes, set[int]] = defaultdict(set)
    for element, kind in _inhalte(nach_nummer, pdf.catalog["StructTreeRoot"]):
        benutzt[element["Pg"]].add(kind)
    for seite in pdf.page_references:
        befehle = nach_nummer[nach_nummer[seite]["Contents"]].stream
        for stelle, befehl in enumerate(befehle):
            if isinstance(befehl, dict) and "MCID" in befehl and befehl["MCID"] not in benutzt[seite]:
                befehle[stelle - 1] = "/Artifact"
                befehl.clear()
                befehl["Type"] = "/Pagination"


def _inhalte(nach_nummer: dict[bytes, Any], wurzel: bytes) -> Iterator[tuple[Any, int]]:
    """Every (structure element, marked content number) that can be reached from the root of the tags."""
    offen = [nach_nummer[wurzel]]
    while offen:
        element = offen.pop()
        kinder = element.get("K", [])
        for kind in kinder if isinstance(kinder, list) else [kinder]:
            if isinstance(kind, int):
                yield element, kind
            elif nach_nummer.get(kind, {}).get("Type") == "/StructElem":
                offen.append(nach_nummer[kind])

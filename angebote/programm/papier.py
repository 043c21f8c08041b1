"""A document for the public: its HTML says what it holds, and the PDF is made once for each such state."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from stzverbund.basis.bedingt import gemerkt, merken, pruefsumme
from stzverbund.basis.pdf import pdf_aus_html
from stzverbund.basis.qr import qr_datenadresse

GESTALTUNG = ("css/pdf.css", "css/programm.css")


@dataclass(frozen=True)
class Papier:
    """A template with its data; `pfad` is the public page that the QR code leads to.

    `html` and `kennung` cost milliseconds, `pdf` seconds where nobody has asked for this state yet.
    """

    vorlage: str
    titel: str
    pfad: str
    daten: Any

    @property
    def adresse(self) -> str:
        return settings.BASE_URL + self.pfad

    @cached_property
    def html(self) -> str:
        kontext = {"titel": self.titel, "adresse": self.adresse, "qr": qr_datenadresse(self.adresse)}
        return render_to_string(self.vorlage, {**kontext, "daten": self.daten})

    @cached_property
    def kennung(self) -> str:
        return pruefsumme(self.html + _gestaltung())

    @property
    def dateiname(self) -> str:
        return f"{self.titel.replace('/', '-')}.pdf"

    def fertiges_pdf(self) -> bytes | None:
        """Where somebody has asked for this state before."""
        return gemerkt(self.kennung)

    def pdf(self) -> bytes:
        return self.fertiges_pdf() or merken(self.kennung, pdf_aus_html(self.html, titel=self.titel))


@cache
def _gestaltung() -> str:
    """A new look makes new files."""
    return "".join(Path(str(finders.find(name))).read_text(encoding="utf-8") for name in GESTALTUNG)

"""Where a report is found."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from stzverbund.berichte.arten import Berichtsart
from zentren.models import Zentrum


@dataclass(frozen=True)
class Adressen:
    seite: str
    pdf: str
    festschreiben: str
    text: str
    verlauf: str

    def ausgabe(self, nummer: int) -> str:
        return self.pdf.removesuffix(".pdf") + f"/ausgabe-{nummer}.pdf"

    @property
    def seite_aktuell(self) -> str:
        return f"{self.seite}?stand=aktuell"

    @property
    def pdf_aktuell(self) -> str:
        return f"{self.pdf}?stand=aktuell"


def adressen(art: Berichtsart, gegenstand: Any, jahr: int) -> Adressen:
    """All addresses of a report; only that of a centre has a text."""
    schluessel = getattr(gegenstand, art.feld)
    wo = [schluessel, jahr]
    return Adressen(
        seite=reverse(f"bericht_{art.schluessel}", args=wo),
        pdf=reverse(f"bericht_{art.schluessel}_pdf", args=wo),
        festschreiben=reverse("bericht_festschreiben", args=[art.schluessel, *wo]),
        text=reverse("sachbericht", args=wo) if art.modell is Zentrum else "",
        verlauf=reverse("verlauf", args=[art.schluessel, schluessel]),
    )

"""The legal pages: default texts, or what is stored."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.safestring import SafeString

from stzverbund.basis.auszeichnung import als_html
from stzverbund.rechtliches.models import PLATZHALTER, Rechtstext

VORGABEN = Path(__file__).parent / "vorgaben"


@dataclass(frozen=True)
class Seitentext:
    """A legal page as it stands: its text in Markdown, since when, and the version to save from."""

    seite: str
    titel: str
    text: str
    stand: date | None
    version: int

    @property
    def offen(self) -> bool:
        """Whether something is still to be filled in."""
        return PLATZHALTER in self.text

    @property
    def html(self) -> SafeString:
        return als_html(self.text)


def lesen(seite: str) -> Seitentext:
    """The stored text of a page, or its default."""
    titel = Rechtstext.Seite(seite).label
    gespeichert = Rechtstext.objects.filter(seite=seite).first()
    if gespeichert:
        return Seitentext(seite, titel, gespeichert.text, gespeichert.stand_am, gespeichert.version)
    return Seitentext(seite, titel, vorgabe(seite), None, 0)


def vorgabe(seite: str) -> str:
    """The text that comes with the application."""
    return (VORGABEN / f"{seite}.md").read_text(encoding="utf-8")


def alle() -> list[Seitentext]:
    """All pages in their order, in one query."""
    gespeicherte = {text.seite: text for text in Rechtstext.objects.all()}
    return [
        Seitentext(seite, titel, t.text, t.stand_am, t.version)
        if (t := gespeicherte.get(seite))
        else Seitentext(seite, titel, vorgabe(seite), None, 0)
        for seite, titel in Rechtstext.Seite.choices
    ]

"""The legal pages: default texts, and Markdown that becomes harmless HTML."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from stzverbund.rechtliches.models import PLATZHALTER, Rechtstext

VORGABEN = Path(__file__).parent / "vorgaben"
MARKEN = {
    "p": set(), "h2": set(), "h3": set(), "ul": set(), "ol": {"start"}, "li": set(), "strong": set(),
    "em": set(), "a": {"href", "title"}, "br": set(), "blockquote": set(), "code": set(), "hr": set(),
}  # fmt: skip
KLASSEN = {"p": "kern-body", "ul": "kern-body", "ol": "kern-body", "h2": "kern-heading-medium"}
KLASSEN |= {"h3": "kern-heading-small", "a": "kern-link"}


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


def als_html(text: str) -> SafeString:
    """Markdown without HTML, pictures and tables; what is left passes a list of harmless elements.

    Headings begin at the second level, because the page has the first one.
    """
    roh = MarkdownIt("commonmark", {"html": False}).disable("image").render(text)
    for stufe in ("h1", "h4", "h5", "h6"):
        ziel = "h2" if stufe == "h1" else "h3"
        roh = roh.replace(f"<{stufe}>", f"<{ziel}>").replace(f"</{stufe}>", f"</{ziel}>")
    sauber = nh3.clean(
        roh,
        tags=set(MARKEN),
        attributes={marke: attribute for marke, attribute in MARKEN.items() if attribute},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
        set_tag_attribute_values={marke: {"class": klasse} for marke, klasse in KLASSEN.items()},
    )
    return mark_safe(sauber)  # noqa: S308  (cleaned by nh3)

"""Markdown that people type, as harmless HTML: for legal pages and minutes, on the page and in the PDF."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKEN: dict[str, set[str]] = {
    "p": set(), "ul": set(), "ol": {"start"}, "li": set(), "strong": set(), "em": set(),
    "a": {"href", "title"}, "br": set(), "blockquote": set(), "code": set(), "hr": set(),
}  # fmt: skip
KLASSEN = {"p": "kern-body", "ul": "kern-body", "ol": "kern-body", "a": "kern-link"}
GROESSEN = ("kern-heading-medium", "kern-heading-small")
SCHEMATA = {"https", "http", "mailto", "tel"}


def als_html(text: str, *, ab: int = 2, umbruch: bool = False) -> SafeString:
    """Markdown without HTML, pictures and tables; what is left passes a list of harmless elements.

    Headings get the levels `ab` and `ab + 1`, and none is skipped. `umbruch`: a new line stays one.
    """
    leser = MarkdownIt("commonmark", {"html": False, "breaks": umbruch}).disable("image")
    zeichen = leser.parse(text)
    _ueberschriften(zeichen, ab)
    stufen = dict(zip((f"h{ab}", f"h{ab + 1}"), GROESSEN if ab == 2 else GROESSEN[1:] * 2, strict=True))
    klassen = KLASSEN | stufen
    sauber = nh3.clean(
        leser.renderer.render(zeichen, leser.options, {}),
        tags={*MARKEN, *stufen},
        attributes={marke: attribute for marke, attribute in MARKEN.items() if attribute},
        url_schemes=SCHEMATA,
        link_rel="noopener noreferrer",
        set_tag_attribute_values={marke: {"class": klasse} for marke, klasse in klassen.items()},
    )
    return mark_safe(sauber)  # noqa: S308  (cleaned by nh3)


def _ueberschriften(zeichen: list[Token], ab: int) -> None:
    """Two levels: what was typed as third or deeper is the lower one, after a higher one."""
    hoehere = False
    for eines in zeichen:
        if eines.type == "heading_open":
            tief = int(eines.tag[1]) > 2 and hoehere
            hoehere = hoehere or not tief
            ziel = f"h{ab + tief}"
        if eines.type in ("heading_open", "heading_close"):
            eines.tag = ziel

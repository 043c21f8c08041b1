"""What no page may hold, whatever it shows: unknown variables, template syntax, inline script and style."""

import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

DATENBLOECKE = {"application/json", "application/ld+json"}
VERDAECHTIG = re.compile(
    r"""[\s"'/](?:on\w+|style)\s*=|<style|<script(?![^>]*\ssrc=)(?![^>]*\stype="application/(?:ld\+)?json")""",
    re.IGNORECASE,
)
KENNUNG = re.compile(r"""[\s"'/]id\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


class Variablenfalle(str):
    """Stands as `string_if_invalid`: an unknown variable in one of our own templates fails the test.

    Django asks it for its truth before it puts it in. Templates of other packages get the usual empty text.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        aufrufer = sys._getframe(1)
        ausdruck, context = aufrufer.f_locals.get("self"), aufrufer.f_locals.get("context")
        vorlage = getattr(getattr(context, "render_context", None), "template", None)
        name = getattr(getattr(vorlage, "origin", None), "name", None)
        if name and Path(name).is_relative_to(settings.BASE_DIR / "templates"):
            pytest.fail(f"Unbekannte Variable „{ausdruck}“ in {name}")
        return False


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.befunde: list[str] = []
        self.kennungen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = dict(attrs)
        if "id" in werte:
            self.kennungen[werte["id"] or ""] += 1
        self.befunde += [f"{name} in <{tag}>" for name in werte if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in werte and werte.get("type") not in DATENBLOECKE:
            self.befunde.append("<script> ohne src")
        if tag == "style":
            self.befunde.append("<style>")


def _gelesen(html: str) -> list[str]:
    """What a reader of HTML finds. It takes as long as making a page: for suspicious ones only."""
    leser = _Leser()
    leser.feed(html)
    return leser.befunde + [f"id „{name}“ {n}-mal" for name, n in leser.kennungen.items() if n > 1]


def seitenbefunde(html: str) -> list[str]:
    """What breaks the house rules in a page or a fragment of one; empty when it is clean."""
    kennungen = [name.strip("\"'") for name in KENNUNG.findall(html)]
    doppelt = len(set(kennungen)) < len(kennungen)
    befunde = _gelesen(html) if doppelt or VERDAECHTIG.search(html) else []
    return befunde + [f"„{zeichen}“ im Text" for zeichen in ("{{", "{%", "{#") if zeichen in html]

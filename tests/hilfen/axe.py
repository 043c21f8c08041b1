"""axe-core in a page that forbids foreign scripts."""

from functools import cache

from django.conf import settings
from playwright.sync_api import Page

REGELN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    pfad = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
    return pfad.read_text(encoding="utf-8")


def axe_befunde(page: Page) -> list[str]:
    """All findings of axe on the page as it stands, one line each: rule, what it means, the elements.

    The text is evaluated through the debugger, which the page's Content Security Policy does not bind. Style
    sheets are not fetched again for axe: only experimental rules read them, and it takes half of the time.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe() + "; undefined")
    ergebnis = page.evaluate(
        """([regeln, preload]) => axe.run(document, {runOnly: regeln, resultTypes: ['violations'], preload})
            .then(ergebnis => ergebnis.violations)""",
        [REGELN, {"assets": ["media"]}],
    )
    return [
        f"{befund['id']} ({befund['impact']}): {befund['help']}: "
        + ", ".join(str(knoten["target"]) for knoten in befund["nodes"])
        for befund in ergebnis
    ]

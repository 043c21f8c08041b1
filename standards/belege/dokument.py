"""docs/evidence.md: all Kriterien with their rules, thresholds and reasons, as the program has them."""

import tomllib
from collections.abc import Iterator
from textwrap import dedent

from zentren.katalog import KATALOG

from .bauen import zahl
from .gruende import GRUENDE
from .regel import REGELN, Regel

ZIEL = "docs/evidence.md"
KOPF = """# Evidence for the Kriterien

Made from the rules (`make docs`); edit those in `standards/belege/`, not this file. A test compares.

A rule asks the data of a house for one figure and compares it with a threshold. It says "spricht dafür",
"spricht dagegen" or "keine Daten", with the figure and links to the records. That is a proposal, never a
verdict: the centre answers, and an answer against the data needs a Begründung. Where nothing is answered
yet, "dafür" proposes "erfüllt" and "dagegen" proposes "teilweise"; a Kriterium with several rules speaks
against as soon as one does.

- Rules read only what the Bezirksamt may see too (public Angebote, centre data, figures of Meldungen put
  before it, counts and times of the registers), so both sides see the same figure. Of what only the house
  reads (Tätigkeitsbuch, Beschwerden, Befragungen) nothing but a count or a time is said.
- A register that nobody uses is "keine Daten". The same holds for a voluntary field that no record fills,
  where the thing itself may be there all the same. Where the record is itself what the Kriterium asks for
  (what is published), nothing recorded speaks against it.
- Shares are rounded down, so that no figure shown meets a threshold that it misses.
- Thresholds are data of a round, fixed when it opens; below are their starting values. Between rounds these
  hold.
- At submission value, sentence, period, version of the rule and links are frozen. Later drift is shown
  beside them until the round is closed.
- A rule that fails is logged and says "keine Daten". A change of what a rule counts is a new version.
"""


def evidence_md() -> str:
    """The whole file; it ends with a line break."""
    return "\n".join([KOPF, *_uebersicht(), *_regeln()]).rstrip() + "\n"


def kriterien() -> dict[str, str]:
    """The Kriterien of the catalogue: "9.4" -> wording."""
    standards = tomllib.loads(KATALOG.read_text(encoding="utf-8"))["standard"]
    return {
        f"{standard['nummer']}.{nummer}": text
        for standard in standards
        for nummer, text in enumerate(standard["kriterien"], start=1)
    }


def _uebersicht() -> Iterator[str]:
    yield f"## All {len(kriterien())}\n\n| Kriterium | rules | not proved by data |\n|---|---|---|"
    zeilen = []
    for schluessel, text in kriterien().items():
        regeln = ", ".join(f"[{r.schluessel}](#{r.schluessel})" for r in _je_kriterium(schluessel))
        grund = GRUENDE.get(schluessel)
        zeilen.append(f"| {schluessel} … {text} | {regeln or '–'} | {grund.satz if grund else '–'} |")
    yield "\n".join(zeilen) + "\n"


def _regeln() -> Iterator[str]:
    yield "## The rules\n"
    for regel in REGELN.values():
        yield f"### {regel.schluessel}\n\n{regel.kriterium}, {regel.titel} (version {regel.version})\n"
        erste, _, rest = regel.grund.partition("\n")
        yield f"{erste}\n{dedent(rest)}\n"
        for name, wert in regel.schwellen.items():
            yield f"- `{name}`: {zahl(wert)} ({regel.was[name]})"
        yield f"- to-do where it speaks against: {regel.aufgabe or '–'}\n"


def _je_kriterium(schluessel: str) -> list[Regel]:
    return [regel for regel in REGELN.values() if regel.kriterium == schluessel]

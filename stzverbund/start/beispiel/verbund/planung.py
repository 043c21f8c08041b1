"""Themes and year plans: last year, this year, and the next one half planned."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from stzverbund.basis.pflege import speichern
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from verbund.models import Jahresplan, Planplatz, Thema
from zentren.models import Verbund, Zentrum

BEGINN, ENDE = time(10), time(12)
MONATE = (1, 2, 3, 4, 5, 6, 9, 10, 11, 12)
"""None in July and August."""
NAECHSTES_JAHR = 6
"""So many places of the next year have a theme already."""


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("verbund")
    for schluessel in bezirke(rahmen):
        verbund = rahmen.bezirke[schluessel].verbund
        themen = _themen(verbund, daten["thema"])
        for vor in (1, 0, -1):
            _plan(rahmen, verbund, rahmen.heute.year - vor, themen, daten)


def bezirke(rahmen: Rahmen) -> list[str]:
    """The Bezirke whose Verbund is shown: those with a Koordination."""
    return [key for key in ("10", "11") if f"koordination:{key}" in rahmen.mitgliedschaften]


def haeuser(rahmen: Rahmen, verbund: Verbund) -> list[Zentrum]:
    return [zentrum for zentrum in rahmen.zentren.values() if zentrum.bezirk_id == verbund.bezirk_id]


def tage(jahr: int) -> Iterator[date]:
    """The second Tuesday of each month with a session."""
    for monat in MONATE:
        erster = date(jahr, monat, 1)
        yield erster + timedelta(days=(1 - erster.weekday()) % 7 + 7)


def _themen(verbund: Verbund, daten: list[dict[str, Any]]) -> dict[str, Thema]:
    themen = {}
    for angaben in daten:
        thema = Thema(verbund=verbund, titel=angaben["titel"], beschreibung=angaben["beschreibung"])
        speichern(thema)
        themen[thema.titel] = thema
    return themen


def _plan(rahmen: Rahmen, verbund: Verbund, jahr: int, themen: dict[str, Thema], daten: Any) -> None:
    plan = Jahresplan(verbund=verbund, jahr=jahr, vorwort="Jede Sitzung hat ein Thema und einen Gast.")
    schwerpunkte = [themen[t["titel"]] for t in daten["thema"] if t["schwerpunkt"]]
    speichern(plan, viele={"themen": schwerpunkte})
    orte, ganz = haeuser(rahmen, verbund), verbund.bezirk.schluessel == "10"
    for nummer, (tag, was) in enumerate(zip(tage(jahr), daten["sitzung"], strict=True)):
        if not ganz and nummer % 3:
            continue
        offen = jahr > rahmen.heute.year and nummer >= NAECHSTES_JAHR
        speichern(
            Planplatz(
                jahresplan=plan,
                datum=tag,
                beginn=BEGINN,
                ende=ENDE,
                gastgeber=None if offen else orte[nummer % len(orte)],
                thema=None if offen else themen[was["thema"]],
                gast="" if offen else was["gast"],
                stand=_stand(rahmen, tag, offen),
            )
        )


def _stand(rahmen: Rahmen, tag: date, offen: bool) -> str:
    if offen:
        return Planplatz.Stand.IDEE
    bald = tag <= rahmen.heute + timedelta(days=90)
    return Planplatz.Stand.ZUGESAGT if bald else Planplatz.Stand.ANGEFRAGT

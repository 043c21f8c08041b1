"""The Verbund of the demo: years, sessions, minutes, tasks; in Marzahn-Hellersdorf full, in Lichtenberg thin.

Made by the functions of the room. Order: planung, sitzungen (with what they decide), protokolle, register,
austausch, einladungen; each module has one `anlegen(rahmen)`.
"""

from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.verbund import (
    austausch,
    einladungen,
    planung,
    protokolle,
    register,
    sitzungen,
)
from verbund import suche

MODULE = (
    planung,
    sitzungen,
    protokolle,
    register,
    austausch,
    einladungen,
)


def anlegen(rahmen: Rahmen) -> None:
    """Everything of the Verbünde; only where their Koordination is there (not in the small demo of tests)."""
    if "koordination:10" not in rahmen.mitgliedschaften:
        return
    for modul in MODULE:
        modul.anlegen(rahmen)
    suche.aufbauen()

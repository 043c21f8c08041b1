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


ALLE_HAEUSER = 10
"""With fewer Zentren the contents name some that are not there."""


def anlegen(rahmen: Rahmen) -> None:
    """Everything of the Verbünde as of today; not in the small demo of tests, made for other days too."""
    if len(rahmen.zentren) < ALLE_HAEUSER:
        return
    for modul in MODULE:
        modul.anlegen(rahmen)
    suche.aufbauen()

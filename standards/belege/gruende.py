"""Why a Kriterium has no rule: the second half of the table of all 35."""

from dataclasses import dataclass

ANFANG = "Nicht aus Daten belegbar"


@dataclass(frozen=True)
class Grund:
    """`text` says what is missing, in a German sentence; `siehe` is a rule whose figure stands beside it."""

    text: str
    siehe: str = ""

    @property
    def satz(self) -> str:
        """ "Nicht aus Daten belegbar: …"."""
        return f"{ANFANG}: {self.text}"


GRUENDE: dict[str, Grund] = {
    "2.2": Grund(
        "Was von außen gefordert wird, steht nicht in den Daten; auch nicht, ob darauf eingegangen wurde."
    ),
    "11.1": Grund(
        "Ob die Dokumentation den Gesetzen und den Regeln des Hauses entspricht, steht nicht in den Daten.",
        siehe="puenktlich",
    ),
}
"""Kriterium -> why there is no rule."""

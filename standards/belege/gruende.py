"""Why a Kriterium has no rule, or not all of them yet: the second half of the table of all 35."""

from dataclasses import dataclass
from enum import StrEnum

from .regel import REGELN


class Weg(StrEnum):
    """What will prove it: nothing that is kept here, or a register that comes with another part."""

    KEINER = "nicht aus Daten belegbar"
    STADTTEILMANAGEMENT = "kommt mit „Stadtteilmanagement“"


@dataclass(frozen=True)
class Grund:
    """`text` says what is missing, in a German sentence; `siehe` is a rule whose figure stands beside it."""

    weg: Weg
    text: str
    siehe: str = ""

    @property
    def satz(self) -> str:
        """ "Nicht aus Daten belegbar: …", "Kommt mit „Stadtteilmanagement“: …"."""
        return f"{self.weg[0].upper()}{self.weg[1:]}: {self.text}"


_S = Weg.STADTTEILMANAGEMENT
GRUENDE: dict[str, Grund] = {
    "1.1": Grund(_S, "Anteil der Angebote, die auf einen dokumentierten Bedarf antworten."),
    "2.1": Grund(_S, "Befragungen und Beteiligungsformate mit ihren Schlussfolgerungen."),
    "2.2": Grund(
        Weg.KEINER,
        "Was von außen gefordert wird, steht nicht in den Daten; auch nicht, ob darauf eingegangen wurde.",
    ),
    "2.3": Grund(_S, "Anteil der neuen Angebote, die einen Bedarf nennen."),
    "3.1": Grund(_S, "wie lange es vom ermittelten bis zum umgesetzten Bedarf dauert; gültige Konzeption."),
    "4.1": Grund(_S, "Fortbildungen zur Beratung im Tätigkeitsbuch."),
    "5.1": Grund(_S, "gültige Kooperationen mit Kontakt."),
    "5.3": Grund(_S, "Kooperationen, deren Ziele überprüft sind."),
    "7.3": Grund(_S, "gültige Hausordnung."),
    "8.1": Grund(_S, "Vertretung in Gremien auf Ebene des Bezirks und darüber."),
    "8.2": Grund(_S, "Gremiensitzungen, aus denen ins Team berichtet wurde."),
    "9.4": Grund(_S, "veröffentlichte Einladungen zum Mitwirken."),
    "10.2": Grund(_S, "Beteiligung und Begleitung der Ehrenamtlichen im Tätigkeitsbuch."),
    "10.3": Grund(_S, "Kooperation mit einer Sozialkommission."),
    "10.4": Grund(_S, "Anerkennung und Fortbildung der Ehrenamtlichen im Tätigkeitsbuch."),
    "11.1": Grund(
        Weg.KEINER,
        "Ob die Dokumentation den Gesetzen und den Regeln des Hauses entspricht, steht nicht in den Daten.",
        siehe="puenktlich",
    ),
    "11.2": Grund(_S, "Anteil der gültigen Dokumente in der Dokumentenmappe."),
    "11.3": Grund(_S, "Dokumente, die sagen, für wen sie sind."),
    "12.1": Grund(_S, "gültige Beschwerderegelung; wie schnell geantwortet wird."),
    "12.2": Grund(_S, "Beschwerden, aus denen eine Verbesserung abgeleitet wurde."),
    "13.1": Grund(_S, "Beteiligungsformate und was sich durch sie geändert hat."),
    "13.2": Grund(_S, "veröffentlichte Wege der Beteiligung; Befragungen."),
}
"""Kriterium -> why there is no rule, or what a rule does not see yet."""


def ohne_regel() -> dict[str, Grund]:
    """The reasons of the Kriterien that no rule speaks of."""
    mit = {regel.kriterium for regel in REGELN.values()}
    return {kriterium: grund for kriterium, grund in GRUENDE.items() if kriterium not in mit}

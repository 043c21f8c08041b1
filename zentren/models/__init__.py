from .belegung import Belegung
from .einladung import Einladung
from .gebiet import Bezirk, Bezirksregion, Einwohnerstand, Planungsraum, SozialeLage
from .katalog import Aufgabe, Aufgabenbereich, Fachstellenart, Leistung, Leistungsbereich, Ziel, Zielgruppe
from .organisation import Bezirksamt, Kooperationsvereinbarung, Traeger, Verband, Verbund
from .person import Mitgliedschaft, Person
from .rolle import Rolle
from .sitzung import Sitzung
from .zentrum import (
    Fachstelle,
    Oeffnungszeit,
    Personal,
    Raum,
    Schliesszeit,
    Sprechzeit,
    Standort,
    Wochentag,
    Zentrum,
)

__all__ = [
    "Aufgabe",
    "Aufgabenbereich",
    "Belegung",
    "Bezirk",
    "Bezirksamt",
    "Bezirksregion",
    "Einladung",
    "Einwohnerstand",
    "Fachstelle",
    "Fachstellenart",
    "Kooperationsvereinbarung",
    "Leistung",
    "Leistungsbereich",
    "Mitgliedschaft",
    "Oeffnungszeit",
    "Person",
    "Personal",
    "Planungsraum",
    "Raum",
    "Rolle",
    "Schliesszeit",
    "Sitzung",
    "SozialeLage",
    "Sprechzeit",
    "Standort",
    "Traeger",
    "Verband",
    "Verbund",
    "Wochentag",
    "Zentrum",
    "Ziel",
    "Zielgruppe",
]

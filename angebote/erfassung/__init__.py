"""Every change of a value of the Leistungsstatistik: one transaction each, with history.

Number, 0, "keine Angabe" and "ausgefallen" are four things; what is counted and what is typed never mix.
"""

from angebote.erfassung.blatt import NUR_RUECKFRAGEN, Feld, Konflikt, feld_von, offene_felder, zelle_von
from angebote.erfassung.gezaehlt import Terminlage, terminlagen
from angebote.erfassung.summieren import beratung_neu_summieren, nachziehen, neu_summieren
from angebote.erfassung.zellen import (
    Eingabe,
    Ergebnis,
    aufteilung_speichern,
    aufteilungsstand,
    block_speichern,
    erklaerung_speichern,
    lies_eingabe,
    notiz_speichern,
    rest_keine_angabe,
    zelle_speichern,
    zurueck_auf_gezaehlt,
)

__all__ = [
    "NUR_RUECKFRAGEN",
    "Eingabe",
    "Ergebnis",
    "Feld",
    "Konflikt",
    "Terminlage",
    "aufteilung_speichern",
    "aufteilungsstand",
    "beratung_neu_summieren",
    "block_speichern",
    "erklaerung_speichern",
    "feld_von",
    "lies_eingabe",
    "nachziehen",
    "neu_summieren",
    "notiz_speichern",
    "offene_felder",
    "rest_keine_angabe",
    "terminlagen",
    "zelle_speichern",
    "zelle_von",
    "zurueck_auf_gezaehlt",
]

"""What rules read: each function is one query for all centres of a Lage, summed by the database.

Only what the Bezirksamt may see too: public Angebote, centre data, figures of Meldungen put before it.
"""

from .angebote import Angebotszahlen, angebotszahlen, fremde_selbsthilfegruppen, zielgruppen
from .haus import (
    Raumzahlen,
    Sprechzeitzahlen,
    oeffnungsminuten,
    personal,
    raumzahlen,
    schliesszeiten,
    sprechzeitzahlen,
)
from .statistik import (
    Fachstellenzahlen,
    Meldestand,
    ehrenamtliche,
    fachstellen,
    jahresberichte,
    meldestand,
    summe_der_meldungen,
)
from .verbund import gemeinsame_vorhaben, sitzungen

__all__ = [
    "Angebotszahlen",
    "Fachstellenzahlen",
    "Meldestand",
    "Raumzahlen",
    "Sprechzeitzahlen",
    "angebotszahlen",
    "ehrenamtliche",
    "fachstellen",
    "fremde_selbsthilfegruppen",
    "gemeinsame_vorhaben",
    "jahresberichte",
    "meldestand",
    "oeffnungsminuten",
    "personal",
    "raumzahlen",
    "schliesszeiten",
    "sitzungen",
    "sprechzeitzahlen",
    "summe_der_meldungen",
    "zielgruppen",
]

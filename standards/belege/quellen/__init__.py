"""What rules read: each function is one query for all centres of a Lage, summed by the database.

Only what the Bezirksamt may see too: public Angebote, centre data, figures of Meldungen put before it, counts
and times of the registers.
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
from .stadtteil import (
    Bedarfszahlen,
    Befragungszahlen,
    Kooperationszahlen,
    Mappenzahlen,
    Taetigkeitszahlen,
    antwortzeiten,
    bedarfszahlen,
    befragungszahlen,
    kooperationszahlen,
    mappenzahlen,
    taetigkeitszahlen,
    umsetzungsdauer,
    verbesserungen,
)
from .statistik import (
    Fachstellenzahlen,
    Meldestand,
    beratungszahlen,
    ehrenamtliche,
    fachstellen,
    jahresberichte,
    meldestand,
    summe_der_meldungen,
)
from .verbund import gemeinsame_vorhaben, sitzungen

__all__ = [
    "Angebotszahlen",
    "Bedarfszahlen",
    "Befragungszahlen",
    "Fachstellenzahlen",
    "Kooperationszahlen",
    "Mappenzahlen",
    "Meldestand",
    "Raumzahlen",
    "Sprechzeitzahlen",
    "Taetigkeitszahlen",
    "angebotszahlen",
    "antwortzeiten",
    "bedarfszahlen",
    "befragungszahlen",
    "beratungszahlen",
    "ehrenamtliche",
    "fachstellen",
    "fremde_selbsthilfegruppen",
    "gemeinsame_vorhaben",
    "jahresberichte",
    "kooperationszahlen",
    "mappenzahlen",
    "meldestand",
    "oeffnungsminuten",
    "personal",
    "raumzahlen",
    "schliesszeiten",
    "sitzungen",
    "sprechzeitzahlen",
    "summe_der_meldungen",
    "taetigkeitszahlen",
    "umsetzungsdauer",
    "verbesserungen",
    "zielgruppen",
]

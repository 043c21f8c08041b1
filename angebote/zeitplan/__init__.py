"""Schedule of an Angebot: an RFC 5545 rule, its dates and its words. Pure functions, no database.

Times are wall-clock times in Berlin; pauses are the public and school holidays of Berlin.
"""

from angebote.zeitplan.kalender import feiertage, schulferien, schulferien_bekannt_bis
from angebote.zeitplan.regel import Regel, Rhythmus, Zeitplanfehler
from angebote.zeitplan.rfc5545 import als_rrule, aus_rrule, erster_tag
from angebote.zeitplan.vorkommen import Vorkommen, naechste, termine, wochentage
from angebote.zeitplan.worte import in_worten, kurz, warnungen

__all__ = [
    "Regel",
    "Rhythmus",
    "Vorkommen",
    "Zeitplanfehler",
    "als_rrule",
    "aus_rrule",
    "erster_tag",
    "feiertage",
    "in_worten",
    "kurz",
    "naechste",
    "schulferien",
    "schulferien_bekannt_bis",
    "termine",
    "warnungen",
    "wochentage",
]

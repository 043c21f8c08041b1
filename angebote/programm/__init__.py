"""What lies on the counter and hangs on the wall: programmes, overviews and posters as PDF."""

from angebote.programm.aushang import aushang
from angebote.programm.monat import monatsprogramm
from angebote.programm.papier import Papier
from angebote.programm.uebersicht import uebersicht_bezirk, uebersicht_stadtteil

__all__ = ["Papier", "aushang", "monatsprogramm", "uebersicht_bezirk", "uebersicht_stadtteil"]

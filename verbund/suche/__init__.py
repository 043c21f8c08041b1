"""The search over everything of a Verbund: `eintragen` keeps its index, `finden` asks it."""

from .finden import auszug, finden, worte
from .index import aufbauen, austragen, eintragen

__all__ = ["aufbauen", "austragen", "auszug", "eintragen", "finden", "worte"]

"""Charts and maps: one specification gives one SVG, used in the page and in the PDF.

The title states the finding and stands beside the picture, as do the numbers in a table. Altair and the chart
engine (45 MB, 0.4 s) are loaded with the first chart, never at start-up.
"""

from .gebiete import karte
from .motor import warm
from .reihen import balken, gestapelt, linien
from .svg import Diagramm
from .zeitreihe import Achsen, zeitreihe

__all__ = ["Achsen", "Diagramm", "balken", "gestapelt", "karte", "linien", "warm", "zeitreihe"]

"""The trail of this room: who wrote the text of a Sachbericht."""

from stzverbund.basis.verlaeufe import Gegenstand
from stzverbund.berichte.adressen import adressen
from stzverbund.berichte.arten import ARTEN
from stzverbund.berichte.models import Sachbericht

VERLAEUFE = (
    Gegenstand(
        Sachbericht,
        "zentren.verlauf_lesen",
        lambda text: adressen(ARTEN["zentrum"], text.zentrum, text.jahr).seite,
    ),
)

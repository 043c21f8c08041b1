"""What is usual for the cells of a Meldung: the comparison from which an unusual value is known."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from stzverbund.basis.zahlen import Einheit, zeige_wert

from .angebot import Angebot
from .kennzahl import Kennzahl
from .meldung import Meldung


class Vergleichswert(models.Model):
    """The last reported months of an Angebot (none: Beratung and Zentrum) and Kennzahl before a Meldung.

    Written by `plausibilitaet.vergleichen`, in the smallest unit. Values from `unten` to `oben` are usual.
    `doppelmedian` is twice the median, so that it stays a whole number; `kleinster` and `groesster` are the
    range of the `anzahl` months compared.
    """

    meldung = models.ForeignKey(
        Meldung, models.CASCADE, related_name="vergleichswerte", verbose_name="Meldung"
    )
    angebot = models.ForeignKey(
        Angebot, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Angebot"
    )
    kennzahl = models.ForeignKey(Kennzahl, models.CASCADE, related_name="+", verbose_name="Kennzahl")
    anzahl = models.PositiveSmallIntegerField("verglichene Monate")
    doppelmedian = models.BigIntegerField("doppelter Median")
    kleinster = models.BigIntegerField("kleinster Wert")
    groesster = models.BigIntegerField("größter Wert")
    unten = models.BigIntegerField("üblich ab")
    oben = models.BigIntegerField("üblich bis")

    class Meta:
        verbose_name = "Vergleichswert"
        verbose_name_plural = "Vergleichswerte"
        ordering = ["pk"]
        constraints = [
            # an index that also finds the rows without an Angebot
            models.UniqueConstraint(
                "meldung", "kennzahl", Coalesce("angebot", Value(0)), name="vergleichswert_einmal"
            )
        ]

    def __str__(self) -> str:
        return f"üblich von {self.unten} bis {self.oben}"

    def auffaellig(self, zahl: int | None, *, vorbei: bool = True) -> bool:
        """Whether a value is unusual; what is no number never is. Before a month is over (`vorbei`) a small
        one may still grow."""
        return zahl is not None and (zahl > self.oben or (vorbei and zahl < self.unten))

    def median(self, einheit: str) -> str:
        """ "40", "40,5" people, "12,5" hours."""
        halb = self.doppelmedian % 2 and einheit == Einheit.ANZAHL
        return zeige_wert(self.doppelmedian // 2, einheit) + (",5" if halb else "")

    def spanne(self, einheit: str) -> str:
        """ "20 bis 55": the smallest and the largest of the months compared."""
        if self.kleinster == self.groesster:
            return zeige_wert(self.kleinster, einheit)
        return f"{zeige_wert(self.kleinster, einheit)} bis {zeige_wert(self.groesster, einheit)}"

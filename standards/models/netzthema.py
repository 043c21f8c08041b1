from django.db import models

from verbund.models import Tagesordnungspunkt

from .fassung import Kriterium
from .runde import Runde


class Netzthema(models.Model):
    """A Kriterium that is weak in several Zentren, put before the Verbund once in a round (RK-2017 6, V9)."""

    runde = models.ForeignKey(Runde, models.CASCADE, related_name="themen", verbose_name="Runde")
    kriterium = models.ForeignKey(Kriterium, models.PROTECT, related_name="themen", verbose_name="Kriterium")
    punkt = models.OneToOneField(
        Tagesordnungspunkt, models.CASCADE, related_name="netzthema", verbose_name="Tagesordnungspunkt"
    )

    class Meta:
        verbose_name = "Thema aus den Standards"
        verbose_name_plural = "Themen aus den Standards"
        ordering = ["runde", "kriterium"]
        constraints = [models.UniqueConstraint(fields=["runde", "kriterium"], name="netzthema_einmal")]

    def __str__(self) -> str:
        return f"{self.kriterium.schluessel}, {self.runde}"

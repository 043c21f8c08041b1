"""What the public reads has to be checked again and again by whoever keeps it."""

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils import timezone


class Pruefbar(models.Model):
    """An entry with a rhythm of checking. "Checked" is another thing than "changed".

    `erinnert_am` is when its keeper was written to last (`angebote.erinnerungen`).
    """

    class Pruefrhythmus(models.IntegerChoices):
        MONATLICH = 1, "jeden Monat"
        VIERTELJAEHRLICH = 3, "alle 3 Monate"
        HALBJAEHRLICH = 6, "alle 6 Monate"
        JAEHRLICH = 12, "jedes Jahr"

    pruefrhythmus = models.PositiveSmallIntegerField(
        "Angaben prüfen", choices=Pruefrhythmus, default=Pruefrhythmus.HALBJAEHRLICH
    )
    geprueft_am = models.DateField("geprüft am", null=True, blank=True, editable=False)
    erinnert_am = models.DateField("erinnert am", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def oeffentlich(self) -> bool:
        """Whether citizens see the entry."""
        raise NotImplementedError

    @property
    def zu_pruefen(self) -> bool:
        """Public, and nobody has checked it within its rhythm (as `PruefbarQuerySet.zu_pruefen`)."""
        grenze = timezone.localdate() - relativedelta(months=self.pruefrhythmus)
        return self.oeffentlich and (self.geprueft_am is None or self.geprueft_am < grenze)

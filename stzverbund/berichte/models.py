"""What people write into a report; its figures come from the Leistungsstatistik."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.berichte.querysets import SachberichtQuerySet
from zentren.models import Zentrum

TEILE = {
    "ergebnisse": "Ergebnisse und Wirkungen",
    "schwierigkeiten": "Schwierigkeiten",
    "ausblick": "Ausblick",
}
LAENGE = 20_000
"""Characters of a part; about eight printed pages."""


class Sachbericht(Versioniert):
    """The text of a centre's Jahresbericht: plain paragraphs, no names of visitors or volunteers."""

    zentrum = models.ForeignKey(
        Zentrum, models.CASCADE, related_name="sachberichte", verbose_name="Zentrum", editable=False
    )
    jahr = models.PositiveSmallIntegerField(
        "Jahr", validators=[MinValueValidator(2000), MaxValueValidator(2100)], editable=False
    )
    ergebnisse = models.TextField(TEILE["ergebnisse"], blank=True, max_length=LAENGE)
    schwierigkeiten = models.TextField(TEILE["schwierigkeiten"], blank=True, max_length=LAENGE)
    ausblick = models.TextField(TEILE["ausblick"], blank=True, max_length=LAENGE)
    history = Historie()

    objects = SachberichtQuerySet.as_manager()

    personendaten = freitext("ergebnisse", "schwierigkeiten", "ausblick")

    class Meta:
        verbose_name = "Sachbericht"
        verbose_name_plural = "Sachberichte"
        ordering = ["-jahr", "zentrum__sortierung", "pk"]
        constraints = [models.UniqueConstraint(fields=["zentrum", "jahr"], name="sachbericht_einmal")]

    def __str__(self) -> str:
        return f"Sachbericht {self.jahr}, {self.zentrum}"

    @property
    def teile(self) -> list[tuple[str, str]]:
        """(title, text) of its parts, in order."""
        return [(titel, getattr(self, feld)) for feld, titel in TEILE.items()]

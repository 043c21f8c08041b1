"""What the Stadtteilmanagement has noted about an Angebot: links of the higher room."""

from django.db import models

from zentren.stadtteilmanagement.models import Barrierepruefung, Taetigkeit

from .angebot import Angebot


class Angebotstaetigkeit(models.Model):
    """An entry of the Tätigkeitsbuch that is about an Angebot."""

    taetigkeit = models.OneToOneField(
        Taetigkeit, models.CASCADE, related_name="angebotsbezug", verbose_name="Tätigkeit"
    )
    angebot = models.ForeignKey(
        Angebot, models.CASCADE, related_name="taetigkeitsbezuege", verbose_name="Angebot"
    )

    class Meta:
        verbose_name = "Tätigkeit zum Angebot"
        verbose_name_plural = "Tätigkeiten zum Angebot"

    def __str__(self) -> str:
        return f"{self.angebot}: {self.taetigkeit}"


class Angebotspruefung(models.Model):
    """A Barriereprüfung that is about an Angebot (RK-2017 5.2 a)."""

    pruefung = models.OneToOneField(
        Barrierepruefung, models.CASCADE, related_name="angebotsbezug", verbose_name="Prüfung"
    )
    angebot = models.ForeignKey(
        Angebot, models.CASCADE, related_name="pruefungsbezuege", verbose_name="Angebot"
    )

    class Meta:
        verbose_name = "Barriereprüfung des Angebots"
        verbose_name_plural = "Barriereprüfungen des Angebots"

    def __str__(self) -> str:
        return f"{self.angebot}: {self.pruefung}"

"""What the Stadtteilmanagement has noted about a session of the Verbund: a link of the higher room."""

from django.db import models

from zentren.stadtteilmanagement.models import Taetigkeit

from .sitzung import Sitzung


class Sitzungstaetigkeit(models.Model):
    """An entry of the Tätigkeitsbuch that is about a session."""

    taetigkeit = models.OneToOneField(
        Taetigkeit, models.CASCADE, related_name="sitzungsbezug", verbose_name="Tätigkeit"
    )
    sitzung = models.ForeignKey(
        Sitzung, models.CASCADE, related_name="taetigkeitsbezuege", verbose_name="Sitzung"
    )

    class Meta:
        verbose_name = "Tätigkeit zur Sitzung"
        verbose_name_plural = "Tätigkeiten zur Sitzung"

    def __str__(self) -> str:
        return f"{self.sitzung}: {self.taetigkeit}"

from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber
from zentren.models import Mitgliedschaft


class Kalenderabo(models.Model):
    """The key to the calendars of a role: made when it is changed first (`verbund/kalender.py`).

    `nummer` counts the changes; each makes the addresses before it open nothing.
    """

    mitgliedschaft = models.OneToOneField(
        Mitgliedschaft, models.CASCADE, related_name="kalenderabo", verbose_name="Rolle"
    )
    nummer = models.PositiveIntegerField("Nummer der Adresse", default=0)

    personendaten = Personendaten(
        Taetigkeit.ROLLEN,
        felder=("mitgliedschaft",),
        dazu=("nummer",),
        frist="solange die Rolle besteht",
        von=ueber("mitgliedschaft__person"),
        tilgung=Tilgung.LOESCHEN,
    )

    class Meta:
        verbose_name = "Kalenderabo"
        verbose_name_plural = "Kalenderabos"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Kalender von {self.mitgliedschaft_id}"

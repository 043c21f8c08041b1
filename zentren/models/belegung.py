"""When a Raum is taken: the one table against double bookings (RK-2017 4.3, Standard 7.2)."""

from django.db import models
from django.db.models import F, Q

from zentren.querysets import BelegungQuerySet

from .zentrum import Raum, Zentrum


class Belegung(models.Model):
    """One occupation of a Raum from `beginn` to `ende` (half open), by whatever points to it.

    What it is for stands in the higher rooms (a Termin, a booking of a group); `art` says which one. Two of
    one Raum never overlap: the database refuses it (constraint on PostgreSQL, trigger on SQLite).
    `zentren.belegungen` asks before and names what is there.
    """

    NICHT_ZUGLEICH = ("raum_id", "beginn", "ende")
    """Where, from, until: `basis.schutz` guards it on SQLite, a migration on PostgreSQL."""

    class Art(models.TextChoices):
        ANGEBOT = "angebot", "Angebot"
        BUCHUNG = "buchung", "Buchung"
        SPERRE = "sperre", "nicht verfügbar"

    ZUM_ZENTRUM = "raum__standort__zentrum"

    raum = models.ForeignKey(Raum, models.CASCADE, related_name="belegungen", verbose_name="Raum")
    art = models.CharField("Art", max_length=10, choices=Art)
    beginn = models.DateTimeField("Beginn")
    ende = models.DateTimeField("Ende")
    anlass = models.CharField("Anlass", max_length=200)

    objects = BelegungQuerySet.as_manager()

    class Meta:
        verbose_name = "Belegung"
        verbose_name_plural = "Belegungen"
        ordering = ["beginn", "pk"]
        indexes = [models.Index(fields=["raum", "beginn"]), models.Index(fields=["raum", "ende"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="belegung_beginn_ende",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
                violation_error_code="ende",
            )
        ]

    def __str__(self) -> str:
        return self.anlass

    @property
    def zentrum(self) -> Zentrum:
        return self.raum.zentrum

from django.db import models

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld
from verbund.querysets import VerbundeigenesQuerySet
from zentren.models import Verbund


class Thema(Versioniert):
    """A thread through sessions, guests, documents, resolutions and projects (RK-2017 6, V3)."""

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="themen", verbose_name="Verbund", editable=False
    )
    titel = models.CharField("Thema", max_length=200)
    beschreibung = models.TextField("Worum geht es?", blank=True)
    beendet_am = models.DateField("beendet am", null=True, blank=True)
    sortierung = Sortierfeld(quelle="titel")
    history = Historie(excluded_fields=["sortierung"])

    objects = VerbundeigenesQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung")

    class Meta:
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["sortierung", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verbund", "titel"],
                name="thema_einmal",
                violation_error_message="Dieses Thema gibt es schon.",
                violation_error_code="titel",
            )
        ]

    def __str__(self) -> str:
        return self.titel

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import VerbundeigenesQuerySet
from zentren.models import Verbund, Zentrum

from .thema import Thema


class Arbeitskreis(Versioniert):
    """People of several houses work on a matter (RK-2017 4.2, A5.2); its dates are sessions of their own."""

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="arbeitskreise", verbose_name="Verbund", editable=False
    )
    name = models.CharField("Name", max_length=200)
    auftrag = models.TextField("Auftrag", blank=True)
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="arbeitskreise", verbose_name="Thema"
    )
    mitglieder = models.ManyToManyField(
        Zentrum, blank=True, related_name="arbeitskreise", verbose_name="Beteiligte Zentren"
    )
    federfuehrung = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Federführung"
    )
    von = models.DateField("Beginn")
    bis = models.DateField("Ende", null=True, blank=True)
    ergebnis = models.TextField("Ergebnis", blank=True)
    history = Historie(m2m_fields=[mitglieder])

    objects = VerbundeigenesQuerySet.as_manager()

    personendaten = freitext("name", "auftrag", "ergebnis")

    class Meta:
        verbose_name = "Arbeitskreis"
        verbose_name_plural = "Arbeitskreise"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="arbeitskreis_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def laeuft(self) -> bool:
        return self.bis is None or self.bis >= timezone.localdate()

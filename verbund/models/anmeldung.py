from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets_register import AnmeldungQuerySet

from .vorhaben import Vorhaben

HOECHSTENS = 200
"""People of one organisation; more is a slip of the finger."""


class Anmeldung(Versioniert):
    """An organisation comes to a Vorhaben with so many people. No names: nobody has to know them."""

    vorhaben = models.ForeignKey(
        Vorhaben, models.PROTECT, related_name="anmeldungen", verbose_name="Vorhaben", editable=False
    )
    organisation = models.CharField("Organisation", max_length=200)
    anzahl = models.PositiveSmallIntegerField(
        "Wie viele Personen?",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(HOECHSTENS)],
    )
    bedarf = models.CharField(
        "Was brauchen Sie?",
        max_length=400,
        blank=True,
        help_text="z. B. Gebärdensprache, stufenloser Zugang, Kinderbetreuung; bitte keine Namen",
    )
    angemeldet_am = models.DateTimeField("angemeldet am", auto_now_add=True)
    abgemeldet_am = models.DateTimeField("abgemeldet am", null=True, blank=True, editable=False)
    history = Historie()

    objects = AnmeldungQuerySet.as_manager()

    personendaten = freitext("organisation", "bedarf")

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        ordering = ["angemeldet_am", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anzahl__gte=1, anzahl__lte=HOECHSTENS),
                name="anmeldung_anzahl",
                violation_error_message=f"Bitte geben Sie 1 bis {HOECHSTENS} Personen an.",
                violation_error_code="anzahl",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.anzahl}"

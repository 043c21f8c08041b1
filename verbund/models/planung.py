"""The year of a Verbund: Schwerpunktthemen and the places of the plan (RK-2017 6, V3 and V4)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import DesJahresplansQuerySet, VerbundeigenesQuerySet
from zentren.models import Verbund, Zentrum

from .sitzung import Sitzung
from .thema import Thema


class Jahresplan(Versioniert):
    """One for each Verbund and year; `themen` are the Schwerpunktthemen of that year."""

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="jahresplaene", verbose_name="Verbund", editable=False
    )
    jahr = models.PositiveSmallIntegerField(
        "Jahr", validators=[MinValueValidator(2000), MaxValueValidator(2100)], editable=False
    )
    themen = models.ManyToManyField(
        Thema, blank=True, related_name="jahresplaene", verbose_name="Schwerpunktthemen"
    )
    vorwort = models.TextField("Was sich der Verbund vornimmt", blank=True)
    history = Historie(m2m_fields=[themen])

    objects = VerbundeigenesQuerySet.as_manager()

    personendaten = freitext("vorwort")

    class Meta:
        verbose_name = "Jahresplan"
        verbose_name_plural = "Jahrespläne"
        ordering = ["-jahr", "verbund"]
        constraints = [models.UniqueConstraint(fields=["verbund", "jahr"], name="jahresplan_einmal")]

    def __str__(self) -> str:
        return f"Jahresplan {self.jahr}"


class Planplatz(Versioniert):
    """A place in the plan for a session. Once the session exists (`sitzung`), its own data count."""

    class Stand(models.TextChoices):
        IDEE = "idee", "Idee"
        ANGEFRAGT = "angefragt", "angefragt"
        ZUGESAGT = "zugesagt", "zugesagt"

    jahresplan = models.ForeignKey(
        Jahresplan, models.CASCADE, related_name="plaetze", verbose_name="Jahresplan", editable=False
    )
    datum = models.DateField("Tag")
    beginn = models.TimeField("von")
    ende = models.TimeField("bis")
    gastgeber = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Wo? (Gastgeber)"
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="plaetze", verbose_name="Thema"
    )
    gast = models.CharField("Gast", max_length=200, blank=True, help_text="Fachdienst, ohne Namen")
    stand = models.CharField("Stand", max_length=10, choices=Stand, default=Stand.IDEE)
    bemerkung = models.CharField("Bemerkung", max_length=300, blank=True)
    sitzung = models.OneToOneField(
        Sitzung,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="planplatz",
        verbose_name="Sitzung",
    )
    history = Historie()

    objects = DesJahresplansQuerySet.as_manager()

    personendaten = freitext("bemerkung")

    class Meta:
        verbose_name = "Platz im Jahresplan"
        verbose_name_plural = "Plätze im Jahresplan"
        ordering = ["datum", "beginn", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="planplatz_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="ende",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datum:%d.%m.%Y}"

    @property
    def verbund(self) -> Verbund:
        return self.jahresplan.verbund

"""A yearly round of the Selbstbewertung in a Bezirk, its dates and thresholds (domain model, "standards")."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from standards.querysets import RundeQuerySet
from stzverbund.basis.models import Historie, Versioniert
from verbund.models import Beschluss
from zentren.models import Bezirk, Zentrum

from .fassung import Fassung, Standard


class Runde(Versioniert):
    """One for each Bezirk and year, over chosen Standards and Zentren; planned until it is opened."""

    bezirk = models.ForeignKey(
        Bezirk, models.PROTECT, related_name="runden", verbose_name="Bezirk", editable=False
    )
    jahr = models.PositiveSmallIntegerField(
        "Jahr", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    fassung = models.ForeignKey(Fassung, models.PROTECT, related_name="runden", verbose_name="Fassung")
    beginn = models.DateField("beginnt am")
    faellig = models.DateField("einreichen bis")
    pruefung_bis = models.DateField("Prüfung bis")
    standards = models.ManyToManyField(Standard, verbose_name="Standards", related_name="runden")
    zentren = models.ManyToManyField(Zentrum, verbose_name="Zentren", related_name="runden")
    beschluss = models.ForeignKey(
        Beschluss,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="runden",
        verbose_name="Schwellen nach Beschluss des Verbundes",
    )
    geoeffnet_am = models.DateTimeField("geöffnet am", null=True, blank=True, editable=False)
    abgeschlossen_am = models.DateTimeField("abgeschlossen am", null=True, blank=True, editable=False)
    history = Historie()

    objects = RundeQuerySet.as_manager()

    class Meta:
        verbose_name = "Runde"
        verbose_name_plural = "Runden"
        ordering = ["-jahr", "bezirk_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bezirk", "jahr"],
                name="runde_einmal",
                violation_error_message="Für dieses Jahr gibt es schon eine Runde.",
                violation_error_code="jahr",
            ),
            models.CheckConstraint(
                condition=Q(faellig__gt=F("beginn")),
                name="runde_faellig",
                violation_error_message="Die Frist muss nach dem Beginn liegen.",
                violation_error_code="faellig",
            ),
            models.CheckConstraint(
                condition=Q(pruefung_bis__gt=F("faellig")),
                name="runde_pruefung_bis",
                violation_error_message="Die Prüfung muss nach der Frist enden.",
                violation_error_code="pruefung_bis",
            ),
            models.CheckConstraint(
                condition=Q(abgeschlossen_am__isnull=True) | Q(geoeffnet_am__isnull=False),
                name="runde_abgeschlossen",
            ),
        ]

    def __str__(self) -> str:
        return f"Runde {self.jahr}"

    @property
    def langname(self) -> str:
        return f"Runde {self.jahr} der Selbstbewertung"

    @property
    def stand(self) -> tuple[str, str]:
        """Tone (KERN) and word: planned, open or closed."""
        if self.abgeschlossen_am:
            return ("success", "abgeschlossen")
        return ("warning", "läuft") if self.geoeffnet_am else ("info", "geplant")

    @property
    def laeuft(self) -> bool:
        return self.geoeffnet_am is not None and self.abgeschlossen_am is None


class Schwelle(models.Model):
    """A threshold of a rule in a round, in the rule's unit (see `standards/belege`)."""

    runde = models.ForeignKey(Runde, models.CASCADE, related_name="schwellen", verbose_name="Runde")
    schluessel = models.CharField("Schlüssel", max_length=40)
    wert = models.DecimalField("Wert", max_digits=9, decimal_places=2)
    history = Historie()

    class Meta:
        verbose_name = "Schwelle"
        verbose_name_plural = "Schwellen"
        ordering = ["runde", "schluessel"]
        constraints = [
            models.UniqueConstraint(fields=["runde", "schluessel"], name="schwelle_einmal"),
            models.CheckConstraint(
                condition=Q(wert__gte=0),
                name="schwelle_nicht_negativ",
                violation_error_message="Eine Schwelle ist nicht negativ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schluessel}: {self.wert}"

"""How often the centres of a Bezirk report in a year, and by when (domain model, "angebote", Meldung)."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from angebote.querysets import MeldejahrQuerySet, MeldezeitraumQuerySet
from stzverbund.basis.models import Versioniert
from stzverbund.basis.zeit import MONATE
from zentren.models import Bezirk


class Meldejahr(Versioniert):
    """How often a Bezirk wants Meldungen in a year; the Bezirksamt chooses before the year starts.

    `gesetzt_am` is empty where nobody chose and the first figure of the year made quarters of it.
    """

    class Rhythmus(models.TextChoices):
        MONAT = "monat", "monatlich"
        QUARTAL = "quartal", "vierteljährlich"
        HALBJAHR = "halbjahr", "halbjährlich"
        JAHR = "jahr", "jährlich"

    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="meldejahre", verbose_name="Bezirk")
    jahr = models.PositiveSmallIntegerField(
        "Jahr", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    rhythmus = models.CharField("Meldezeitraum", max_length=10, choices=Rhythmus, default=Rhythmus.QUARTAL)
    gesetzt_am = models.DateTimeField("festgelegt am", null=True, blank=True, editable=False)

    objects = MeldejahrQuerySet.as_manager()

    class Meta:
        verbose_name = "Meldejahr"
        verbose_name_plural = "Meldejahre"
        ordering = ["-jahr", "bezirk_id"]
        constraints = [models.UniqueConstraint(fields=["bezirk", "jahr"], name="meldejahr_einmal")]

    def __str__(self) -> str:
        return f"{self.jahr}, {self.get_rhythmus_display()}"


class Meldezeitraum(models.Model):
    """A period with three dates: due, grace (reminders become urgent), lock (lifted by the Bezirksamt).

    The code of a broken constraint is the field at which its message stands.
    """

    meldejahr = models.ForeignKey(
        Meldejahr, models.CASCADE, related_name="zeitraeume", verbose_name="Meldejahr"
    )
    nummer = models.PositiveSmallIntegerField("Nummer im Jahr")
    von = models.DateField("von")
    bis = models.DateField("bis")
    frist = models.DateField("Frist")
    nachfrist = models.DateField("Nachfrist")
    sperre = models.DateField("gesperrt ab")

    objects = MeldezeitraumQuerySet.as_manager()

    class Meta:
        verbose_name = "Meldezeitraum"
        verbose_name_plural = "Meldezeiträume"
        ordering = ["-von", "meldejahr__bezirk_id"]
        constraints = [
            models.UniqueConstraint(fields=["meldejahr", "nummer"], name="meldezeitraum_einmal"),
            models.CheckConstraint(condition=Q(von__lt=F("bis")), name="meldezeitraum_von_bis"),
            models.CheckConstraint(
                condition=Q(frist__gt=F("bis")),
                name="meldezeitraum_frist",
                violation_error_message="Die Frist muss nach dem Ende des Zeitraums liegen.",
                violation_error_code="frist",
            ),
            models.CheckConstraint(
                condition=Q(nachfrist__gte=F("frist")),
                name="meldezeitraum_nachfrist",
                violation_error_message="Die Nachfrist darf nicht vor der Frist liegen.",
                violation_error_code="nachfrist",
            ),
            models.CheckConstraint(
                condition=Q(sperre__gt=F("nachfrist")),
                name="meldezeitraum_sperre",
                violation_error_message="Die Sperre muss nach der Nachfrist beginnen.",
                violation_error_code="sperre",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """ "4. Quartal 2026", "Oktober 2026", "1. Halbjahr 2026", "Jahr 2026"."""
        rhythmus, jahr = self.meldejahr.rhythmus, self.meldejahr.jahr
        if rhythmus == Meldejahr.Rhythmus.MONAT:
            return f"{MONATE[self.nummer - 1]} {jahr}"
        if rhythmus == Meldejahr.Rhythmus.JAHR:
            return f"Jahr {jahr}"
        wort = "Quartal" if rhythmus == Meldejahr.Rhythmus.QUARTAL else "Halbjahr"
        return f"{self.nummer}. {wort} {jahr}"

    @property
    def monate(self) -> list[date]:
        """The first day of each month of the period."""
        return [date(self.von.year, monat, 1) for monat in range(self.von.month, self.bis.month + 1)]

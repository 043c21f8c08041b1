"""Belege as they were on the day of a submission: computed, never verdicts (domain model, "standards")."""

from django.db import models

from .bewertung import Selbstbewertung
from .fassung import Kriterium


class Urteil(models.TextChoices):
    DAFUER = "dafuer", "spricht dafür"
    DAGEGEN = "dagegen", "spricht dagegen"
    KEINE_DATEN = "keine_daten", "keine Daten"


class Beleg(models.Model):
    """What a rule said of a Kriterium at submission number `einreichung`. Never changed.

    `wert` and `schwelle` are in the unit of the rule, `von` to `bis` is its period, `verweise` the records
    that it read (list of {"text", "adresse"}), `regel_version` the version of the rule.
    """

    NUR_ANHAENGEN = True

    bewertung = models.ForeignKey(
        Selbstbewertung, models.CASCADE, related_name="belege", verbose_name="Selbstbewertung"
    )
    einreichung = models.PositiveSmallIntegerField("Einreichung")
    kriterium = models.ForeignKey(Kriterium, models.PROTECT, related_name="belege", verbose_name="Kriterium")
    regel = models.CharField("Regel", max_length=40)
    regel_version = models.PositiveSmallIntegerField("Fassung der Regel", default=1)
    urteil = models.CharField("Urteil", max_length=15, choices=Urteil)
    satz = models.TextField("Satz")
    wert = models.DecimalField("Wert", max_digits=12, decimal_places=2, null=True, blank=True)
    schwelle = models.DecimalField("Schwelle", max_digits=9, decimal_places=2, null=True, blank=True)
    von = models.DateField("von")
    bis = models.DateField("bis")
    verweise = models.JSONField("Verweise", default=list, blank=True)
    errechnet_am = models.DateTimeField("errechnet am", auto_now_add=True)

    class Meta:
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        ordering = ["kriterium__standard__nummer", "kriterium__nummer", "regel"]
        constraints = [
            models.UniqueConstraint(fields=["bewertung", "einreichung", "regel"], name="beleg_einmal")
        ]

    def __str__(self) -> str:
        return self.satz

"""One date of an Angebot and what was counted there."""

from django.db import models
from django.db.models import F, Q

from angebote.querysets import TerminQuerySet
from stzverbund.basis.models import Historie, Versioniert
from zentren.models import Belegung, Zentrum

from .angebot import Angebot, Zeitplan
from .kennzahl import Altersgruppe, Geschlecht


class Termin(Versioniert):
    """From the schedule or single; numbers only, never names. Times in minutes."""

    class Status(models.TextChoices):
        GEPLANT = "geplant", "geplant"
        STATTGEFUNDEN = "stattgefunden", "stattgefunden"
        AUSGEFALLEN = "ausgefallen", "ausgefallen"

    ZUM_ZENTRUM = "angebot__zentrum"

    angebot = models.ForeignKey(
        Angebot, models.CASCADE, related_name="termine", verbose_name="Angebot", editable=False
    )
    zeitplan = models.ForeignKey(
        Zeitplan, models.SET_NULL, null=True, blank=True, editable=False, verbose_name="aus dem Zeitplan"
    )
    datum = models.DateField("Datum")
    von = models.TimeField("von")
    bis = models.TimeField("bis")
    minuten = models.PositiveIntegerField("Dauer in Minuten", editable=False)
    status = models.CharField("Status", max_length=20, choices=Status, default=Status.GEPLANT)
    grund = models.CharField("Grund des Ausfalls", max_length=200, blank=True)
    teilnahmen = models.PositiveIntegerField("Teilnahmen", null=True, blank=True)
    ehrenamtliche = models.PositiveIntegerField("Ehrenamtliche", null=True, blank=True)
    ehrenamt_minuten = models.PositiveIntegerField("Stunden der Ehrenamtlichen", null=True, blank=True)
    belegung = models.OneToOneField(
        Belegung,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="termin",
        verbose_name="Belegung des Raums",
    )
    history = Historie(excluded_fields=["belegung"])

    objects = TerminQuerySet.as_manager()

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        ordering = ["datum", "von", "pk"]
        indexes = [models.Index(fields=["datum"])]
        constraints = [
            models.UniqueConstraint(
                fields=["angebot", "datum", "von"],
                name="termin_einmal",
                violation_error_message="Zu dieser Zeit gibt es schon einen Termin dieses Angebots.",
            ),
            models.CheckConstraint(
                condition=Q(bis__gt=F("von")),
                name="termin_von_bis",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
            ),
            models.CheckConstraint(
                condition=~Q(status="ausgefallen") | ~Q(grund=""),
                name="termin_ausfall_grund",
                violation_error_message="Bitte sagen Sie, warum der Termin ausgefallen ist.",
            ),
            models.CheckConstraint(
                condition=Q(status="stattgefunden")
                | Q(teilnahmen__isnull=True, ehrenamtliche__isnull=True, ehrenamt_minuten__isnull=True),
                name="termin_zahlen_nur_wenn_stattgefunden",
                violation_error_message="Zahlen gibt es nur zu Terminen, die stattgefunden haben.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.angebot}, {self.datum:%d.%m.%Y} {self.von:%H:%M} Uhr"

    @property
    def zentrum(self) -> Zentrum:
        return self.angebot.zentrum


class Terminaufteilung(models.Model):
    """Who came, as far as known: margins (one of both is "alle") and, where typed, single cells.

    Margins are always there when a breakdown is; what is missing to the total is "unbekannt" and
    never stored.
    """

    termin = models.ForeignKey(Termin, models.CASCADE, related_name="aufteilung", verbose_name="Termin")
    altersgruppe = models.CharField("Altersgruppe", max_length=5, choices=Altersgruppe)
    geschlecht = models.CharField("Geschlecht", max_length=5, choices=Geschlecht)
    anzahl = models.PositiveIntegerField("Anzahl")

    class Meta:
        verbose_name = "Aufteilung"
        verbose_name_plural = "Aufteilungen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["termin", "altersgruppe", "geschlecht"], name="terminaufteilung_einmal"
            ),
            models.CheckConstraint(
                condition=~Q(altersgruppe="alle", geschlecht="alle"), name="terminaufteilung_keine_summe"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_altersgruppe_display()}, {self.get_geschlecht_display()}: {self.anzahl}"

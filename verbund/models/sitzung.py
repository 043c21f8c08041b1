"""Sessions of the Verbund and of its Arbeitskreise, and the dates counted backward from them."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import DerSitzungQuerySet, SitzungQuerySet
from zentren.models import Verbund, Zentrum

from .arbeitskreis import Arbeitskreis
from .thema import Thema


class Sitzung(Versioniert):
    """geplant -> eingeladen -> durchgeführt -> abgeschlossen; abgesagt keeps the record (domain model).

    The number is given when the session has been held, counted in its year. `uid` and `sequenz` are those of
    RFC 5545: the first for ever, the second one more for each change of time, place or state.
    """

    class Status(models.TextChoices):
        GEPLANT = "geplant", "geplant"
        EINGELADEN = "eingeladen", "eingeladen"
        DURCHGEFUEHRT = "durchgefuehrt", "durchgeführt"
        ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"
        ABGESAGT = "abgesagt", "abgesagt"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="sitzungen", verbose_name="Verbund", editable=False
    )
    arbeitskreis = models.ForeignKey(
        Arbeitskreis,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="sitzungen",
        verbose_name="Arbeitskreis",
    )
    titel = models.CharField("Titel", max_length=200, default="Verbundsitzung")
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="sitzungen", verbose_name="Thema"
    )
    datum = models.DateField("Tag")
    beginn = models.TimeField("von")
    ende = models.TimeField("bis")
    gastgeber = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Wo? (Gastgeber)"
    )
    ort = models.CharField(
        "Raum oder anderer Ort", max_length=200, blank=True, help_text="wenn nicht das Haupthaus"
    )
    online = Webadresse("Adresse der Videokonferenz", blank=True)
    hinweise = models.TextField("Hinweise", blank=True, help_text="stehen in der Einladung")
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.GEPLANT, editable=False)
    grund = models.TextField("Grund der Absage", blank=True, editable=False)
    jahr = models.PositiveSmallIntegerField("Jahr der Nummer", null=True, blank=True, editable=False)
    nummer = models.PositiveSmallIntegerField("Nummer im Jahr", null=True, blank=True, editable=False)
    eingeladen_am = models.DateTimeField("eingeladen am", null=True, blank=True, editable=False)
    durchgefuehrt_am = models.DateTimeField("durchgeführt am", null=True, blank=True, editable=False)
    uid = models.UUIDField("Kennung im Kalender", default=uuid.uuid4, unique=True, editable=False)
    sequenz = models.PositiveIntegerField("Stand im Kalender", default=0, editable=False)
    history = Historie(excluded_fields=["uid"])

    objects = SitzungQuerySet.as_manager()

    personendaten = freitext("titel", "hinweise", "grund")

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-datum", "-beginn", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verbund", "jahr", "nummer"],
                condition=Q(arbeitskreis__isnull=True),
                name="sitzung_nummer",
            ),
            models.UniqueConstraint(
                fields=["arbeitskreis", "jahr", "nummer"],
                condition=Q(arbeitskreis__isnull=False),
                name="sitzung_nummer_arbeitskreis",
            ),
            models.CheckConstraint(
                condition=Q(ende__gt=F("beginn")),
                name="sitzung_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="ende",
            ),
            models.CheckConstraint(
                condition=~Q(status="abgesagt") | ~Q(grund=""),
                name="sitzung_grund",
                violation_error_message="Bitte nennen Sie den Grund der Absage.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["durchgefuehrt", "abgeschlossen"], nummer__isnull=False, jahr__isnull=False
                )
                | Q(
                    ~Q(status__in=["durchgefuehrt", "abgeschlossen"]), nummer__isnull=True, jahr__isnull=True
                ),
                name="sitzung_nummer_wenn_gehalten",
            ),
        ]
        indexes = [models.Index(fields=["verbund", "datum"])]

    def __str__(self) -> str:
        nummer = f"{self.nummer}/{self.jahr}, " if self.nummer else ""
        return f"{self.titel} {nummer}{self.datum:%d.%m.%Y}"

    @property
    def beginnt_am(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.datum, self.beginn))

    @property
    def endet_am(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.datum, self.ende))

    @property
    def bevorstehend(self) -> bool:
        """Neither held nor cancelled: its agenda can still be changed."""
        return self.status in (self.Status.GEPLANT, self.Status.EINGELADEN)

    @property
    def gehalten(self) -> bool:
        return self.status in (self.Status.DURCHGEFUEHRT, self.Status.ABGESCHLOSSEN)


class Sitzungsfrist(models.Model):
    """A date counted backward (or forward) from a session: offered as a to-do, can be switched off."""

    class Art(models.TextChoices):
        THEMEN = "themen", "Themen erfragen"
        TAGESORDNUNG = "tagesordnung", "Tagesordnung aufstellen"
        EINLADUNG = "einladung", "Einladen"
        PROTOKOLL = "protokoll", "Protokoll zur Durchsicht geben"
        RUECKMELDUNG = "rueckmeldung", "Anmerkungen einarbeiten"

    sitzung = models.ForeignKey(Sitzung, models.CASCADE, related_name="fristen", verbose_name="Sitzung")
    art = models.CharField("Was", max_length=15, choices=Art)
    faellig = models.DateField("bis wann")
    aus = models.BooleanField("nicht erinnern", default=False)
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)

    objects = DerSitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Frist einer Sitzung"
        verbose_name_plural = "Fristen einer Sitzung"
        ordering = ["faellig", "pk"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "art"], name="sitzungsfrist_einmal")]

    def __str__(self) -> str:
        return f"{self.get_art_display()} bis {self.faellig:%d.%m.%Y}"

    @property
    def verbund(self) -> Verbund:
        return self.sitzung.verbund

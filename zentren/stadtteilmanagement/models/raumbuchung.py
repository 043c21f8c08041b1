"""Groups use the Räume of a centre (RK-2017 4.3, Standards 6.1 and 7.2)."""

from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit
from zentren.models import Belegung, Raum, Zentrum
from zentren.stadtteilmanagement.querysets_register import ImHausQuerySet


class Raumbuchung(Versioniert):
    """A group asks for a Raum, once or weekly until `bis`; confirmed it has Belegungen (`Buchungstermin`).

    `gruppe` is an organisation or a group; the contact is deleted some time after the last date.
    """

    ZUM_ZENTRUM = "raum__standort__zentrum"

    class Status(models.TextChoices):
        ANGEFRAGT = "angefragt", "angefragt"
        BESTAETIGT = "bestaetigt", "bestätigt"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        ABGESAGT = "abgesagt", "abgesagt"

    raum = models.ForeignKey(Raum, models.PROTECT, related_name="buchungen", verbose_name="Raum")
    gruppe = models.CharField("Gruppe oder Organisation", max_length=160)
    zweck = models.CharField("Wofür?", max_length=200)
    personen = models.PositiveIntegerField("Wie viele Personen?", null=True, blank=True)
    tag = models.DateField("Tag")
    von = models.TimeField("von")
    bis = models.TimeField("bis")
    woechentlich_bis = models.DateField("jede Woche bis", null=True, blank=True)
    kontakt = models.CharField("E-Mail oder Telefon", max_length=254, blank=True)
    bemerkung = models.TextField("Bemerkung", blank=True)
    status = models.CharField(
        "Stand", max_length=12, choices=Status, default=Status.ANGEFRAGT, editable=False
    )
    antwort = models.TextField("Antwort", blank=True)
    angefragt_am = models.DateField("angefragt am", auto_now_add=True)
    beantwortet_am = models.DateField("beantwortet am", null=True, blank=True, editable=False)
    history = Historie(excluded_fields=["kontakt"])

    objects = ImHausQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.RAUMBUCHUNG,
        felder=("kontakt",),
        texte=("gruppe", "zweck", "bemerkung", "antwort"),
        frist="bis 30 Tage nach dem letzten Termin",
        betroffene="Ansprechstellen von Gruppen (freiwillig)",
    )

    class Meta:
        verbose_name = "Raumbuchung"
        verbose_name_plural = "Raumbuchungen"
        ordering = ["-tag", "von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gt=F("von")),
                name="raumbuchung_von_bis",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
                violation_error_code="bis",
            ),
            models.CheckConstraint(
                condition=Q(woechentlich_bis__isnull=True) | Q(woechentlich_bis__gte=F("tag")),
                name="raumbuchung_wiederholung",
                violation_error_message="Die Wiederholung endet vor dem ersten Tag.",
                violation_error_code="woechentlich_bis",
            ),
            models.CheckConstraint(
                condition=~Q(status="abgelehnt") | ~Q(antwort=""),
                name="raumbuchung_ablehnung",
                violation_error_message="Bitte schreiben Sie, warum es nicht geht.",
                violation_error_code="antwort",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gruppe}: {self.zweck}"

    @property
    def zentrum(self) -> Zentrum:
        return self.raum.zentrum


class Buchungstermin(models.Model):
    """One confirmed date of a booking."""

    buchung = models.ForeignKey(
        Raumbuchung, models.CASCADE, related_name="termine", verbose_name="Raumbuchung"
    )
    belegung = models.OneToOneField(
        Belegung, models.CASCADE, related_name="buchungstermin", verbose_name="Belegung"
    )

    class Meta:
        verbose_name = "Termin einer Buchung"
        verbose_name_plural = "Termine von Buchungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.belegung)

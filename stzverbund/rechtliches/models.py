"""The legal pages, and what people report about barriers."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from stzverbund.basis.models import Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, ueber_email

LAENGE = 30_000
"""Characters of a legal text; about twelve printed pages."""
PLATZHALTER = "[bitte eintragen"
"""What a default text holds until the Verwaltung has filled it in."""


class Rechtstext(Versioniert):
    """The text of a legal page in Markdown; without a row the default of `texte.py` is shown."""

    class Seite(models.TextChoices):
        IMPRESSUM = "impressum", "Impressum"
        DATENSCHUTZ = "datenschutz", "Datenschutzerklärung"
        BARRIEREFREIHEIT = "barrierefreiheit", "Erklärung zur Barrierefreiheit"

    seite = models.CharField("Seite", max_length=20, choices=Seite, unique=True, editable=False)
    text = models.TextField("Text", max_length=LAENGE)
    stand_am = models.DateField("Stand", default=timezone.localdate)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "Rechtstext"
        verbose_name_plural = "Rechtstexte"
        ordering = ["seite"]

    def __str__(self) -> str:
        return self.get_seite_display()


def in_einem_monat() -> date:
    return timezone.localdate() + relativedelta(months=1)


class Rueckmeldung(Versioniert):
    """Somebody met a barrier. The answer is due in a month; the contact goes 90 days after it."""

    class Status(models.TextChoices):
        OFFEN = "offen", "offen"
        BEANTWORTET = "beantwortet", "beantwortet"

    text = models.TextField("Beschreibung", max_length=4000)
    seite = models.CharField("Seite", max_length=300, blank=True)
    kontakt = models.EmailField("E-Mail für die Antwort", blank=True)
    eingegangen_am = models.DateTimeField("eingegangen am", default=timezone.now)
    faellig_am = models.DateField("Antwort bis", default=in_einem_monat)
    status = models.CharField("Stand", max_length=12, choices=Status, default=Status.OFFEN)
    antwort = models.TextField("Antwort", max_length=4000, blank=True)
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)

    personendaten = Personendaten(
        Taetigkeit.RUECKMELDUNG,
        felder=("text", "kontakt", "antwort"),
        dazu=("seite", "eingegangen_am", "beantwortet_am"),
        texte=("text", "antwort"),
        frist="der Kontakt bis 90 Tage nach der Antwort; die Beschreibung drei Jahre",
        betroffene="wer eine Barriere meldet",
        von=ueber_email("kontakt"),
    )

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["status", "faellig_am", "pk"]

    def __str__(self) -> str:
        return f"Rückmeldung vom {timezone.localdate(self.eingegangen_am):%d.%m.%Y}"

    @property
    def offen(self) -> bool:
        return self.status == self.Status.OFFEN

    @property
    def ueberfaellig(self) -> bool:
        return self.offen and self.faellig_am < timezone.localdate()

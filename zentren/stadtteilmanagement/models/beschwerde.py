"""Beschwerden and Anregungen (RK-2017 4.3, Standard 12): taken, answered, and what became better."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit
from stzverbund.basis.sortierung import Suchfeld
from zentren.models import Zentrum
from zentren.stadtteilmanagement.querysets_register import ImHausQuerySet

from .bedarf import Bedarf
from .massnahme import Massnahme


class Beschwerde(Versioniert):
    """One Beschwerde, Anregung or Lob. The sender has no name, the contact is voluntary and goes at the end.

    `code` is the SHA-256 of the code by which the sender looks at the state; entries by staff have none. The
    Bezirksamt reads counts and times only.
    """

    class Art(models.TextChoices):
        BESCHWERDE = "beschwerde", "Beschwerde"
        ANREGUNG = "anregung", "Anregung"
        LOB = "lob", "Lob"

    class Thema(models.TextChoices):
        ANGEBOT = "angebot", "Angebote und Zeiten"
        TEAM = "team", "Umgang und Beratung"
        RAEUME = "raeume", "Räume und Ausstattung"
        ZUGANG = "zugang", "Zugang und Barrieren"
        INFORMATION = "information", "Information und Erreichbarkeit"
        NACHBARSCHAFT = "nachbarschaft", "Lärm und Nachbarschaft"
        ANDERES = "anderes", "anderes"

    class Weg(models.TextChoices):
        FORMULAR = "formular", "Formular im Internet"
        PERSOENLICH = "persoenlich", "persönlich"
        TELEFON = "telefon", "Telefon"
        MAIL = "mail", "E-Mail"
        BRIEF = "brief", "Brief oder Kasten"

    class Status(models.TextChoices):
        EINGEGANGEN = "eingegangen", "eingegangen"
        IN_ARBEIT = "in_arbeit", "in Arbeit"
        BEANTWORTET = "beantwortet", "beantwortet"
        ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="beschwerden", verbose_name="Zentrum", editable=False
    )
    art = models.CharField("Art", max_length=12, choices=Art, default=Art.BESCHWERDE)
    thema = models.CharField("Worum geht es?", max_length=15, choices=Thema)
    weg = models.CharField("Wie kam sie?", max_length=12, choices=Weg, default=Weg.PERSOENLICH)
    text = models.TextField("Was möchten Sie uns sagen?")
    kontakt = models.CharField("E-Mail oder Telefon", max_length=254, blank=True)
    code = models.CharField("Code (SHA-256)", max_length=64, blank=True, editable=False)
    status = models.CharField(
        "Stand", max_length=15, choices=Status, default=Status.EINGEGANGEN, editable=False
    )
    eingegangen_am = models.DateField("eingegangen am")
    frist = models.DateField("Antwort bis")
    antwort = models.TextField("Antwort", blank=True, help_text="Wer den Code hat, liest sie.")
    beantwortet_am = models.DateField("beantwortet am", null=True, blank=True, editable=False)
    verbesserung = models.TextField("Was wird dadurch besser?", blank=True)
    abgeschlossen_am = models.DateField("abgeschlossen am", null=True, blank=True, editable=False)
    massnahme = models.ForeignKey(
        Massnahme,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="beschwerden",
        verbose_name="Maßnahme",
    )
    bedarf = models.ForeignKey(
        Bedarf,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="beschwerden",
        verbose_name="Bedarf",
    )
    suche = Suchfeld(quellen=("text", "antwort", "verbesserung"))
    history = Historie(excluded_fields=["suche", "kontakt", "code"])

    objects = ImHausQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.BESCHWERDE,
        felder=("kontakt",),
        texte=("text", "antwort", "verbesserung"),
        frist="bis die Beschwerde abgeschlossen ist, höchstens 90 Tage nach der Antwort",
        betroffene="Menschen, die sich beschweren oder etwas anregen (freiwillig)",
    )

    class Meta:
        verbose_name = "Beschwerde oder Anregung"
        verbose_name_plural = "Beschwerden und Anregungen"
        ordering = ["-eingegangen_am", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="beschwerde_code_einmal"),
            models.CheckConstraint(
                condition=~Q(status="abgeschlossen") | (Q(kontakt="") & Q(abgeschlossen_am__isnull=False)),
                name="beschwerde_kontakt_geloescht",
            ),
            models.CheckConstraint(
                condition=~Q(status="beantwortet") | (~Q(antwort="") & Q(beantwortet_am__isnull=False)),
                name="beschwerde_antwort",
                violation_error_message="Bitte schreiben Sie die Antwort.",
                violation_error_code="antwort",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} vom {self.eingegangen_am:%d.%m.%Y}"

    @property
    def offen(self) -> bool:
        """Nobody has answered yet."""
        return self.status in (self.Status.EINGEGANGEN, self.Status.IN_ARBEIT)

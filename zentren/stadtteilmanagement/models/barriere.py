"""Looking for barriers together with those who meet them (RK-2017 5, 5.2; Kriterienkatalog 15/III)."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from zentren.models import Raum, Standort, Zentrum
from zentren.stadtteilmanagement.querysets_register import BarriereQuerySet

from .massnahme import Massnahme


class Barrierepruefung(Versioniert):
    """One check of a Standort or a Raum; of an Angebot where `angebote.Angebotspruefung` points to it."""

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "in Arbeit"
        ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"

    class Beteiligt(models.TextChoices):
        ORGANISATION = "organisation", "Behindertenorganisation"
        BEAUFTRAGTE = "beauftragte", "Beauftragte oder Beauftragter für Menschen mit Behinderung"
        BETROFFENE = "betroffene", "Menschen mit Behinderung"
        TEAM = "team", "nur das Team"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="barrierepruefungen", verbose_name="Zentrum", editable=False
    )
    standort = models.ForeignKey(
        Standort,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="barrierepruefungen",
        verbose_name="Standort",
    )
    raum = models.ForeignKey(
        Raum, models.PROTECT, null=True, blank=True, related_name="barrierepruefungen", verbose_name="Raum"
    )
    datum = models.DateField("geprüft am")
    beteiligte = models.JSONField("Wer hat geprüft?", default=list)
    organisation = models.CharField(
        "Organisation", max_length=200, blank=True, help_text="Organisation oder Funktion, kein Name"
    )
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.ENTWURF, editable=False)
    fazit = models.TextField("Zusammenfassung", blank=True)
    stellungnahme = models.TextField("Stellungnahme der Beauftragten", blank=True, editable=False)
    stellungnahme_am = models.DateField("Stellungnahme am", null=True, blank=True, editable=False)
    abgeschlossen_am = models.DateField("abgeschlossen am", null=True, blank=True, editable=False)
    history = Historie()

    objects = BarriereQuerySet.as_manager()

    personendaten = freitext("fazit", "stellungnahme", "organisation")

    class Meta:
        verbose_name = "Barriereprüfung"
        verbose_name_plural = "Barriereprüfungen"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="abgeschlossen") | Q(abgeschlossen_am__isnull=False),
                name="barrierepruefung_abgeschlossen_am",
            )
        ]

    def __str__(self) -> str:
        return f"Barriereprüfung vom {self.datum:%d.%m.%Y}"


class Barrierebefund(models.Model):
    """What one area looks like, and the Massnahme where something is missing."""

    ZUM_ZENTRUM = "pruefung__zentrum"

    class Bereich(models.TextChoices):
        WEG = "weg", "Weg und Haltestelle"
        EINGANG = "eingang", "Eingang und Türen"
        STUFEN = "stufen", "Stufen und Aufzug"
        WC = "wc", "Barrierefreies WC"
        RAUM = "raum", "Bewegungsfläche und Möbel"
        ORIENTIERUNG = "orientierung", "Orientierung und Kontraste"
        HOEREN = "hoeren", "Hören"
        SEHEN = "sehen", "Sehen"
        VERSTEHEN = "verstehen", "Leichte Sprache und Verstehen"
        ASSISTENZ = "assistenz", "Assistenz und Begleitung"

    class Ergebnis(models.TextChoices):
        GUT = "gut", "barrierefrei"
        TEILWEISE = "teilweise", "mit Einschränkung"
        FEHLT = "fehlt", "nicht barrierefrei"

    pruefung = models.ForeignKey(
        Barrierepruefung, models.CASCADE, related_name="befunde", verbose_name="Prüfung"
    )
    bereich = models.CharField("Bereich", max_length=15, choices=Bereich)
    ergebnis = models.CharField("Befund", max_length=10, choices=Ergebnis)
    text = models.CharField("Was ist zu tun oder gut?", max_length=300, blank=True)
    massnahme = models.ForeignKey(
        Massnahme,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="befunde",
        verbose_name="Maßnahme",
    )
    history = Historie()

    objects = BarriereQuerySet.as_manager()

    personendaten = freitext("text")

    class Meta:
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pruefung", "bereich"], name="barrierebefund_einmal")]

    def __str__(self) -> str:
        return f"{self.get_bereich_display()}: {self.get_ergebnis_display()}"

    @property
    def zentrum(self) -> Zentrum:
        return self.pruefung.zentrum

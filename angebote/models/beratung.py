"""Anonymous tallies of counselling and referrals (RK-2017 4.1 L1, L4)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from angebote.querysets import BeratungQuerySet
from stzverbund.basis.models import Historie
from zentren.models import Fachstelle, Fachstellenart, Zentrum, Zielgruppe

from .angebot import Sprache
from .meldung import Meldung


class Zaehlart(models.TextChoices):
    BERATUNG = "beratung", "Beratung"
    EHRENAMT = "ehrenamt", "Vermittlung in ein Ehrenamt"
    NACHBARSCHAFTSHILFE = "nachbarschaftshilfe", "Vermittlung von Nachbarschaftshilfe"
    GRUENDUNG = "gruendung", "Gründung einer Selbsthilfegruppe"


class Kontaktart(models.TextChoices):
    ERST = "erst", "Erstkontakt"
    FOLGE = "folge", "Folgekontakt"
    LANGZEIT = "langzeit", "Langzeitkontakt"


class Beratungsthema(models.TextChoices):
    ANTRAEGE = "antraege", "Anträge und Formulare"
    ARBEIT = "arbeit", "Arbeit und Bildung"
    EHRENAMT = "ehrenamt", "Ehrenamt"
    EXISTENZ = "existenz", "Existenzsicherung"
    FAMILIE = "familie", "Familie und Erziehung"
    GESUNDHEIT = "gesundheit", "Gesundheit und Pflege"
    KONFLIKT = "konflikt", "Konflikte"
    LEBENSLAGE = "lebenslage", "Einsamkeit und Lebenskrisen"
    MIGRATION = "migration", "Migration und Aufenthalt"
    SCHULDEN = "schulden", "Schulden"
    SELBSTHILFE = "selbsthilfe", "Selbsthilfe"
    SUCHT = "sucht", "Sucht"
    WOHNEN = "wohnen", "Wohnen"
    SONSTIGES = "sonstiges", "Sonstiges"


class Beratung(models.Model):
    """One stroke, or several alike, on the tally: numbers only, nothing that leads to a person."""

    meldung = models.ForeignKey(
        Meldung, models.CASCADE, related_name="beratungen", verbose_name="Meldung", editable=False
    )
    datum = models.DateField("Datum")
    art = models.CharField("Was?", max_length=20, choices=Zaehlart, default=Zaehlart.BERATUNG)
    thema = models.CharField("Thema", max_length=20, choices=Beratungsthema, blank=True)
    kontakt = models.CharField("Kontakt", max_length=10, choices=Kontaktart, blank=True)
    zielgruppe = models.ForeignKey(
        Zielgruppe, models.PROTECT, null=True, blank=True, verbose_name="Zielgruppe"
    )
    sprache = models.CharField("Sprache", max_length=10, choices=Sprache, default=Sprache.DEUTSCH)
    fachstellenart = models.ForeignKey(
        Fachstellenart, models.PROTECT, null=True, blank=True, verbose_name="vermittelt an"
    )
    fachstelle = models.ForeignKey(
        Fachstelle, models.SET_NULL, null=True, blank=True, verbose_name="Fachstelle"
    )
    anzahl = models.PositiveSmallIntegerField("Anzahl", default=1, validators=[MinValueValidator(1)])
    erfasst_am = models.DateTimeField("erfasst am", auto_now_add=True)
    history = Historie()

    objects = BeratungQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratung"
        verbose_name_plural = "Beratungen"
        ordering = ["-datum", "-pk"]
        indexes = [models.Index(fields=["meldung", "datum"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(art="beratung") | (~Q(thema="") & ~Q(kontakt="")),
                name="beratung_vollstaendig",
                violation_error_message="Eine Beratung braucht ein Thema und die Art des Kontakts.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}, {self.datum:%d.%m.%Y}"

    @property
    def zentrum(self) -> Zentrum:
        return self.meldung.zentrum

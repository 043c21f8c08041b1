"""What a session decides, and what somebody takes on (RK-2017 6; gender check: 5.3)."""

from django.db import models
from django.db.models import Q

from angebote.models import Kennzahl
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import BeschlussQuerySet
from zentren.models import Verbund

from .sichtbarkeit import sichtbarkeitsfeld
from .sitzung import Sitzung
from .tagesordnung import FESTGESCHRIEBEN, Tagesordnungspunkt
from .thema import Thema

GEFASST = ("text", "jahr", "nummer", "ergebnis", "ja", "nein", "enthaltung", "punkt_id", "sitzung_id")
GEAENDERT = " OR ".join(f"NEW.{feld} IS DISTINCT FROM OLD.{feld}" for feld in GEFASST)


class Beschluss(Versioniert):
    """A resolution. Its number in the year is given when it is taken and never used again."""

    FEST_WENN = {
        "update": f"{FESTGESCHRIEBEN.format(zeile='OLD')} AND ({GEAENDERT})",
        "delete": "OLD.nummer > 0",
    }

    class Ergebnis(models.TextChoices):
        EINVERNEHMLICH = "einvernehmlich", "einvernehmlich"
        MEHRHEITLICH = "mehrheitlich", "mehrheitlich"
        ABGELEHNT = "abgelehnt", "abgelehnt"

    class Traegt(models.TextChoices):
        NICHTS = "", "nichts davon"
        FASSUNG = "fassung", "die nächste Fassung der Mindeststandards"
        SCHWELLE = "schwelle", "Schwellen einer Runde"
        KENNZAHL = "kennzahl", "eine Kennzahl"

    class Folge(models.TextChoices):
        OFFEN = "offen", "offen"
        UMGESETZT = "umgesetzt", "umgesetzt"
        UEBERHOLT = "ueberholt", "überholt"
        GESTRICHEN = "gestrichen", "gestrichen (Versehen)"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="beschluesse", verbose_name="Verbund", editable=False
    )
    sitzung = models.ForeignKey(
        Sitzung, models.PROTECT, related_name="beschluesse", verbose_name="Sitzung", editable=False
    )
    punkt = models.ForeignKey(
        Tagesordnungspunkt,
        models.PROTECT,
        related_name="beschluesse",
        verbose_name="Tagesordnungspunkt",
        editable=False,
    )
    jahr = models.PositiveSmallIntegerField("Jahr", editable=False)
    nummer = models.PositiveSmallIntegerField("Nummer", editable=False)
    text = models.TextField("Beschluss")
    ergebnis = models.CharField("Ergebnis", max_length=15, choices=Ergebnis, default=Ergebnis.EINVERNEHMLICH)
    ja = models.PositiveSmallIntegerField("Ja", null=True, blank=True)
    nein = models.PositiveSmallIntegerField("Nein", null=True, blank=True)
    enthaltung = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True)
    sichtbarkeit = sichtbarkeitsfeld()
    folge = models.CharField("Stand der Umsetzung", max_length=12, choices=Folge, default=Folge.OFFEN)
    folge_text = models.TextField("Was daraus wurde", blank=True)
    folge_am = models.DateField("am", null=True, blank=True)
    gleichstellung = models.TextField(
        "Gleichstellung geprüft",
        blank=True,
        help_text="Wirkt der Beschluss auf Frauen, Männer und diverse Menschen verschieden? (RK 5.3)",
    )
    barrierefreiheit = models.TextField("Barrierefreiheit geprüft", blank=True)
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="beschluesse", verbose_name="Thema"
    )
    traegt = models.CharField(
        "Was trägt der Beschluss?",
        max_length=10,
        choices=Traegt,
        default=Traegt.NICHTS,
        blank=True,
        help_text="Verwaltung oder Bezirksamt können ihn dann dort als Grundlage wählen.",
    )
    kennzahlen = models.ManyToManyField(
        Kennzahl,
        blank=True,
        related_name="beschluesse",
        verbose_name="Kennzahlen, die dieser Beschluss wollte",
    )
    history = Historie(m2m_fields=[kennzahlen])

    objects = BeschlussQuerySet.as_manager()

    personendaten = freitext("text", "folge_text", "gleichstellung", "barrierefreiheit")

    class Meta:
        verbose_name = "Beschluss"
        verbose_name_plural = "Beschlüsse"
        ordering = ["-jahr", "-nummer", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["verbund", "jahr", "nummer"], name="beschluss_nummer"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="beschluss_text",
                violation_error_message="Bitte schreiben Sie, was beschlossen wurde.",
                violation_error_code="text",
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="einvernehmlich") | Q(ja__isnull=False, nein__isnull=False),
                name="beschluss_stimmen",
                violation_error_message="Bitte geben Sie die Stimmen an.",
                violation_error_code="ja",
            ),
            models.CheckConstraint(
                condition=~Q(folge__in=["ueberholt", "gestrichen"]) | ~Q(folge_text=""),
                name="beschluss_folge_text",
                violation_error_message="Bitte schreiben Sie, warum.",
                violation_error_code="folge_text",
            ),
        ]

    def __str__(self) -> str:
        return f"Beschluss {self.kennung}"

    @property
    def kennung(self) -> str:
        """ "7/2026"."""
        return f"{self.nummer}/{self.jahr}"

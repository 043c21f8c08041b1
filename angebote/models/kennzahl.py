"""What is counted: Kennzahlen are data, the breakdown by age and gender is fixed."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from angebote.querysets import KennzahlQuerySet
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.zahlen import Einheit
from zentren.models import Bezirk


class Altersgruppe(models.TextChoices):
    """The bounds of the official population statistics, so that figures compare with inhabitants."""

    ALLE = "alle", "alle"
    U6 = "u6", "unter 6"
    A6 = "a6", "6 bis 14"
    A15 = "a15", "15 bis 17"
    A18 = "a18", "18 bis 26"
    A27 = "a27", "27 bis 44"
    A45 = "a45", "45 bis 64"
    A65 = "a65", "65 und älter"


class Geschlecht(models.TextChoices):
    ALLE = "alle", "alle"
    WEIBLICH = "w", "weiblich"
    MAENNLICH = "m", "männlich"
    DIVERS = "d", "divers"


def mit_beispiel(text: str) -> None:
    """An explanation without an example is read in as many ways as it has readers."""
    if "beispiel" not in text.lower():
        raise ValidationError("Bitte nennen Sie auch ein Beispiel: „Beispiel: …“.")


JAHRE = [MinValueValidator(2000), MaxValueValidator(2100)]


class Kennzahl(Versioniert):
    """A figure of the Leistungsstatistik: a shared core (no Bezirk) or local ones of a Bezirk.

    `summierbar`: hours add up over months, active volunteers do not (their highest month counts). What has
    begun to be counted keeps its meaning: a changed one is another Kennzahl that `ersetzt` it, from the year
    after its last on (`angebote.kennzahlpflege`).
    """

    class Ebene(models.TextChoices):
        ANGEBOT = "angebot", "je Angebot"
        BERATUNG = "beratung", "Beratung und Vermittlung"
        ZENTRUM = "zentrum", "Zentrum"

    class Quelle(models.TextChoices):
        """Where a cell is prefilled from; `""` is typed only."""

        TERMINE = "termine", "Zahl der Termine"
        DAUER = "dauer", "Dauer der Termine"
        TEILNAHMEN = "teilnahmen", "Teilnahmen der Termine"
        EHRENAMTLICHE = "ehrenamtliche", "höchste Zahl der Ehrenamtlichen an einem Termin"
        EHRENAMT_DAUER = "ehrenamt_dauer", "Stunden der Ehrenamtlichen an den Terminen"
        ERSTKONTAKT = "erst", "Strichliste: Erstkontakte"
        FOLGEKONTAKT = "folge", "Strichliste: Folgekontakte"
        LANGZEITKONTAKT = "langzeit", "Strichliste: Langzeitkontakte"
        FACHSTELLE = "fachstelle", "Strichliste: Vermittlungen an Fachstellen"
        EHRENAMT = "ehrenamt", "Strichliste: Vermittlungen in ein Ehrenamt"
        NACHBARSCHAFTSHILFE = "nachbarschaftshilfe", "Strichliste: Nachbarschaftshilfe"
        GRUENDUNG = "gruendung", "Strichliste: Gründungen von Selbsthilfegruppen"

    schluessel = models.SlugField("Schlüssel", max_length=40, editable=False)
    bezirk = models.ForeignKey(
        Bezirk, models.PROTECT, null=True, blank=True, related_name="kennzahlen", verbose_name="Bezirk"
    )
    name = models.CharField("Name", max_length=80)
    kurz = models.CharField(
        "Kopf der Spalte", max_length=24, blank=True, help_text="wenn der Name zu lang ist"
    )
    einheit = models.CharField("Einheit", max_length=10, choices=Einheit, default=Einheit.ANZAHL)
    ebene = models.CharField("Ebene", max_length=10, choices=Ebene)
    quelle = models.CharField("wird gefüllt aus", max_length=20, choices=Quelle, blank=True)
    aufteilung = models.BooleanField(
        "nach Alter und Geschlecht",
        default=False,
        help_text="Die Zentren können die Zahl dann auf Altersgruppen und Geschlechter aufteilen.",
    )
    pflicht = models.BooleanField(
        "Pflichtangabe",
        default=True,
        help_text="Ohne diese Zahl (oder „keine Angabe“) lässt sich eine Meldung nicht einreichen.",
    )
    summierbar = models.BooleanField(
        "über Monate summierbar",
        default=True,
        help_text="Stunden lassen sich addieren, Personen nicht: Dann gilt im Jahr der höchste Monat.",
    )
    erklaerung = models.TextField(
        "Erklärung mit Beispiel",
        validators=[mit_beispiel],
        help_text="Was zählt, was nicht? Und dann: „Beispiel: …“",
    )
    gueltig_von = models.PositiveSmallIntegerField("gültig ab Jahr", validators=JAHRE)
    gueltig_bis = models.PositiveSmallIntegerField(
        "gültig bis Jahr",
        null=True,
        blank=True,
        validators=JAHRE,
        help_text="einschließlich; leer: bis auf Weiteres",
    )
    ersetzt = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="nachfolger", verbose_name="ersetzt"
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    history = Historie()

    objects = KennzahlQuerySet.as_manager()

    class Meta:
        verbose_name = "Kennzahl"
        verbose_name_plural = "Kennzahlen"
        ordering = ["reihenfolge", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schluessel"], condition=Q(bezirk__isnull=True), name="kennzahl_kern_einmal"
            ),
            models.UniqueConstraint(fields=["bezirk", "schluessel"], name="kennzahl_lokal_einmal"),
            models.CheckConstraint(
                condition=Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=F("gueltig_von")),
                name="kennzahl_von_bis",
                violation_error_message="Das letzte Jahr liegt vor dem ersten.",
                violation_error_code="gueltig_bis",
            ),
            models.CheckConstraint(
                condition=Q(bezirk__isnull=True) | Q(quelle=""),
                name="kennzahl_lokal_eingetragen",
                violation_error_message="Eine Kennzahl eines Bezirks wird eingetragen, nicht gezählt.",
            ),
            models.CheckConstraint(
                condition=~Q(ersetzt=F("id")),
                name="kennzahl_ersetzt_andere",
                violation_error_message="Eine Kennzahl kann sich nicht selbst ersetzen.",
            ),
            models.UniqueConstraint(
                fields=["ersetzt"],
                condition=Q(ersetzt__isnull=False),
                name="kennzahl_eine_nachfolge",
                violation_error_message="Diese Kennzahl ist schon durch eine andere ersetzt.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A successor counts at the same place as the one that it replaces, from the year after its last."""
        if self.ersetzt is None:
            return
        alte = self.ersetzt
        if (alte.bezirk_id, alte.ebene) != (self.bezirk_id, self.ebene):
            raise ValidationError(f"„{alte}“ lässt sich nur am selben Ort und auf derselben Ebene ersetzen.")
        if alte.gueltig_bis is None or self.gueltig_von != alte.gueltig_bis + 1:
            raise ValidationError(
                {"gueltig_von": f"Die neue Kennzahl beginnt in dem Jahr, nach dem „{alte}“ endet."}
            )

    @property
    def kopf(self) -> str:
        """The head of its column."""
        return self.kurz or self.name

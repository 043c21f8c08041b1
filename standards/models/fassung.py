"""The wording of the Mindeststandards (RK-2017 4.3): edition, Standards, Kriterien. Fixed once published."""

from django.db import models
from django.db.models import Q

from standards.querysets import FassungQuerySet
from verbund.models import Beschluss

VEROEFFENTLICHT = (
    'EXISTS (SELECT 1 FROM "standards_fassung" f WHERE f.id = {zeile}.fassung_id'
    " AND f.veroeffentlicht_am IS NOT NULL)"
)
DES_STANDARDS = (
    'EXISTS (SELECT 1 FROM "standards_standard" s JOIN "standards_fassung" f ON f.id = s.fassung_id'
    " WHERE s.id = {zeile}.standard_id AND f.veroeffentlicht_am IS NOT NULL)"
)


def _fest(bedingung: str) -> dict[str, str]:
    """No row comes to a published edition, and none that it has changes or goes."""
    zeilen = {"insert": "NEW", "update": "OLD", "delete": "OLD"}
    return {wobei: bedingung.format(zeile=zeile) for wobei, zeile in zeilen.items()}


class Fassung(models.Model):
    """An edition of the standards. Publication records the resolution of the Verbund; see Zustimmung."""

    FEST_WENN = {
        "update": "OLD.veroeffentlicht_am IS NOT NULL",
        "delete": "OLD.veroeffentlicht_am IS NOT NULL",
    }

    schluessel = models.SlugField("Schlüssel", max_length=40, unique=True)
    titel = models.CharField("Titel", max_length=250)
    stand = models.DateField("Stand")
    vorbehalt = models.TextField("Vorbehalt", blank=True)
    ersetzt = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nachfolger",
        verbose_name="ersetzt",
    )
    beschluss = models.CharField("Beschluss des Verbundes", max_length=200, blank=True)
    verbundbeschluss = models.ForeignKey(
        Beschluss,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fassungen",
        verbose_name="Beschluss im Register des Verbundes",
    )
    veroeffentlicht_am = models.DateField("veröffentlicht am", null=True, blank=True)

    objects = FassungQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ["-stand", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(veroeffentlicht_am__isnull=True) | ~Q(beschluss=""),
                name="fassung_beschluss",
                violation_error_message="Bitte nennen Sie den Beschluss des Verbundes.",
                violation_error_code="beschluss",
            )
        ]

    def __str__(self) -> str:
        return self.schluessel


class Zustimmung(models.Model):
    """The consent of one of the four partners of the Rahmenkonzept to an edition."""

    FEST_WENN = _fest(VEROEFFENTLICHT)

    fassung = models.ForeignKey(Fassung, models.CASCADE, related_name="zustimmungen", verbose_name="Fassung")
    partner = models.CharField("Partner", max_length=200)
    am = models.DateField("Zustimmung am", null=True, blank=True)

    class Meta:
        verbose_name = "Zustimmung"
        verbose_name_plural = "Zustimmungen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["fassung", "partner"], name="zustimmung_einmal")]

    def __str__(self) -> str:
        return self.partner


class Standard(models.Model):
    """One of the 13 Mindeststandards. Its Kriterien are read between `einleitung` and `schluss`."""

    FEST_WENN = _fest(VEROEFFENTLICHT)

    fassung = models.ForeignKey(Fassung, models.CASCADE, related_name="standards", verbose_name="Fassung")
    nummer = models.PositiveSmallIntegerField("Nummer")
    name = models.CharField("Name", max_length=200)
    einleitung = models.TextField("Einleitung")
    schluss = models.TextField("Schluss", blank=True)

    class Meta:
        verbose_name = "Standard"
        verbose_name_plural = "Standards"
        ordering = ["fassung", "nummer"]
        constraints = [models.UniqueConstraint(fields=["fassung", "nummer"], name="standard_einmal")]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.name}"


class Kriterium(models.Model):
    """One of the 35 Kriterien; `schluessel` is "9.4". `ersetzt` is its predecessor in an older edition."""

    FEST_WENN = _fest(DES_STANDARDS)

    standard = models.ForeignKey(Standard, models.CASCADE, related_name="kriterien", verbose_name="Standard")
    nummer = models.PositiveSmallIntegerField("Nummer")
    schluessel = models.CharField("Schlüssel", max_length=8)
    text = models.TextField("Wortlaut")
    erlaeuterung = models.TextField("Was ist gemeint?", blank=True)
    pruefung = models.TextField("Wie kann es überprüft werden?", blank=True)
    kann_entfallen = models.BooleanField("„nicht anwendbar“ ist möglich", default=False)
    ersetzt = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="nachfolger", verbose_name="ersetzt"
    )

    class Meta:
        verbose_name = "Kriterium"
        verbose_name_plural = "Kriterien"
        ordering = ["standard__nummer", "nummer"]
        constraints = [models.UniqueConstraint(fields=["standard", "nummer"], name="kriterium_einmal")]

    def __str__(self) -> str:
        return f"{self.schluessel} … {self.text}"

"""The organisations that work with centres."""

from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import kontakt
from stzverbund.basis.sortierung import Sortierfeld
from zentren.querysets import VereinbarungQuerySet

from .gebiet import Bezirk

KONTAKT = ["email", "telefon"]
"""Fields that no history keeps."""


class Verband(models.Model):
    """AWO, Caritas, PARITÄTISCHER ...; one of them is the Geschäftsstelle Bezirke."""

    slug = models.SlugField("Kürzel in Adressen", unique=True)
    name = models.CharField("Name", max_length=200)
    kurz = models.CharField("Kurzname", max_length=60)
    geschaeftsstelle = models.BooleanField("führt die Geschäftsstelle Bezirke", default=False)
    email = models.EmailField("E-Mail", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    sortierung = Sortierfeld(quelle="name")
    history = Historie(excluded_fields=[*KONTAKT, "sortierung"])

    personendaten = kontakt("email", "telefon")

    class Meta:
        verbose_name = "Verband"
        verbose_name_plural = "Verbände"
        ordering = ["sortierung", "pk"]

    def __str__(self) -> str:
        return self.kurz


class Traeger(models.Model):
    """The legal person that runs centres; `freigabe_noetig` is its switch for releasing what they submit."""

    slug = models.SlugField("Kürzel in Adressen", unique=True)
    name = models.CharField("Name", max_length=200)
    verbaende = models.ManyToManyField(
        Verband, blank=True, related_name="mitglieder", verbose_name="Mitglied in"
    )
    freigabe_noetig = models.BooleanField(
        "gibt Meldungen frei",
        default=True,
        help_text="Das Bezirksamt sieht eine Meldung erst, wenn der Träger sie freigegeben hat.",
    )
    email = models.EmailField("E-Mail", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    sortierung = Sortierfeld(quelle="name")
    history = Historie(excluded_fields=[*KONTAKT, "sortierung"], m2m_fields=[verbaende])

    personendaten = kontakt("email", "telefon")

    class Meta:
        verbose_name = "Träger"
        verbose_name_plural = "Träger"
        ordering = ["sortierung", "pk"]

    def __str__(self) -> str:
        return self.name


class Bezirksamt(models.Model):
    """The office of a Bezirk that accepts the statistics and reviews the standards."""

    bezirk = models.OneToOneField(Bezirk, models.PROTECT, verbose_name="Bezirk")
    name = models.CharField("Name", max_length=200)
    email = models.EmailField("E-Mail", blank=True)
    telefon = models.CharField("Telefon", max_length=40, blank=True)
    history = Historie(excluded_fields=KONTAKT)

    personendaten = kontakt("email", "telefon")

    class Meta:
        verbose_name = "Bezirksamt"
        verbose_name_plural = "Bezirksämter"
        ordering = ["bezirk__sortierung", "pk"]

    def __str__(self) -> str:
        return self.name


class Verbund(models.Model):
    """The Verbund Stadtteilzentren of a Bezirk (RK-2017 6)."""

    bezirk = models.OneToOneField(Bezirk, models.PROTECT, verbose_name="Bezirk")
    name = models.CharField("Name", max_length=200)
    history = Historie()

    class Meta:
        verbose_name = "Verbund"
        verbose_name_plural = "Verbünde"
        ordering = ["bezirk__sortierung", "pk"]

    def __str__(self) -> str:
        return self.name


class Kooperationsvereinbarung(Versioniert):
    """The agreement of a Bezirk with a Verband; while it is valid the Geschäftsstelle works there.

    It opens the figures of a Bezirk to a Verband, so only the Verwaltung sets its dates.
    """

    bezirk = models.ForeignKey(
        Bezirk, models.PROTECT, related_name="kooperationsvereinbarungen", verbose_name="Bezirk"
    )
    verband = models.ForeignKey(
        Verband, models.PROTECT, related_name="kooperationsvereinbarungen", verbose_name="Verband"
    )
    von = models.DateField("gültig von")
    bis = models.DateField("gültig bis", null=True, blank=True)
    datei = models.ForeignKey(
        Datei,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name="unterschriebene Vereinbarung",
    )
    history = Historie()

    objects = VereinbarungQuerySet.as_manager()

    class Meta:
        verbose_name = "Kooperationsvereinbarung"
        verbose_name_plural = "Kooperationsvereinbarungen"
        ordering = ["-von", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="vereinbarung_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verband} mit {self.bezirk}, ab {self.von:%d.%m.%Y}"

"""One cell of the Leistungsstatistik."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from angebote.querysets import WertQuerySet
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber
from stzverbund.basis.zahlen import Zellart, Zelle, zeige_zelle
from zentren.models import Zentrum

from .angebot import Angebot
from .kennzahl import Altersgruppe, Geschlecht, Kennzahl
from .meldung import Meldung


class Herkunft(models.TextChoices):
    GEZAEHLT = "gezaehlt", "gezählt"
    GESCHAETZT = "geschaetzt", "geschätzt"
    MONATSSUMME = "monatssumme", "Monatssumme"


class Wert(Versioniert):
    """A value of a month in its smallest unit (count, minute, cent); `art` tells 0 from "keine Angabe".

    `gezaehlt` is what Termine or tallies add up to. Where `herkunft` is not "gezählt", somebody typed a
    total: it wins and the difference is shown. Totals have "alle"/"alle"; the rest is the breakdown.
    `erklaerung` says why an unusual value is right; it holds for `erklaert_zahl` only.
    """

    ZUM_ZENTRUM = "meldung__zentrum"

    meldung = models.ForeignKey(
        Meldung, models.CASCADE, related_name="werte", verbose_name="Meldung", editable=False
    )
    monat = models.DateField("Monat", help_text="erster Tag des Monats", editable=False)
    angebot = models.ForeignKey(
        Angebot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="werte",
        verbose_name="Angebot",
        editable=False,
    )
    kennzahl = models.ForeignKey(
        Kennzahl, models.PROTECT, related_name="werte", verbose_name="Kennzahl", editable=False
    )
    altersgruppe = models.CharField(
        "Altersgruppe", max_length=5, choices=Altersgruppe, default=Altersgruppe.ALLE, editable=False
    )
    geschlecht = models.CharField(
        "Geschlecht", max_length=5, choices=Geschlecht, default=Geschlecht.ALLE, editable=False
    )
    art = models.CharField("Art", max_length=15, choices=Zellart)
    zahl = models.BigIntegerField("Wert", null=True, blank=True)
    gezaehlt = models.BigIntegerField("gezählt", null=True, blank=True)
    herkunft = models.CharField("Herkunft", max_length=15, choices=Herkunft)
    grund = models.CharField("Grund", max_length=200, blank=True)
    notiz = models.CharField("Notiz", max_length=250, blank=True)
    erklaerung = models.CharField("Erklärung", max_length=250, blank=True, default="", db_default="")
    erklaert_zahl = models.BigIntegerField("erklärter Wert", null=True, blank=True, editable=False)
    geaendert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="geändert von"
    )
    history = Historie()

    objects = WertQuerySet.as_manager()

    personendaten = Personendaten(
        Taetigkeit.NACHWEIS,
        felder=("geaendert_von", "notiz"),
        dazu=("meldung__zentrum__name", "kennzahl__name", "monat"),
        frist="mit der Meldung; die Zahlen selbst nennen niemanden",
        von=ueber("geaendert_von"),
        tilgung=Tilgung.BLEIBT,
    )

    class Meta:
        verbose_name = "Wert"
        verbose_name_plural = "Werte"
        ordering = ["monat", "kennzahl__reihenfolge", "pk"]
        indexes = [models.Index(fields=["angebot", "kennzahl", "monat"])]
        constraints = [
            models.UniqueConstraint(
                fields=["meldung", "monat", "angebot", "kennzahl", "altersgruppe", "geschlecht"],
                condition=Q(angebot__isnull=False),
                name="wert_angebot_einmal",
            ),
            models.UniqueConstraint(
                fields=["meldung", "monat", "kennzahl", "altersgruppe", "geschlecht"],
                condition=Q(angebot__isnull=True),
                name="wert_zentrum_einmal",
            ),
            models.CheckConstraint(
                condition=Q(art="zahl", zahl__isnull=False, zahl__gte=0)
                | Q(art__in=["keine_angabe", "ausgefallen", "leer"], zahl__isnull=True),
                name="wert_art_zahl",
                violation_error_message="Eine Zahl gehört zur Art „Zahl“, und nur dort.",
            ),
            models.CheckConstraint(
                condition=Q(erklaerung="", erklaert_zahl__isnull=True)
                | (~Q(erklaerung="") & Q(erklaert_zahl__isnull=False)),
                name="wert_erklaerung",
                violation_error_message="Eine Erklärung gehört zu einem Wert.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kennzahl} {self.monat:%m/%Y}: {self.zahl if self.zahl is not None else self.art}"

    @property
    def zentrum(self) -> Zentrum:
        return self.meldung.zentrum

    @property
    def ort(self) -> str:
        """ "Nähcafé, Teilnahmen, Oktober 2026": which cell this is."""
        teile = [self.angebot and self.angebot.titel, self.kennzahl.name, date_format(self.monat, "F Y")]
        return ", ".join(teil for teil in teile if teil)

    @property
    def anzeige(self) -> str:
        return zeige_zelle(Zelle(Zellart(self.art), self.zahl), self.kennzahl.einheit) or "leer"

    @property
    def erklaert(self) -> bool:
        """Whether its explanation was given for the value that it has now."""
        return self.zahl is not None and self.erklaert_zahl == self.zahl

    @property
    def zellname(self) -> str:
        """Names the cell in the grid of its month: `?zelle=12-3#zelle-12-3` leads there."""
        return f"{self.angebot_id or 0}-{self.kennzahl_id}"

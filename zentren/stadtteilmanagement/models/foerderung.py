"""Money from outside, and campaigns over many houses (RK-2017 4.2 A2; GS 2, 7). All amounts in cents."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from stzverbund.basis.felder import Centfeld
from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from zentren.models import Verband, Zentrum
from zentren.stadtteilmanagement.querysets_register import ImHausQuerySet, KampagneQuerySet


class Kampagne(Versioniert):
    """Many houses collect together; whoever gives the match gives it by a rule (GS 7)."""

    class Verteilung(models.TextChoices):
        ANTEILIG = "anteilig", "nach Spendensumme"
        GLEICH = "gleich", "gleich für alle"
        SPENDENDE = "spendende", "nach Zahl der Spendenden"

    verband = models.ForeignKey(
        Verband, models.PROTECT, related_name="kampagnen", verbose_name="geführt von", editable=False
    )
    titel = models.CharField("Titel", max_length=200)
    beschreibung = models.TextField("Beschreibung", blank=True)
    von = models.DateField("von")
    bis = models.DateField("bis")
    zuschuss = Centfeld("Zuschuss insgesamt", default=0)
    zuschuss_von = models.CharField(
        "Zuschuss von", max_length=200, blank=True, help_text="Organisation, kein Name"
    )
    verteilung = models.CharField(
        "Zuschuss verteilen", max_length=10, choices=Verteilung, default=Verteilung.ANTEILIG
    )
    verteilt_am = models.DateField("verteilt am", null=True, blank=True, editable=False)
    sortierung = Sortierfeld(quelle="titel")
    history = Historie(excluded_fields=["sortierung"])

    objects = KampagneQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung", "zuschuss_von")

    class Meta:
        verbose_name = "Kampagne"
        verbose_name_plural = "Kampagnen"
        ordering = ["-von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="kampagne_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            )
        ]

    def __str__(self) -> str:
        return self.titel


class Kampagnenteilnahme(Versioniert):
    """One house in a campaign: a Zentrum of the application, or an organisation by name."""

    kampagne = models.ForeignKey(
        Kampagne, models.CASCADE, related_name="teilnahmen", verbose_name="Kampagne", editable=False
    )
    zentrum = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kampagnenteilnahmen",
        verbose_name="Zentrum",
    )
    organisation = models.CharField("andere Organisation", max_length=200, blank=True)
    spendende = models.PositiveIntegerField("Spendende", default=0)
    summe = Centfeld("Spendensumme", default=0)
    zuschuss = Centfeld("Zuschuss", default=0, editable=False)
    history = Historie()

    personendaten = freitext("organisation")

    class Meta:
        verbose_name = "Teilnahme an einer Kampagne"
        verbose_name_plural = "Teilnahmen an Kampagnen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(Q(zentrum__isnull=False), organisation="")
                | Q(Q(zentrum__isnull=True), ~Q(organisation="")),
                name="kampagnenteilnahme_wer",
                violation_error_message="Bitte wählen Sie ein Zentrum oder nennen Sie eine Organisation.",
                violation_error_code="organisation",
            ),
            models.UniqueConstraint(
                fields=["kampagne", "zentrum"],
                condition=Q(zentrum__isnull=False),
                name="kampagnenteilnahme_einmal",
                violation_error_message="Dieses Zentrum nimmt schon teil.",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or str(self.zentrum)


class Foerderung(Versioniert):
    """One source of money of a centre, from the application to its proof of use (Verwendungsnachweis).

    Amounts may be empty as long as nobody knows them. Donors who are people have no name here: their gifts
    are one sum.
    """

    class Art(models.TextChoices):
        OEFFENTLICH = "oeffentlich", "öffentliche Förderung"
        STIFTUNG = "stiftung", "Stiftung"
        SPENDE = "spende", "Spenden"
        ERBSCHAFT = "erbschaft", "Erbschaft"
        SPONSORING = "sponsoring", "Sponsoring"
        ANDERE = "andere", "andere"

    class Status(models.TextChoices):
        GEPLANT = "geplant", "geplant"
        BEANTRAGT = "beantragt", "beantragt"
        BEWILLIGT = "bewilligt", "bewilligt"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="foerderungen", verbose_name="Zentrum", editable=False
    )
    art = models.CharField("Art", max_length=12, choices=Art, default=Art.OEFFENTLICH)
    quelle = models.CharField(
        "Von wem?", max_length=200, help_text="Programm oder Organisation; bei Spenden: „Spenden 2026“"
    )
    zweck = models.CharField("Wofür?", max_length=250)
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.GEPLANT)
    von = models.DateField("von")
    bis = models.DateField("bis")
    beantragt = Centfeld("beantragt", null=True, blank=True)
    bewilligt = Centfeld("bewilligt", null=True, blank=True)
    erhalten = Centfeld("erhalten", null=True, blank=True)
    ausgegeben = Centfeld("ausgegeben", null=True, blank=True)
    aktenzeichen = models.CharField("Aktenzeichen", max_length=80, blank=True)
    bescheid_vom = models.DateField("Bescheid vom", null=True, blank=True)
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Bescheid"
    )
    nachweis_bis = models.DateField("Verwendungsnachweis bis", null=True, blank=True)
    nachweis_am = models.DateField("Verwendungsnachweis abgegeben am", null=True, blank=True)
    kampagne = models.ForeignKey(
        Kampagne,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="foerderungen",
        verbose_name="aus der Kampagne",
    )
    sortierung = Sortierfeld(quelle="quelle")
    suche = Suchfeld(quellen=("quelle", "zweck", "aktenzeichen"))
    history = Historie(excluded_fields=["sortierung", "suche"])

    objects = ImHausQuerySet.as_manager()

    personendaten = freitext("quelle", "zweck")

    class Meta:
        verbose_name = "Förderung"
        verbose_name_plural = "Förderungen"
        ordering = ["-von", "sortierung", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="foerderung_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["bewilligt", "abgeschlossen"]) | Q(bewilligt__isnull=False),
                name="foerderung_bewilligt",
                violation_error_message="Bitte geben Sie an, wie viel bewilligt ist.",
                violation_error_code="bewilligt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quelle}: {self.zweck}"

    def nachweis_ueberfaellig(self, heute: date) -> bool:
        """Whether a Verwendungsnachweis should have been handed in (as `foerderfristen.offene`)."""
        offen = self.status == self.Status.BEWILLIGT and self.nachweis_am is None
        return offen and self.nachweis_bis is not None and self.nachweis_bis < heute

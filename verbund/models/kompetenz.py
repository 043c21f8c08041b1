"""The Kompetenzbörse: what a centre can do especially well is there for all (RK-2017 6, end)."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from stzverbund.basis.sortierung import Sortierfeld, Suchfeld
from verbund.querysets_register import KompetenzanfrageQuerySet, KompetenzQuerySet
from zentren.models import Zentrum

from .thema import Thema


class Kompetenz(Versioniert):
    """Something that a centre offers the others, until it ends it."""

    class Art(models.TextChoices):
        THEMA = "thema", "Fachthema"
        BERATUNG = "beratung", "Fachberatung"
        HOSPITATION = "hospitation", "Hospitation"
        MATERIAL = "material", "Material zum Nachnutzen"
        RAUM = "raum", "Räume und Technik"

    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="kompetenzen", verbose_name="Zentrum", editable=False
    )
    art = models.CharField("Art", max_length=12, choices=Art, default=Art.THEMA)
    titel = models.CharField("Was bieten Sie den anderen Zentren?", max_length=200)
    beschreibung = models.TextField(
        "Beschreibung",
        blank=True,
        help_text="Worum geht es, wie viel Zeit braucht es, was sollte man mitbringen?",
    )
    thema = models.ForeignKey(
        Thema,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kompetenzen",
        verbose_name="Thema des Verbundes",
    )
    link = Webadresse("Link zum Material", blank=True)
    beendet_am = models.DateField("beendet am", null=True, blank=True, editable=False)
    sortierung = Sortierfeld(quelle="titel")
    suche = Suchfeld(quellen=("titel", "beschreibung"))
    history = Historie(excluded_fields=["sortierung", "suche"])

    objects = KompetenzQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung")

    class Meta:
        verbose_name = "Kompetenz"
        verbose_name_plural = "Kompetenzen"
        ordering = ["sortierung", "pk"]

    def __str__(self) -> str:
        return self.titel

    @property
    def laeuft(self) -> bool:
        return self.beendet_am is None


class Kompetenzanfrage(Versioniert):
    """A centre (`zentrum`) asks another one for what it offers; afterwards it says whether it helped."""

    class Stand(models.TextChoices):
        OFFEN = "offen", "offen"
        ZUGESAGT = "zugesagt", "zugesagt"
        ABGELEHNT = "abgelehnt", "abgelehnt"
        ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
        GENUTZT = "genutzt", "genutzt"

    class Nutzen(models.IntegerChoices):
        SEHR = 3, "hat sehr geholfen"
        ETWAS = 2, "hat geholfen"
        WENIG = 1, "hat wenig geholfen"

    kompetenz = models.ForeignKey(
        Kompetenz, models.PROTECT, related_name="anfragen", verbose_name="Kompetenz", editable=False
    )
    zentrum = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        related_name="kompetenzanfragen",
        verbose_name="anfragendes Zentrum",
        editable=False,
    )
    nachricht = models.TextField("Worum geht es Ihnen?")
    wunsch = models.CharField("Wann würde es passen?", max_length=200, blank=True)
    gestellt_am = models.DateField("gestellt am", auto_now_add=True)
    stand = models.CharField("Stand", max_length=15, choices=Stand, default=Stand.OFFEN, editable=False)
    antwort = models.TextField("Ihre Antwort", blank=True)
    beantwortet_am = models.DateField("beantwortet am", null=True, blank=True, editable=False)
    genutzt_am = models.DateField("Wann war es?", null=True, blank=True)
    personen = models.PositiveSmallIntegerField(
        "Wie viele aus Ihrem Zentrum waren dabei?", null=True, blank=True
    )
    nutzen = models.PositiveSmallIntegerField("Hat es geholfen?", choices=Nutzen, null=True, blank=True)
    rueckmeldung = models.TextField(
        "Rückmeldung", blank=True, help_text="Das liest auch das Zentrum, das geholfen hat."
    )
    history = Historie()

    objects = KompetenzanfrageQuerySet.as_manager()

    personendaten = freitext("nachricht", "antwort", "rueckmeldung")

    class Meta:
        verbose_name = "Anfrage zur Kompetenzbörse"
        verbose_name_plural = "Anfragen zur Kompetenzbörse"
        ordering = ["-gestellt_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand="abgelehnt") | ~Q(antwort=""),
                name="kompetenzanfrage_antwort",
                violation_error_message="Bitte schreiben Sie, warum es nicht geht.",
                violation_error_code="antwort",
            ),
            models.CheckConstraint(
                condition=~Q(stand="genutzt") | Q(genutzt_am__isnull=False),
                name="kompetenzanfrage_genutzt_am",
                violation_error_message="Bitte geben Sie den Tag an.",
                violation_error_code="genutzt_am",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kompetenz}: {self.zentrum}"

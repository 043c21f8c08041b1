from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import VorhabenQuerySet
from zentren.models import Verband, Verbund, Zentrum

from .thema import Thema


class Vorhaben(Versioniert):
    """Something that several do together (RK-2017 6, V7): Zentren, other Träger, also over several Bezirke.

    Led by a Verbund, or by the Geschäftsstelle (`verband`); `verbuende` are all that take part, with the
    leading one. Its milestones are Aufgaben.
    """

    class Art(models.TextChoices):
        AKTION = "aktion", "gemeinsame Aktion"
        FACHTAG = "fachtag", "Fachtag"
        WORKSHOP = "workshop", "Workshop"
        JOBBOERSE = "jobboerse", "Jobbörse"
        KAMPAGNE = "kampagne", "Kampagne"

    class Stand(models.TextChoices):
        IDEE = "idee", "Idee"
        GEPLANT = "geplant", "geplant"
        LAEUFT = "laeuft", "läuft"
        ABGESCHLOSSEN = "abgeschlossen", "abgeschlossen"
        ABGESAGT = "abgesagt", "abgesagt"

    verband = models.ForeignKey(
        Verband,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="vorhaben",
        verbose_name="geführt von der Geschäftsstelle",
    )
    verbund = models.ForeignKey(
        Verbund,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="gefuehrte_vorhaben",
        verbose_name="geführt vom Verbund",
    )
    verbuende = models.ManyToManyField(Verbund, related_name="vorhaben", verbose_name="Verbünde")
    titel = models.CharField("Titel", max_length=200)
    art = models.CharField("Art", max_length=12, choices=Art, default=Art.AKTION)
    stand = models.CharField("Stand", max_length=15, choices=Stand, default=Stand.IDEE)
    ziel = models.TextField("Was soll es bewirken?", blank=True)
    beschreibung = models.TextField("Beschreibung", blank=True, help_text="steht auf der öffentlichen Seite")
    zentren = models.ManyToManyField(
        Zentrum, blank=True, related_name="vorhaben", verbose_name="Beteiligte Zentren"
    )
    partner = models.CharField(
        "Weitere Träger und Partner", max_length=400, blank=True, help_text="Organisationen, keine Namen"
    )
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="vorhaben", verbose_name="Thema"
    )
    von = models.DateField("von")
    bis = models.DateField("bis")
    ort = models.CharField("Ort", max_length=200, blank=True)
    foerderung = models.CharField("Förderung", max_length=200, blank=True)
    foerderbetrag = models.PositiveBigIntegerField("Fördersumme in Cent", null=True, blank=True)
    ergebnis = models.TextField("Ergebnis", blank=True)
    oeffentlich = models.BooleanField("öffentlich zeigen", default=False)
    anmeldung_bis = models.DateField("Anmeldung bis", null=True, blank=True)
    plaetze = models.PositiveIntegerField("Plätze", null=True, blank=True)
    teilnehmende = models.PositiveIntegerField("Teilnehmende", null=True, blank=True)
    history = Historie(m2m_fields=[verbuende, zentren])

    objects = VorhabenQuerySet.as_manager()

    personendaten = freitext("titel", "ziel", "beschreibung", "ergebnis")

    class Meta:
        verbose_name = "Vorhaben"
        verbose_name_plural = "Vorhaben"
        ordering = ["-von", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bis__gte=F("von")),
                name="vorhaben_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
                violation_error_code="bis",
            ),
            models.CheckConstraint(
                condition=Q(verband__isnull=False, verbund__isnull=True)
                | Q(verband__isnull=True, verbund__isnull=False),
                name="vorhaben_fuehrung",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def zu_zeigen(self) -> bool:
        """Whether it has a public page (as `VorhabenQuerySet.veroeffentlicht`)."""
        return self.oeffentlich and self.stand != self.Stand.IDEE

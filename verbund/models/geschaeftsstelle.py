"""What the Geschäftsstelle Bezirke keeps: notes of consultations, recommendations across Bezirke."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.felder import Webadresse
from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import BeratungsnotizQuerySet, EmpfehlungQuerySet
from zentren.models import Bezirk, Verband, Zentrum


class Beratungsnotiz(Versioniert):
    """A consultation that the Geschäftsstelle gave to a Zentrum, or to a whole Bezirk."""

    verband = models.ForeignKey(
        Verband, models.PROTECT, related_name="beratungsnotizen", verbose_name="Verband", editable=False
    )
    bezirk = models.ForeignKey(Bezirk, models.PROTECT, related_name="beratungsnotizen", verbose_name="Bezirk")
    zentrum = models.ForeignKey(
        Zentrum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="beratungsnotizen",
        verbose_name="Zentrum",
    )
    datum = models.DateField("Tag")
    anlass = models.CharField("Worum ging es?", max_length=200)
    inhalt = models.TextField("Notiz", blank=True)
    vereinbart = models.TextField("Was ist vereinbart?", blank=True)
    geteilt = models.BooleanField(
        "Das Zentrum darf die Notiz lesen", default=False, help_text="sonst liest sie nur die Geschäftsstelle"
    )
    history = Historie()

    objects = BeratungsnotizQuerySet.as_manager()

    personendaten = freitext("anlass", "inhalt", "vereinbart")

    class Meta:
        verbose_name = "Beratungsnotiz"
        verbose_name_plural = "Beratungsnotizen"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geteilt=False) | Q(zentrum__isnull=False),
                name="beratungsnotiz_geteilt",
                violation_error_message="Bitte nennen Sie das Zentrum, das die Notiz lesen darf.",
                violation_error_code="zentrum",
            )
        ]

    def __str__(self) -> str:
        return self.anlass


class Empfehlung(Versioniert):
    """A paper with partners (VskA, Selko ...), the committee it went to, and what became of it."""

    class Stand(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        EINGEBRACHT = "eingebracht", "eingebracht"
        BERATEN = "beraten", "beraten"
        UEBERNOMMEN = "uebernommen", "übernommen"
        ABGELEHNT = "abgelehnt", "abgelehnt"

    verband = models.ForeignKey(
        Verband, models.PROTECT, related_name="empfehlungen", verbose_name="Verband", editable=False
    )
    titel = models.CharField("Titel", max_length=200)
    inhalt = models.TextField("Kern der Empfehlung", blank=True)
    bezirke = models.ManyToManyField(Bezirk, related_name="empfehlungen", verbose_name="Bezirke")
    partner = models.CharField(
        "Partner", max_length=300, blank=True, help_text="Organisationen, zum Beispiel VskA, Selko"
    )
    gremium = models.CharField("Gremium oder Ausschuss", max_length=200, blank=True)
    eingebracht_am = models.DateField("eingebracht am", null=True, blank=True)
    stand = models.CharField("Stand", max_length=12, choices=Stand, default=Stand.ENTWURF)
    ergebnis = models.TextField("Ergebnis", blank=True)
    link = Webadresse("Link zum Papier", blank=True)
    datei = models.ForeignKey(
        Datei, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Papier"
    )
    history = Historie(m2m_fields=[bezirke])

    objects = EmpfehlungQuerySet.as_manager()

    personendaten = freitext("titel", "inhalt", "ergebnis")

    class Meta:
        verbose_name = "Empfehlung"
        verbose_name_plural = "Empfehlungen"
        ordering = ["-eingebracht_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="entwurf") | (Q(eingebracht_am__isnull=False) & ~Q(gremium="")),
                name="empfehlung_eingebracht",
                violation_error_message="Bitte nennen Sie das Gremium und den Tag.",
                violation_error_code="gremium",
            )
        ]

    def __str__(self) -> str:
        return self.titel

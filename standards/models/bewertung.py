"""The Selbstbewertung of a centre in a round, and its states (domain model, "standards", "Decided" 3)."""

from django.db import models
from django.db.models import Q

from standards.querysets import SelbstbewertungQuerySet
from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from zentren.models import Zentrum

from .runde import Runde


class Selbstbewertung(Versioniert):
    """Answers of a centre (`eigen`) or about it by an outside author (`aussen`).

    `einreichungen` counts submissions: each freezes its own Belege. `freigabe_noetig` is the Träger's switch
    as it was at submission. The result of a Standard is its worst Kriterium; there are no scores.
    """

    class Art(models.TextChoices):
        EIGEN = "eigen", "Selbstbewertung"
        AUSSEN = "aussen", "Außenevaluation"

    class Status(models.TextChoices):
        ENTWURF = "entwurf", "Entwurf"
        ZURUECKGEGEBEN = "zurueckgegeben", "vom Träger zurückgegeben"
        EINGEREICHT = "eingereicht", "eingereicht"
        FREIGEGEBEN = "freigegeben", "freigegeben"
        IN_PRUEFUNG = "in_pruefung", "in Prüfung"
        RUECKFRAGE = "rueckfrage", "Rückfrage"
        ANGENOMMEN = "angenommen", "angenommen"
        ENTFALLEN = "entfallen", "entfallen"

    runde = models.ForeignKey(
        Runde, models.PROTECT, related_name="bewertungen", verbose_name="Runde", editable=False
    )
    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, related_name="bewertungen", verbose_name="Zentrum", editable=False
    )
    art = models.CharField("Art", max_length=10, choices=Art, default=Art.EIGEN, editable=False)
    status = models.CharField("Stand", max_length=20, choices=Status, default=Status.ENTWURF, editable=False)
    freigabe_noetig = models.BooleanField("Freigabe nötig", default=False, editable=False)
    einreichungen = models.PositiveSmallIntegerField("Einreichungen", default=0, editable=False)
    eingereicht_am = models.DateTimeField("eingereicht am", null=True, blank=True, editable=False)
    zuerst_eingereicht_am = models.DateTimeField("zuerst eingereicht am", null=True, editable=False)
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, blank=True, editable=False)
    angenommen_am = models.DateTimeField("angenommen am", null=True, blank=True, editable=False)
    aktenzeichen = models.CharField("Aktenzeichen", max_length=60, blank=True)
    grund = models.TextField("Grund", blank=True)
    vorjahr = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="folgejahre",
        verbose_name="Selbstbewertung der Runde davor",
        editable=False,
    )
    history = Historie()

    objects = SelbstbewertungQuerySet.as_manager()

    personendaten = freitext("grund")

    class Meta:
        verbose_name = "Selbstbewertung"
        verbose_name_plural = "Selbstbewertungen"
        ordering = ["-runde__jahr", "zentrum__sortierung", "art"]
        constraints = [
            models.UniqueConstraint(fields=["runde", "zentrum", "art"], name="selbstbewertung_einmal"),
            models.CheckConstraint(
                condition=~Q(status__in=["zurueckgegeben", "entfallen"]) | ~Q(grund=""),
                name="selbstbewertung_grund",
                violation_error_message="Bitte nennen Sie den Grund.",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=["eingereicht", "freigegeben", "in_pruefung", "rueckfrage", "angenommen"]
                )
                | Q(eingereicht_am__isnull=False, einreichungen__gt=0),
                name="selbstbewertung_eingereicht_am",
            ),
            models.CheckConstraint(
                condition=~Q(status="freigegeben") | Q(freigegeben_am__isnull=False),
                name="selbstbewertung_freigegeben_am",
            ),
            models.CheckConstraint(
                condition=~Q(status="angenommen") | (Q(angenommen_am__isnull=False) & ~Q(aktenzeichen="")),
                name="selbstbewertung_angenommen_am",
                violation_error_message="Bitte geben Sie das Aktenzeichen an.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.runde.jahr}, {self.zentrum}"

    @property
    def beim_zentrum(self) -> bool:
        """Whether its author may change something: everything, or what was asked."""
        return self.status in (self.Status.ENTWURF, self.Status.ZURUECKGEGEBEN, self.Status.RUECKFRAGE)

    @property
    def beim_amt(self) -> bool:
        """Whether the Bezirksamt has to act."""
        if self.status == self.Status.EINGEREICHT:
            return not self.freigabe_noetig
        return self.status in (self.Status.FREIGEGEBEN, self.Status.IN_PRUEFUNG)

    @property
    def vorgelegt(self) -> bool:
        """Whether the Bezirksamt sees the answers (as `SelbstbewertungQuerySet.vorgelegt`)."""
        return self.beim_amt or self.status in (self.Status.RUECKFRAGE, self.Status.ANGENOMMEN)

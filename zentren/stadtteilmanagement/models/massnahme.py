"""Massnahmen: the one register of everything that has been promised (domain model, "stadtteilmanagement")."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from zentren.models import Bezirk, Zentrum
from zentren.stadtteilmanagement.querysets import MassnahmeQuerySet


class Massnahme(Versioniert):
    """Who does what until when. `zentrum` is the centre that it is about; the Verbund's may be about none.

    `vereinbart_am` is when it was put before others (with the submission of a Selbstbewertung, or by the
    Bezirksamt): until then it is a draft of the centre, and nobody outside sees it. `von_aussen`: proposed by
    a link; until then only who has the link sees it, at the answer that it belongs to.
    """

    class Eigner(models.TextChoices):
        ZENTRUM = "zentrum", "Zentrum"
        TRAEGER = "traeger", "Träger"
        BEZIRKSAMT = "bezirksamt", "Bezirksamt"
        VERBUND = "verbund", "Verbund"

    class Status(models.TextChoices):
        OFFEN = "offen", "offen"
        IN_ARBEIT = "in_arbeit", "in Arbeit"
        ERLEDIGT = "erledigt", "erledigt"
        ENTFALLEN = "entfallen", "entfallen"

    bezirk = models.ForeignKey(
        Bezirk, models.PROTECT, related_name="massnahmen", verbose_name="Bezirk", editable=False
    )
    zentrum = models.ForeignKey(
        Zentrum, models.PROTECT, null=True, blank=True, related_name="massnahmen", verbose_name="Zentrum"
    )
    titel = models.CharField("Was geschieht?", max_length=200)
    beschreibung = models.TextField("Beschreibung", blank=True)
    eigner = models.CharField("Wer ist zuständig?", max_length=15, choices=Eigner, default=Eigner.ZENTRUM)
    faellig = models.DateField("bis wann?")
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.OFFEN)
    grund = models.TextField("Grund", blank=True, help_text="nötig, wenn die Maßnahme entfällt")
    wirkung = models.TextField("Was hat sie bewirkt?", blank=True)
    erledigt_am = models.DateField("erledigt am", null=True, blank=True)
    von_aussen = models.BooleanField("von außen vorgeschlagen", default=False, editable=False)
    vereinbart_am = models.DateTimeField("vereinbart am", null=True, blank=True, editable=False)
    history = Historie()

    objects = MassnahmeQuerySet.as_manager()

    personendaten = freitext("titel", "beschreibung", "grund", "wirkung")

    class Meta:
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        ordering = ["faellig", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(eigner__in=["zentrum", "traeger"]) | Q(zentrum__isnull=False),
                name="massnahme_zentrum",
                violation_error_message="Bitte nennen Sie das Zentrum.",
                violation_error_code="zentrum",
            ),
            models.CheckConstraint(
                condition=~Q(status="entfallen") | ~Q(grund=""),
                name="massnahme_grund",
                violation_error_message="Bitte nennen Sie den Grund, aus dem die Maßnahme entfällt.",
                violation_error_code="grund",
            ),
            models.CheckConstraint(
                condition=~Q(status="erledigt") | Q(erledigt_am__isnull=False),
                name="massnahme_erledigt_am",
                violation_error_message="Bitte nennen Sie den Tag, an dem die Maßnahme erledigt war.",
                violation_error_code="erledigt_am",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def laeuft(self) -> bool:
        return self.status in (self.Status.OFFEN, self.Status.IN_ARBEIT)

"""Questions between the Verbund and the Bezirksamt, with a deadline and an answer (RK-2017 6, V5)."""

from django.db import models
from django.db.models import Q

from stzverbund.basis.models import Historie, Versioniert
from stzverbund.basis.personendaten import freitext
from verbund.querysets import AnfrageQuerySet
from zentren.models import Verbund

from .sichtbarkeit import Sichtbarkeit, sichtbarkeitsfeld
from .thema import Thema


class Anfrage(Versioniert):
    """Asked by one side, answered by the other; both read it from the beginning, so it is never "intern"."""

    class Richtung(models.TextChoices):
        AN_AMT = "an_amt", "an das Bezirksamt"
        AN_VERBUND = "an_verbund", "an den Verbund"

    class Status(models.TextChoices):
        OFFEN = "offen", "offen"
        BEANTWORTET = "beantwortet", "beantwortet"
        ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"

    verbund = models.ForeignKey(
        Verbund, models.PROTECT, related_name="anfragen", verbose_name="Verbund", editable=False
    )
    richtung = models.CharField("Richtung", max_length=12, choices=Richtung, editable=False)
    betreff = models.CharField("Betreff", max_length=200)
    frage = models.TextField("Frage")
    frist = models.DateField("Antwort bis")
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="anfragen", verbose_name="Thema"
    )
    sichtbarkeit = sichtbarkeitsfeld(Sichtbarkeit.BEZIRKSAMT)
    status = models.CharField("Stand", max_length=15, choices=Status, default=Status.OFFEN, editable=False)
    antwort = models.TextField("Antwort", blank=True)
    gestellt_am = models.DateField("gestellt am", auto_now_add=True)
    beantwortet_am = models.DateField("beantwortet am", null=True, blank=True, editable=False)
    history = Historie()

    objects = AnfrageQuerySet.as_manager()

    personendaten = freitext("betreff", "frage", "antwort")

    class Meta:
        verbose_name = "Anfrage"
        verbose_name_plural = "Anfragen"
        ordering = ["-gestellt_am", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sichtbarkeit="intern"),
                name="anfrage_sichtbarkeit",
                violation_error_message="Eine Anfrage lesen immer beide Seiten.",
                violation_error_code="sichtbarkeit",
            ),
            models.CheckConstraint(
                condition=~Q(status="beantwortet") | (~Q(antwort="") & Q(beantwortet_am__isnull=False)),
                name="anfrage_antwort",
                violation_error_message="Bitte schreiben Sie die Antwort.",
                violation_error_code="antwort",
            ),
        ]

    def __str__(self) -> str:
        return self.betreff

    @property
    def offen(self) -> bool:
        return self.status == self.Status.OFFEN

"""Proofs that a centre puts beside an answer: a file, a link, or a record of the house."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from standards.querysets import NachweisQuerySet
from stzverbund.basis.models import Datei, Historie, Versioniert
from stzverbund.basis.personendaten import freitext

from .antwort import Antwort


class Nachweis(Versioniert):
    """One proof. `datum` is the day of the proof itself, `angelegt_am` the day it was put here.

    A new revision is a new row that `ersetzt` the old one, which stays readable.
    """

    antwort = models.ForeignKey(
        Antwort, models.CASCADE, related_name="nachweise", verbose_name="Antwort", editable=False
    )
    titel = models.CharField("Titel", max_length=200)
    datei = models.ForeignKey(Datei, models.PROTECT, null=True, blank=True, verbose_name="Datei")
    adresse = models.URLField("Link", max_length=500, blank=True)
    typ = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, verbose_name="Art des Eintrags", editable=False
    )
    eintrag_id = models.PositiveBigIntegerField("Eintrag", null=True, blank=True, editable=False)
    eintrag = GenericForeignKey("typ", "eintrag_id")
    datum = models.DateField("Datum des Nachweises")
    gueltig_bis = models.DateField("gültig bis", null=True, blank=True)
    angelegt_am = models.DateTimeField("angelegt am", auto_now_add=True)
    ersetzt = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nachfolger",
        verbose_name="ersetzt",
        editable=False,
    )
    history = Historie()

    objects = NachweisQuerySet.as_manager()

    personendaten = freitext("titel")

    class Meta:
        verbose_name = "Nachweis"
        verbose_name_plural = "Nachweise"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(datei__isnull=False, adresse="", eintrag_id__isnull=True)
                | (Q(datei__isnull=True, eintrag_id__isnull=True) & ~Q(adresse=""))
                | Q(datei__isnull=True, adresse="", eintrag_id__isnull=False, typ__isnull=False),
                name="nachweis_genau_eines",
                violation_error_message="Bitte geben Sie eine Datei oder einen Link an, nicht beides.",
            ),
            models.CheckConstraint(
                condition=Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=models.F("datum")),
                name="nachweis_gueltig_bis",
                violation_error_message="„gültig bis“ darf nicht vor dem Datum des Nachweises liegen.",
                violation_error_code="gueltig_bis",
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def ist_ersetzt(self) -> bool:
        return hasattr(self, "nachfolger")

"""The eight roles, and what a role is bound to."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from stzverbund.basis.models import Versioniert

from .organisation import Bezirksamt, Traeger, Verband, Verbund
from .zentrum import Zentrum


class Rolle(models.TextChoices):
    MITARBEIT = "mitarbeit", "Mitarbeit"
    LEITUNG = "leitung", "Leitung"
    TRAEGER = "traeger", "Träger"
    VERBAND = "verband", "Verband"
    GESCHAEFTSSTELLE = "geschaeftsstelle", "Geschäftsstelle Bezirke"
    BEZIRKSAMT = "bezirksamt", "Bezirksamt"
    KOORDINATION = "koordination", "Koordination des Verbundes"
    VERWALTUNG = "verwaltung", "Verwaltung"


# To which organisation each role is bound; Verwaltung to none.
BINDUNG = {
    Rolle.MITARBEIT: "zentrum",
    Rolle.LEITUNG: "zentrum",
    Rolle.TRAEGER: "traeger",
    Rolle.VERBAND: "verband",
    Rolle.GESCHAEFTSSTELLE: "verband",
    Rolle.BEZIRKSAMT: "bezirksamt",
    Rolle.KOORDINATION: "verbund",
    Rolle.VERWALTUNG: None,
}
ORGANISATIONEN = ("zentrum", "traeger", "verband", "bezirksamt", "verbund")


def _genau_gebunden() -> Q:
    """Each role has exactly the organisation that belongs to it."""
    regel = Q()
    for rolle, feld in BINDUNG.items():
        belegung = {f"{name}__isnull": name != feld for name in ORGANISATIONEN}
        regel |= Q(rolle=rolle.value, **belegung)
    return regel


class Rollenbindung(Versioniert):
    """A Rolle for one organisation, from `von` to `bis` (both included)."""

    rolle = models.CharField("Rolle", max_length=20, choices=Rolle)
    zentrum = models.ForeignKey(
        Zentrum,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)sen",
        verbose_name="Zentrum",
    )
    traeger = models.ForeignKey(Traeger, models.CASCADE, null=True, blank=True, verbose_name="Träger")
    verband = models.ForeignKey(Verband, models.CASCADE, null=True, blank=True, verbose_name="Verband")
    bezirksamt = models.ForeignKey(
        Bezirksamt, models.CASCADE, null=True, blank=True, verbose_name="Bezirksamt"
    )
    verbund = models.ForeignKey(Verbund, models.CASCADE, null=True, blank=True, verbose_name="Verbund")
    von = models.DateField("von")
    bis = models.DateField("bis", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_genau_gebunden(),
                name="%(class)s_bindung",
                violation_error_message="Zu dieser Rolle gehört genau eine passende Organisation.",
            ),
            models.CheckConstraint(
                condition=Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="%(class)s_von_bis",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        ]

    @property
    def organisation(self) -> Any:
        feld = BINDUNG[Rolle(self.rolle)]
        return getattr(self, feld) if feld else None

    @property
    def bezeichnung(self) -> str:
        """What the header shows: "STZ Biesdorf (Beispiel), Leitung"."""
        organisation = self.organisation
        rolle = Rolle(self.rolle).label
        return f"{organisation}, {rolle}" if organisation else rolle

    def hat(self, *rollen: str) -> bool:
        return self.rolle in rollen

    def gilt_am(self, tag: date) -> bool:
        """Whether `tag` lies in its dates (as `MitgliedschaftQuerySet.gueltig`)."""
        return self.von <= tag and (self.bis is None or self.bis >= tag)

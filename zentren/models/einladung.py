"""An invitation to a Rolle, on its way to somebody's mailbox."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from stzverbund.basis.personendaten import Personendaten, Taetigkeit, Tilgung, ueber_email
from zentren.querysets import EinladungQuerySet

from .person import Person
from .rolle import Rollenbindung


class Einladung(Rollenbindung):
    """Somebody is asked by mail to take a Rolle; whoever accepts gets a Mitgliedschaft with these dates.

    E-mail and name are there to deliver and to accept it; `einladungen.aufraeumen` removes it.
    """

    email = models.EmailField("E-Mail")
    name = models.CharField("Name", max_length=150)
    eingeladen_von = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", verbose_name="eingeladen von"
    )
    eingeladen_am = models.DateTimeField("eingeladen am", auto_now_add=True)
    gueltig_bis = models.DateTimeField("Link gültig bis")
    versand = models.PositiveSmallIntegerField("so oft versandt", default=1)
    angenommen_am = models.DateTimeField("angenommen am", null=True, blank=True)
    widerrufen_am = models.DateTimeField("widerrufen am", null=True, blank=True)

    personendaten = Personendaten(
        Taetigkeit.ROLLEN,
        felder=("email", "name", "eingeladen_von"),
        dazu=("rolle", "eingeladen_am", "angenommen_am", "widerrufen_am"),
        frist="30 Tage nach Annahme, Widerruf oder Ablauf",
        betroffene="Eingeladene Personen",
        von=ueber_email("email"),
        tilgung=Tilgung.LOESCHEN,
    )
    objects = EinladungQuerySet.as_manager()

    class Meta(Rollenbindung.Meta):
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        ordering = ["-eingeladen_am", "-pk"]
        constraints = [
            *Rollenbindung.Meta.constraints,
            models.CheckConstraint(
                condition=Q(angenommen_am__isnull=True) | Q(widerrufen_am__isnull=True),
                name="einladung_ein_ausgang",
                violation_error_message="Eine Einladung wird angenommen oder widerrufen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Einladung: {self.bezeichnung}"

    @property
    def offen(self) -> bool:
        """Neither accepted nor revoked; its link may have expired."""
        return self.angenommen_am is None and self.widerrufen_am is None

    @property
    def abgelaufen(self) -> bool:
        return self.gueltig_bis <= timezone.now()

    @property
    def annehmbar(self) -> bool:
        """As `EinladungQuerySet.annehmbar`."""
        return self.offen and not self.abgelaufen

    def verlaengern(self, gueltig_bis: datetime) -> None:
        self.gueltig_bis = gueltig_bis
        self.versand += 1

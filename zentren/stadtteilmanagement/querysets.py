"""What a Mitgliedschaft may see and edit of the registers of the Stadtteilmanagement."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from zentren.models import Rolle, Zentrum

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

LAEUFT = ("offen", "in_arbeit")
FREMDER_ENTWURF = Q(von_aussen=True, vereinbart_am__isnull=True)
"""What somebody from outside proposes, before it is submitted: nobody in the register sees it."""


class MassnahmeQuerySet(models.QuerySet):
    WER_SIEHT = (
        "Team und Träger die des Zentrums; Bezirksamt, Verband und Geschäftsstelle die vereinbarten ihrer "
        "Zentren, das Bezirksamt alle des Bezirks; Zentren und Koordination auch die des Verbundes. Was von "
        "außen vorgeschlagen wird, erst mit der Einreichung."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is None or m.hat(Rolle.VERWALTUNG):
            return self.none()
        if m.hat(Rolle.BEZIRKSAMT):
            return self.filter(vereinbart_am__isnull=False, bezirk=m.bezirksamt.bezirk_id)  # type: ignore[union-attr]
        if m.hat(Rolle.KOORDINATION):
            return self.filter(eigner="verbund", bezirk=m.verbund.bezirk_id)  # type: ignore[union-attr]
        zentren = Zentrum.objects.sichtbar_fuer(m)
        if m.hat(Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE):
            return self.filter(vereinbart_am__isnull=False, zentrum__in=zentren.values("pk"))
        eigene = Q(zentrum=m.zentrum_id) if m.zentrum_id else Q(zentrum__traeger=m.traeger_id)
        verbund = Q(eigner="verbund", zentrum__isnull=True, bezirk__in=zentren.values("bezirk"))
        return self.filter(eigene | verbund).exclude(FREMDER_ENTWURF)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """Whoever is responsible keeps it; the team of a centre also what its Träger has to do."""
        m = mitgliedschaft
        if m is None:
            return self.none()
        if m.hat(Rolle.BEZIRKSAMT):
            return self.sichtbar_fuer(m).filter(eigner="bezirksamt")
        if m.hat(Rolle.KOORDINATION):
            return self.sichtbar_fuer(m)
        if m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            eigene = Q(eigner__in=["zentrum", "traeger"]) | Q(vereinbart_am__isnull=True)
            return self.filter(eigene, zentrum=m.zentrum_id).exclude(FREMDER_ENTWURF)
        if m.hat(Rolle.TRAEGER):
            return self.filter(zentrum__traeger=m.traeger_id, eigner="traeger").exclude(FREMDER_ENTWURF)
        return self.none()

    def laufend(self) -> Self:
        return self.filter(status__in=LAEUFT)

    def ueberfaellig(self, heute: date) -> Self:
        return self.laufend().filter(faellig__lt=heute)

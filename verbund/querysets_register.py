"""Who reads what of the Kompetenzbörse, the registrations and their requests (RK-2017 6, V1 and V2)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, Sum

from verbund.querysets import IM_VERBUND, TEAM, bezirke_der_rolle, koordinierte
from zentren.models import Rolle, Zentrum

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

GENUTZT = "genutzt"


class KompetenzQuerySet(models.QuerySet):
    """What a centre offers the others: everybody around the Verbund reads it, its team keeps it."""

    WER_SIEHT = "Zentren, ihre Träger, Koordination und Geschäftsstelle; dazu Bezirksamt und Verbände."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.filter(zentrum__bezirk__in=bezirke_der_rolle(mitgliedschaft))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*TEAM):
            return self.none()
        return self.filter(zentrum=mitgliedschaft.zentrum_id)

    def laufend(self) -> Self:
        return self.filter(beendet_am__isnull=True)


class KompetenzanfrageQuerySet(models.QuerySet):
    """A request is a matter of the two centres, their Träger and those who co-ordinate."""

    WER_SIEHT = "Die beiden Zentren und ihre Träger; Koordination und Geschäftsstelle des Verbundes."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is None or not m.hat(*IM_VERBUND):
            return self.none()
        if m.hat(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE):
            bezirke = koordinierte(m).order_by().values("bezirk")
            return self.filter(kompetenz__zentrum__bezirk__in=bezirke)
        eigene: Any = [m.zentrum_id]
        if m.hat(Rolle.TRAEGER):
            eigene = Zentrum.objects.filter(traeger=m.traeger_id).order_by().values("pk")
        return self.filter(Q(zentrum__in=eigene) | Q(kompetenz__zentrum__in=eigene))

    def genutzt_zwischen(self, von: date, bis: date) -> Self:
        """What has taken place, both days included: for figures, without a reader."""
        return self.filter(stand=GENUTZT, genutzt_am__range=(von, bis))


class AnmeldungQuerySet(models.QuerySet):
    """Registrations are for those who lead the Vorhaben; everybody else knows their sum at most."""

    WER_SIEHT = "Wer das Vorhaben führt: Koordination oder Geschäftsstelle."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        vorhaben: Any = self.model.vorhaben.field.related_model  # type: ignore[attr-defined]
        gefuehrte = vorhaben.objects.bearbeitbar_fuer(mitgliedschaft).order_by()
        return self.filter(vorhaben__in=gefuehrte.values("pk"))

    def gueltig(self) -> Self:
        return self.filter(abgemeldet_am__isnull=True)

    def personen(self) -> int:
        """How many people are registered."""
        return self.gueltig().aggregate(summe=Sum("anzahl"))["summe"] or 0

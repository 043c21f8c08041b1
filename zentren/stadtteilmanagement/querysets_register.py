"""Who reads the registers of the Stadtteilmanagement (the same rules as in `rules.py`).

Three levels: what is for the house (team and Träger), what partners read too (Bezirksamt, Verband and
Geschäftsstelle for their centres), and what a row itself says (`sichtbarkeit`).
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from zentren.models import Rolle, Zentrum
from zentren.querysets import EigenesQuerySet

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

IM_HAUS = (Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER)
PARTNER = (Rolle.BEZIRKSAMT, Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE)
RECHTZEITIG = timedelta(days=60)
"""So long before an agreement or a document ends its house is reminded."""


class ImHausQuerySet(EigenesQuerySet):
    """Raw material of the work: the house reads it, others its sums and what is made of it."""

    WER_SIEHT = "Team und Träger die des Zentrums."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*IM_HAUS):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)


class TaetigkeitQuerySet(ImHausQuerySet):
    def ohne_rueckfluss(self) -> Self:
        """Sessions of Gremien of which nothing went back into the team (RK-2017 4.3, Standard 8.2)."""
        return self.filter(form="gremium", rueckfluss="")


class MitPartnernQuerySet(EigenesQuerySet):
    """What the partners of the Rahmenkonzept read too; never the colleagues of other centres."""

    WER_SIEHT = "Team und Träger die des Zentrums; Bezirksamt, Verband und Geschäftsstelle die ihrer Zentren."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*IM_HAUS, *PARTNER):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)


class KooperationQuerySet(MitPartnernQuerySet):
    """Days of validity are included; an agreement without an end runs until further notice."""

    def laufend(self, heute: date) -> Self:
        """Not ended: a partner with or without an agreement."""
        return self.filter(Q(beendet_am__isnull=True) | Q(beendet_am__gt=heute))

    def vereinbart(self, heute: date) -> Self:
        """With a signed agreement that is valid today."""
        gilt = Q(gilt_von__isnull=True) | Q(gilt_von__lte=heute)
        gilt &= Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=heute)
        return self.laufend(heute).filter(gilt, unterzeichnet_am__isnull=False)

    def ablaufend(self, heute: date) -> Self:
        """Whose agreement ends within RECHTZEITIG, or has ended."""
        return self.laufend(heute).filter(gilt_bis__lte=heute + RECHTZEITIG)

    def zu_pruefen(self, heute: date) -> Self:
        """Whose aims are to be looked at (RK-2017 4.3, Standard 5.3)."""
        return self.laufend(heute).filter(naechste_pruefung__lte=heute)

    def faellig(self, heute: date) -> Self:
        """Whose agreement ends, or whose aims are to be looked at."""
        bald = Q(gilt_bis__lte=heute + RECHTZEITIG) | Q(naechste_pruefung__lte=heute)
        return self.laufend(heute).filter(bald)


LAUFEND = ("ermittelt", "geplant", "umgesetzt")
"""Stages of a need that is not at its end (as `Bedarf.laeuft`)."""


class BedarfQuerySet(MitPartnernQuerySet):
    def offen(self) -> Self:
        return self.filter(status__in=("ermittelt", "geplant"))

    def laufend(self) -> Self:
        return self.filter(status__in=LAUFEND)


class BefragungQuerySet(ImHausQuerySet):
    def fuer_alle(self, heute: date) -> Self:
        """What citizens find on the page of a centre: to take part in today, or its published result."""
        laeuft = Q(status="offen", von__lte=heute, bis__gte=heute)
        return self.filter(laeuft | Q(status="geschlossen", ergebnis_oeffentlich=True))


class BarriereQuerySet(EigenesQuerySet):
    """Checks and what they have found: a draft is for the house, what is closed is public anyway."""

    WER_SIEHT = (
        "Team und Träger die des Zentrums; Bezirksamt, Verband und Geschäftsstelle die abgeschlossenen ihrer "
        "Zentren. Was abgeschlossen ist, steht auch auf öffentlichen Seiten."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*IM_HAUS, *PARTNER):
            return self.none()
        treffer = super().sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft.hat(*IM_HAUS):
            return treffer
        return treffer.filter(**{f"{self.zum_zentrum.removesuffix('zentrum')}status": "abgeschlossen"})


class AnliegenQuerySet(EigenesQuerySet):
    WER_SIEHT = "Team und Träger die des Zentrums; das Bezirksamt, was an das Bezirksamt weitergeleitet ist."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*IM_HAUS, Rolle.BEZIRKSAMT):
            return self.none()
        treffer = super().sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft.hat(Rolle.BEZIRKSAMT):
            return treffer.filter(empfaenger="bezirksamt", weitergeleitet_am__isnull=False)
        return treffer

    def wartend(self) -> Self:
        """Forwarded, and no answer yet."""
        return self.filter(weitergeleitet_am__isnull=False, beantwortet_am__isnull=True)

    def ueberfaellig(self, heute: date) -> Self:
        return self.wartend().filter(frist__lt=heute)


class MappeQuerySet(models.QuerySet):
    """Documents of a centre or of a Bezirk, by the audience that each names."""

    WER_SIEHT = (
        "Team und Träger die des Zentrums und die des Bezirks; Bezirksamt, Verband und Geschäftsstelle, was "
        "„Partner“ oder „alle“ lesen dürfen; das Bezirksamt seine eigenen."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is None or not m.hat(*IM_HAUS, *PARTNER):
            return self.none()
        zentren = Zentrum.objects.sichtbar_fuer(m)
        des_hauses = Q(zentrum__in=zentren.values("pk"))
        des_bezirks = Q(zentrum__isnull=True, bezirk__in=zentren.values("bezirk"))
        geteilt = ~Q(sichtbarkeit="intern")
        if m.hat(*IM_HAUS):
            return self.filter(des_hauses | (des_bezirks & geteilt))
        eigene = (
            Q(zentrum__isnull=True, bezirk__bezirksamt=m.bezirksamt_id) if m.bezirksamt_id else Q(pk__in=[])
        )
        return self.filter(eigene | ((des_hauses | des_bezirks) & geteilt))

    def neueste(self) -> Self:
        """Without the editions that a newer one has replaced."""
        return self.filter(nachfolger__isnull=True)

    def gueltig(self, heute: date) -> Self:
        """The newest editions that are valid today."""
        return self.neueste().filter(Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=heute))

    def ablaufend(self, heute: date) -> Self:
        """The newest editions that end within RECHTZEITIG, or have ended."""
        return self.neueste().filter(gilt_bis__lte=heute + RECHTZEITIG)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is None:
            return self.none()
        if m.hat(Rolle.BEZIRKSAMT):
            return self.filter(zentrum__isnull=True, bezirk=m.bezirksamt.bezirk_id)  # type: ignore[union-attr]
        if m.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            return self.filter(zentrum=m.zentrum_id)
        return self.none()


class KampagneQuerySet(models.QuerySet):
    """Campaigns over many houses: the Geschäftsstelle keeps its own, whoever takes part reads them."""

    WER_SIEHT = (
        "Die Geschäftsstelle die eigenen; Team, Träger, Bezirksamt und Verband, wo ihre Zentren teilnehmen."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is None or not m.hat(*IM_HAUS, *PARTNER):
            return self.none()
        if m.hat(Rolle.GESCHAEFTSSTELLE):
            return self.filter(verband=m.verband_id)
        zentren = Zentrum.objects.sichtbar_fuer(m)
        treffer = self.model._default_manager.filter(teilnahmen__zentrum__in=zentren.values("pk"))
        return self.filter(pk__in=treffer.values("pk"))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.GESCHAEFTSSTELLE):
            return self.none()
        return self.filter(verband=mitgliedschaft.verband_id)

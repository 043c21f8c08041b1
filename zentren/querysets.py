"""What a Mitgliedschaft may see and edit, as querysets (the same rules as in `rules.py`)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft


PRUEFEN_NACH_MONATEN = 12


def pruefgrenze(heute: date | None = None) -> date:
    """The last day on which a check of an entry is too old today."""
    return (heute or timezone.localdate()) - relativedelta(months=PRUEFEN_NACH_MONATEN)


def zentren_der_rolle(
    mitgliedschaft: "Mitgliedschaft | None", pfad: str = "", heute: date | None = None
) -> Q:
    """The centres whose inner pages this role reads, as a condition on `pfad` ("zentrum__" or "").

    Mitarbeit and Leitung their own, the Träger its own, a Verband those of its members, the
    Geschäftsstelle those of the Bezirke with a valid Kooperationsvereinbarung, Bezirksamt and
    Koordination those of the Bezirk, the Verwaltung none.
    """
    if mitgliedschaft is None:
        return Q(pk__in=[])
    m, heute = mitgliedschaft, heute or timezone.localdate()
    vereinbart = f"{pfad}bezirk__kooperationsvereinbarungen__"
    # Within one Q all conditions on the agreement hold for the same row.
    gueltig = Q(**{f"{vereinbart}verband": m.verband_id, f"{vereinbart}von__lte": heute}) & (
        Q(**{f"{vereinbart}bis__isnull": True}) | Q(**{f"{vereinbart}bis__gte": heute})
    )
    bedingungen = {
        "mitarbeit": Q(**{f"{pfad}pk": m.zentrum_id}),
        "leitung": Q(**{f"{pfad}pk": m.zentrum_id}),
        "traeger": Q(**{f"{pfad}traeger": m.traeger_id}),
        "verband": Q(**{f"{pfad}traeger__verbaende": m.verband_id}),
        "geschaeftsstelle": gueltig,
        "bezirksamt": Q(**{f"{pfad}bezirk__bezirksamt": m.bezirksamt_id}),
        "koordination": Q(**{f"{pfad}bezirk__verbund": m.verbund_id}),
    }
    return bedingungen.get(m.rolle, Q(pk__in=[]))


class ZentrumQuerySet(models.QuerySet):
    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        treffer = self.model._default_manager.filter(zentren_der_rolle(mitgliedschaft))
        return self.filter(pk__in=treffer.values("pk"))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat("mitarbeit", "leitung"):
            return self.none()
        return self.filter(pk=mitgliedschaft.zentrum_id)

    def in_betrieb(self, von: date, bis: date | None = None) -> Self:
        """Centres that are open on at least one day from `von` to `bis` (default: on that day)."""
        return self.filter(
            Q(in_betrieb_bis__isnull=True) | Q(in_betrieb_bis__gte=von), in_betrieb_von__lte=bis or von
        )


class EigenesQuerySet(models.QuerySet):
    """Rows that belong to a centre: seen by whoever reads the centre, edited by its staff.

    The model names the way to its centre in `ZUM_ZENTRUM` where that is not simply "zentrum".
    """

    @property
    def zum_zentrum(self) -> str:
        return getattr(self.model, "ZUM_ZENTRUM", "zentrum")

    def _zentren(self) -> ZentrumQuerySet:
        modell: Any = self.model
        for teil in self.zum_zentrum.split("__"):
            modell = modell._meta.get_field(teil).related_model
        return modell.objects.all()

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        zentren = self._zentren().sichtbar_fuer(mitgliedschaft)
        return self.filter(**{f"{self.zum_zentrum}__in": zentren.values("pk")})

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        zentren = self._zentren().bearbeitbar_fuer(mitgliedschaft)
        return self.filter(**{f"{self.zum_zentrum}__in": zentren.values("pk")})


class PersonalQuerySet(EigenesQuerySet):
    """Staff in VZÄ is not for the colleagues of other centres who co-ordinate the Verbund."""

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or mitgliedschaft.hat("koordination"):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)


class FachstelleQuerySet(models.QuerySet):
    """The directory of a Bezirk is shared: everybody who works there reads it, its centres keep it."""

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        treffer = self.model._default_manager.filter(zentren_der_rolle(mitgliedschaft, "bezirk__zentren__"))
        return self.filter(pk__in=treffer.values("pk"))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat("mitarbeit", "leitung"):
            return self.none()
        return self.filter(bezirk__zentren=mitgliedschaft.zentrum_id)

    def lange_nicht_geprueft(self, heute: date | None = None) -> Self:
        """Entries that nobody has checked for twelve months, or never."""
        return self.filter(Q(geprueft_am__isnull=True) | Q(geprueft_am__lte=pruefgrenze(heute)))


class MitgliedschaftQuerySet(models.QuerySet):
    def gueltig(self, heute: date | None = None) -> Self:
        heute = heute or timezone.localdate()
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=heute), von__lte=heute)

    def mit_organisation(self) -> Self:
        return self.select_related(
            "person", "zentrum__bezirk", "traeger", "verband", "bezirksamt__bezirk", "verbund__bezirk"
        )

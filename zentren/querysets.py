"""What a Mitgliedschaft may see and edit, as querysets (the same rules as in `rules.py`)."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft, Person


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
    WER_SIEHT = (
        "Das Team sein Zentrum; Träger und Verband die eigenen; "
        "Geschäftsstelle, Bezirksamt und Koordination die ihrer Bezirke."
    )

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

    WER_SIEHT = "Wer das Zentrum sieht."

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

    WER_SIEHT = "Wer das Zentrum sieht, außer der Koordination."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or mitgliedschaft.hat("koordination"):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)


class BelegungQuerySet(EigenesQuerySet):
    """Who uses a Raum when is for the house; others learn how much it is used."""

    WER_SIEHT = "Team und Träger die des Zentrums."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat("mitarbeit", "leitung", "traeger"):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)


class FachstelleQuerySet(models.QuerySet):
    """The directory of a Bezirk is shared: everybody who works there reads it, its centres keep it."""

    WER_SIEHT = "Alle, die im Bezirk ein Zentrum sehen."

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


def _eigene_stelle(m: "Mitgliedschaft") -> Q:
    """Roles for the very organisation of `m`; the office of a Verband is not the Verband itself."""
    return {
        "mitarbeit": Q(zentrum=m.zentrum_id),
        "leitung": Q(zentrum=m.zentrum_id),
        "traeger": Q(traeger=m.traeger_id),
        "verband": Q(rolle="verband", verband=m.verband_id),
        "geschaeftsstelle": Q(rolle="geschaeftsstelle", verband=m.verband_id),
        "bezirksamt": Q(bezirksamt=m.bezirksamt_id),
        "koordination": Q(verbund=m.verbund_id),
        "verwaltung": Q(),
    }[m.rolle]


class RollenQuerySet(models.QuerySet):
    """Who belongs to an organisation is known there; a Träger knows the people of its centres too."""

    WER_SIEHT = "Wer zur selben Stelle gehört; der Träger auch bei seinen Zentren; die Verwaltung alle."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None:
            return self.none()
        eigene = _eigene_stelle(mitgliedschaft)
        if mitgliedschaft.hat("traeger"):
            eigene |= Q(zentrum__traeger=mitgliedschaft.traeger_id)
        return self.filter(eigene)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """The roles that this one may give and take (as `rules.darf_vergeben`)."""
        if mitgliedschaft is None or mitgliedschaft.hat("mitarbeit", "verband"):
            return self.none()
        eigene = _eigene_stelle(mitgliedschaft)
        if mitgliedschaft.hat("traeger"):
            eigene |= Q(rolle="leitung", zentrum__traeger=mitgliedschaft.traeger_id)
        return self.filter(eigene)

    def mit_organisation(self) -> Self:
        return self.select_related(
            "zentrum__bezirk", "traeger", "verband", "bezirksamt__bezirk", "verbund__bezirk"
        )


class MitgliedschaftQuerySet(RollenQuerySet):
    def gueltig(self, heute: date | None = None) -> Self:
        heute = heute or timezone.localdate()
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=heute), von__lte=heute)

    def mit_zugang(self, heute: date | None = None) -> Self:
        """Valid today, and the account is not locked."""
        return self.gueltig(heute).filter(person__is_active=True)

    def mit_organisation(self) -> Self:
        return super().mit_organisation().select_related("person")


class EinladungQuerySet(RollenQuerySet):
    """Only those see an invitation who may send it."""

    WER_SIEHT = "Wer diese Rolle vergeben darf."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.bearbeitbar_fuer(mitgliedschaft)

    def offen(self) -> Self:
        """Neither accepted nor revoked; the link may have expired."""
        return self.filter(angenommen_am__isnull=True, widerrufen_am__isnull=True)

    def annehmbar(self) -> Self:
        return self.offen().filter(gueltig_bis__gt=timezone.now())

    def fuer(self, person: "Person") -> Self:
        """Those that this account may accept: they were sent to its address."""
        return self.annehmbar().filter(email__iexact=person.email)


class VereinbarungQuerySet(models.QuerySet):
    """Kooperationsvereinbarungen: for both sides, and for the Verwaltung that keeps them."""

    WER_SIEHT = (
        "Verband und Geschäftsstelle die eigenen, das Bezirksamt die des Bezirks, die Verwaltung alle."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None:
            return self.none()
        bedingungen = {
            "verband": Q(verband=mitgliedschaft.verband_id),
            "geschaeftsstelle": Q(verband=mitgliedschaft.verband_id),
            "bezirksamt": Q(bezirk__bezirksamt=mitgliedschaft.bezirksamt_id),
            "verwaltung": Q(),
        }
        return self.filter(bedingungen.get(mitgliedschaft.rolle, Q(pk__in=[])))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat("verwaltung"):
            return self.none()
        return self.all()

    def geltend(self, heute: date | None = None) -> Self:
        heute = heute or timezone.localdate()
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=heute), von__lte=heute)

"""What a Mitgliedschaft may see and edit of Angebote and statistics, as querysets."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from stzverbund.basis.zeit import monatsende
from zentren.models import Bezirk, Rolle, Zentrum
from zentren.querysets import EigenesQuerySet

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

# Who sees the work of a centre in full, drafts included.
INNEN = (Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER)
# Who sees what has been put before the Bezirksamt; the Koordination sees no statistics.
AUFSICHT = (Rolle.BEZIRKSAMT, Rolle.VERBAND, Rolle.GESCHAEFTSSTELLE)


def _zentren(mitgliedschaft: "Mitgliedschaft | None") -> models.QuerySet:
    return Zentrum.objects.sichtbar_fuer(mitgliedschaft).values("pk")


def bezirke_mit_statistik(mitgliedschaft: "Mitgliedschaft | None") -> models.QuerySet[Bezirk]:
    """The Bezirke whose Kennzahlen and Meldejahre this role reads; the Bezirksamt its own, centres or not."""
    if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN, *AUFSICHT):
        return Bezirk.objects.none()
    if mitgliedschaft.hat(Rolle.BEZIRKSAMT):
        return Bezirk.objects.filter(pk__in=_im_eigenen_amt(mitgliedschaft))
    zentren = Zentrum.objects.sichtbar_fuer(mitgliedschaft).order_by()
    return Bezirk.objects.filter(pk__in=zentren.values("bezirk"))


def _im_eigenen_amt(mitgliedschaft: "Mitgliedschaft | None") -> list[int]:
    """The Bezirk (primary key) of this Bezirksamt; none for other roles."""
    if mitgliedschaft is None or mitgliedschaft.bezirksamt is None:
        return []
    return [mitgliedschaft.bezirksamt.bezirk_id]


class KennzahlQuerySet(models.QuerySet):
    WER_SIEHT = "Der gemeinsame Kern und die örtlichen der Bezirke, in denen die Rolle Statistik liest."

    def gueltig(self, bezirk_id: int, jahr: int) -> Self:
        """The shared core and the local Kennzahlen of a Bezirk in a year."""
        return self.filter(
            Q(bezirk__isnull=True) | Q(bezirk=bezirk_id),
            Q(gueltig_bis__isnull=True) | Q(gueltig_bis__gte=jahr),
            gueltig_von__lte=jahr,
        )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """The shared core and the local ones of the Bezirke in which this role reads statistics."""
        if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN, *AUFSICHT):
            return self.none()
        return self.filter(
            Q(bezirk__isnull=True) | Q(bezirk__in=bezirke_mit_statistik(mitgliedschaft).values("pk"))
        )

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """The Bezirksamt keeps the local ones of its Bezirk; the core is the Verwaltung's."""
        return self.filter(bezirk__in=_im_eigenen_amt(mitgliedschaft))


class MeldejahrQuerySet(models.QuerySet):
    WER_SIEHT = "Alle, die im Bezirk Statistik lesen."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.filter(bezirk__in=bezirke_mit_statistik(mitgliedschaft).values("pk"))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.filter(bezirk__in=_im_eigenen_amt(mitgliedschaft))


class PruefbarQuerySet(models.QuerySet):
    """Entries with a rhythm of checking (`models.Pruefbar`)."""

    def oeffentlich(self) -> Self:
        """What citizens see."""
        return self.all()

    def pruefung_faellig(self, heute: date) -> Q:
        """The condition that the rhythm of checking has passed."""
        modell: Any = self.model
        faellig = Q(geprueft_am__isnull=True)
        for monate in modell.Pruefrhythmus.values:
            faellig |= Q(pruefrhythmus=monate, geprueft_am__lt=heute - relativedelta(months=monate))
        return faellig

    def zu_pruefen(self, heute: date) -> Self:
        """Public ones whose rhythm of checking has passed."""
        return self.oeffentlich().filter(self.pruefung_faellig(heute))

    def zu_erinnern(self, heute: date) -> Self:
        """To be checked, and its keeper was not written to since the rhythm has passed (last)."""
        modell: Any = self.model
        offen = Q(erinnert_am__isnull=True) | Q(erinnert_am__lte=F("geprueft_am"))
        for monate in modell.Pruefrhythmus.values:
            offen |= Q(pruefrhythmus=monate, erinnert_am__lt=heute - relativedelta(months=monate))
        return self.zu_pruefen(heute).filter(offen)


class AngebotQuerySet(PruefbarQuerySet):
    WER_SIEHT = "Veröffentlichte und pausierte alle Rollen, Entwürfe und beendete nur Team und Träger."

    def oeffentlich(self) -> Self:
        """What citizens see: published, or paused and marked so."""
        return self.filter(status__in=["veroeffentlicht", "pausiert"])

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        oeffentlich = Q(status__in=["veroeffentlicht", "pausiert"])
        if mitgliedschaft is None:
            return self.none()
        if mitgliedschaft.hat(*INNEN):
            return self.filter(oeffentlich | Q(zentrum__in=_zentren(mitgliedschaft)))
        return self.filter(oeffentlich)

    def im_bereich(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """The Angebote of the centres this role works with (the inner list)."""
        return self.sichtbar_fuer(mitgliedschaft).filter(zentrum__in=_zentren(mitgliedschaft))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            return self.none()
        return self.filter(zentrum=mitgliedschaft.zentrum_id)

    def mit_zeiten(self) -> Self:
        """With their schedules as the list `zeiten`."""
        return self.prefetch_related(models.Prefetch("zeitplaene", to_attr="zeiten"))

    def im_monat(self, monat: date) -> Self:
        """Angebote that run in this month (first day given) and so have a row in its grid.

        What takes place on single dates only runs in the months of these.
        """
        ende = monatsende(monat)
        termine: Any = self.model._meta.get_field("termine").related_model
        zeitplaene: Any = self.model._meta.get_field("zeitplaene").related_model
        # Few plans are such, so they are looked for once and not for each Angebot.
        hier = ~Q(rhythmus="einzeltermine") | Q(daten__icontains=f'"{monat:%Y-%m}-')
        anders = zeitplaene.objects.filter(hier, angebot=OuterRef("angebot"))
        woanders = zeitplaene.objects.filter(~Exists(anders), rhythmus="einzeltermine").order_by()
        hat_termine = Exists(termine.objects.filter(angebot=OuterRef("pk"), datum__range=(monat, ende)))
        laeuft = Q(beginn__isnull=True) | Q(beginn__lte=ende)
        laeuft &= Q(ende__isnull=True) | Q(ende__gte=monat)
        laeuft &= ~Q(pk__in=woanders.values("angebot"))
        lief = Q(status="veroeffentlicht") | Q(status="beendet", ende__gte=monat)
        return self.filter((laeuft & lief) | hat_termine)


class FremdangebotQuerySet(PruefbarQuerySet):
    """Read by everybody who works in the Bezirk, edited by the teams of the centres of the Stadtteil."""

    WER_SIEHT = "Alle, die im Bezirk ein Zentrum sehen."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        bezirke = Zentrum.objects.sichtbar_fuer(mitgliedschaft).values("bezirk")
        return self.filter(region__bezirk__in=bezirke)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            return self.none()
        eigenes = mitgliedschaft.zentrum_id
        regionen = Zentrum.regionen.through.objects.filter(zentrum=eigenes).values("bezirksregion")
        return self.sichtbar_fuer(mitgliedschaft).filter(Q(region__in=regionen) | Q(zentrum=eigenes))


class TerminQuerySet(EigenesQuerySet):
    """Termine are the centre's own working papers: staff and Träger."""

    WER_SIEHT = "Team und Träger des Zentrums."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)

    def ungezaehlt(self, heute: date) -> Self:
        """Planned ones of the past and of today that nobody has ticked yet."""
        return self.filter(status="geplant", datum__lte=heute)


class MeldezeitraumQuerySet(models.QuerySet):
    WER_SIEHT = "Alle, die im Bezirk ein Zentrum sehen."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        bezirke = Zentrum.objects.sichtbar_fuer(mitgliedschaft).values("bezirk")
        return self.filter(meldejahr__bezirk__in=bezirke)

    def zum_monat(self, bezirk_id: int, monat: date) -> Self:
        return self.filter(meldejahr__bezirk=bezirk_id, von__lte=monat, bis__gte=monat)


class MeldungQuerySet(models.QuerySet):
    WER_SIEHT = "Team und Träger alle; Bezirksamt, Verband und Geschäftsstelle die vorgelegten."

    def vorgelegt(self) -> Self:
        """Put before the Bezirksamt: submitted and, where the Träger wants it, released."""
        return self.filter(
            Q(status__in=["freigegeben", "angenommen", "nicht_gemeldet"])
            | Q(status="eingereicht", freigabe_noetig=False)
        )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None:
            return self.none()
        if mitgliedschaft.hat(*INNEN):
            return self.filter(zentrum__in=_zentren(mitgliedschaft))
        if mitgliedschaft.hat(*AUFSICHT):
            return self.vorgelegt().filter(zentrum__in=_zentren(mitgliedschaft))
        return self.none()

    def mit_zahlen_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """Those whose figures this person reads: what was closed as "nicht gemeldet" stays a draft inside."""
        sichtbare = self.sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft is None or mitgliedschaft.hat(*INNEN):
            return sichtbare
        return sichtbare.exclude(status="nicht_gemeldet")

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            return self.none()
        return self.filter(zentrum=mitgliedschaft.zentrum_id, status__in=["entwurf", "zurueckgegeben"])

    def wartend(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """What waits for this office: for the Träger to release, the Bezirksamt to decide; since `seit`."""
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.TRAEGER, Rolle.BEZIRKSAMT):
            return self.none()
        sichtbare = self.sichtbar_fuer(mitgliedschaft).annotate(
            seit=Coalesce("freigegeben_am", "eingereicht_am")
        )
        if mitgliedschaft.hat(Rolle.TRAEGER):
            return sichtbare.filter(status="eingereicht", freigabe_noetig=True)
        return sichtbare.filter(status__in=["eingereicht", "freigegeben"])

    def unauffaellig(self) -> Self:
        """First Meldungen with nothing left to ask. Where nothing could be compared, and at what a
        Berichtigung changes, somebody has to look."""
        return self.filter(nr=0, werte_verglichen__gt=0, werte_unerklaert=0)

    def geltend(self) -> Self:
        """For each centre and period the highest accepted number: what reports read."""
        hoeher = self.model._default_manager.filter(
            zentrum=OuterRef("zentrum"),
            zeitraum=OuterRef("zeitraum"),
            status="angenommen",
            nr__gt=OuterRef("nr"),
        )
        return self.filter(~Exists(hoeher), status="angenommen")

    def massgeblich(self) -> Self:
        """For each centre and period what counts now: the highest accepted one, else the open first."""
        return self.geltend() | self.filter(nr=0, angenommen_am__isnull=True)

    def gemeldet(self) -> Self:
        """What the Bezirksamt has been told: for each centre and period one Meldung with figures."""
        return self.massgeblich().vorgelegt().exclude(status="nicht_gemeldet")


class WertQuerySet(models.QuerySet):
    def summen(self) -> Self:
        """Totals only, without the breakdown by age and gender."""
        return self.filter(altersgruppe="alle", geschlecht="alle")

    def angegeben(self) -> Self:
        """Without the open cells: a number, "keine Angabe" or "ausgefallen"."""
        return self.exclude(art="leer")


class BeratungQuerySet(models.QuerySet):
    """Tallies are the centre's own working papers: staff and Träger."""

    WER_SIEHT = "Team und Träger des Zentrums."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*INNEN):
            return self.none()
        return self.filter(meldung__zentrum__in=_zentren(mitgliedschaft))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            return self.none()
        return self.filter(
            meldung__zentrum=mitgliedschaft.zentrum_id, meldung__status__in=["entwurf", "zurueckgegeben"]
        )


class ImportQuerySet(EigenesQuerySet):
    """Lists that a centre reads in are the business of its team alone."""

    WER_SIEHT = "Das Team des Zentrums."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.bearbeitbar_fuer(mitgliedschaft)

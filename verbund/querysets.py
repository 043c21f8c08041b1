"""What a Mitgliedschaft may see and edit of a Verbund (domain model, "Roles").

Two levels of readers: the Verbund itself (teams of its Zentren, their Träger, Koordination, Geschäftsstelle)
reads all, its partners (Bezirksamt, Verbände) what is not "intern". The Verwaltung reads nothing.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from zentren.models import Kooperationsvereinbarung, Rolle, Verbund, Zentrum

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

IM_VERBUND = (Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE)
TEAM = (Rolle.MITARBEIT, Rolle.LEITUNG)
NICHT_INTERN = ("bezirksamt", "oeffentlich")


def bezirke_der_rolle(m: "Mitgliedschaft | None") -> Any:
    """The Bezirke whose Verbund this role has to do with: keys, as a list or a subquery."""
    if m is None:
        return []
    if m.hat(Rolle.KOORDINATION):
        return [m.verbund.bezirk_id]  # type: ignore[union-attr]
    if m.hat(Rolle.BEZIRKSAMT):
        return [m.bezirksamt.bezirk_id]  # type: ignore[union-attr]
    if m.hat(*TEAM):
        return [m.zentrum.bezirk_id]  # type: ignore[union-attr]
    if m.hat(Rolle.GESCHAEFTSSTELLE):
        return Kooperationsvereinbarung.objects.geltend().filter(verband=m.verband_id).values("bezirk")
    return Zentrum.objects.sichtbar_fuer(m).order_by().values("bezirk")


def verbuende_der_rolle(m: "Mitgliedschaft | None") -> QuerySet[Verbund]:
    """The Verbünde whose pages this role reads, in the order of their Bezirke."""
    return Verbund.objects.filter(bezirk__in=bezirke_der_rolle(m))


def koordinierte(m: "Mitgliedschaft | None") -> QuerySet[Verbund]:
    """The Verbünde that this role co-ordinates; the Geschäftsstelle where it has an agreement."""
    if m is None or not m.hat(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE):
        return verbuende_der_rolle(None)
    return verbuende_der_rolle(m)


class VerbundeigenesQuerySet(models.QuerySet):
    """Rows of a Verbund, all of them for its readers; kept by those who co-ordinate it.

    A subclass names the way to the Verbund where that is not simply "verbund".
    """

    WER_SIEHT = "Zentren, ihre Träger, Koordination und Geschäftsstelle; dazu Bezirksamt und Verbände."
    zum_verbund = "verbund"

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.filter(**{f"{self.zum_verbund}__bezirk__in": bezirke_der_rolle(mitgliedschaft)})

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        verbuende = koordinierte(mitgliedschaft).order_by().values("pk")
        return self.filter(**{f"{self.zum_verbund}__in": verbuende})


class NurImVerbundQuerySet(VerbundeigenesQuerySet):
    """What is not for the partners."""

    WER_SIEHT = "Zentren, ihre Träger, Koordination und Geschäftsstelle."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(*IM_VERBUND):
            return self.none()
        return super().sichtbar_fuer(mitgliedschaft)


class DesJahresplansQuerySet(VerbundeigenesQuerySet):
    zum_verbund = "jahresplan__verbund"


class DerSitzungQuerySet(NurImVerbundQuerySet):
    """Invitations, attendance, dates and minutes: partners get extracts."""

    zum_verbund = "sitzung__verbund"


class MitSichtbarkeitQuerySet(VerbundeigenesQuerySet):
    """Rows that say themselves who may read them."""

    WER_SIEHT = (
        "Zentren, ihre Träger, Koordination und Geschäftsstelle; "
        "Bezirksamt und Verbände, was nicht intern ist."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        sichtbare = super().sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft is None or mitgliedschaft.hat(*IM_VERBUND):
            return sichtbare
        return sichtbare.filter(sichtbarkeit__in=NICHT_INTERN)


class BeschlussQuerySet(MitSichtbarkeitQuerySet):
    def gueltig(self) -> Self:
        """Taken, and neither struck out nor overtaken."""
        return self.exclude(ergebnis="abgelehnt").exclude(folge__in=["gestrichen", "ueberholt"])


class SitzungQuerySet(VerbundeigenesQuerySet):
    """That a session takes place is no secret among partners; what it talks about says each item."""

    def bevorstehend(self, heute: date | None = None) -> Self:
        """Neither held nor cancelled, from today on, the next first."""
        heute = heute or timezone.localdate()
        offen = self.filter(status__in=["geplant", "eingeladen"], datum__gte=heute)
        return offen.order_by("datum", "beginn", "pk")

    def gehalten(self) -> Self:
        return self.filter(status__in=["durchgefuehrt", "abgeschlossen"])

    def des_verbundes(self) -> Self:
        """Without those of the Arbeitskreise."""
        return self.filter(arbeitskreis__isnull=True)

    def im_jahr(self, jahr: int) -> Self:
        return self.filter(datum__range=(date(jahr, 1, 1), date(jahr, 12, 31)))


class PunktQuerySet(MitSichtbarkeitQuerySet):
    """Items; a proposal that has not been placed is for the Verbund only."""

    WER_SIEHT = (
        "Zentren, ihre Träger, Koordination und Geschäftsstelle; Bezirksamt und Verbände, was auf der "
        "Tagesordnung steht und nicht intern ist."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        sichtbare = super().sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft is None or mitgliedschaft.hat(*IM_VERBUND):
            return sichtbare
        return sichtbare.filter(sitzung__isnull=False)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """Whoever co-ordinates all, a centre its own proposals while nobody has placed them."""
        if mitgliedschaft is not None and mitgliedschaft.hat(*TEAM):
            return self.filter(stand="vorgeschlagen", vorgeschlagen_von=mitgliedschaft.zentrum_id)
        return super().bearbeitbar_fuer(mitgliedschaft)

    def vorgeschlagen(self) -> Self:
        return self.filter(stand="vorgeschlagen")


class DesProtokollsQuerySet(NurImVerbundQuerySet):
    """Remarks and supplements: for the Verbund."""

    zum_verbund = "protokoll__sitzung__verbund"


class AufgabeQuerySet(VerbundeigenesQuerySet):
    """Tasks are for the Verbund; the partners see what they themselves have to do."""

    WER_SIEHT = "Zentren, ihre Träger, Koordination und Geschäftsstelle; das Bezirksamt die eigenen."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        sichtbare = super().sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft is None or mitgliedschaft.hat(*IM_VERBUND):
            return sichtbare
        return sichtbare.eigene(mitgliedschaft)

    def eigene(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """What this role has to do itself ("meine")."""
        m = mitgliedschaft
        if m is None:
            return self.none()
        if m.hat(*TEAM):
            wer = Q(zentrum=m.zentrum_id) | Q(stelle="alle")
        elif m.hat(Rolle.KOORDINATION, Rolle.GESCHAEFTSSTELLE, Rolle.BEZIRKSAMT):
            wer = Q(stelle=m.rolle)
        else:
            return self.none()
        return self.filter(wer, verbund__bezirk__in=bezirke_der_rolle(m))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """Whoever co-ordinates, and whoever has to do it."""
        m = mitgliedschaft
        if m is not None and m.hat(*TEAM):
            return self.filter(zentrum=m.zentrum_id)
        if m is not None and m.hat(Rolle.BEZIRKSAMT):
            return self.eigene(m)
        return super().bearbeitbar_fuer(m)

    def laufend(self) -> Self:
        return self.filter(status="offen")

    def ueberfaellig(self, heute: date) -> Self:
        return self.laufend().filter(faellig__lt=heute)


class AnfrageQuerySet(MitSichtbarkeitQuerySet):
    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """Both sides: who co-ordinates, and the Bezirksamt."""
        if mitgliedschaft is not None and mitgliedschaft.hat(Rolle.BEZIRKSAMT):
            return self.sichtbar_fuer(mitgliedschaft)
        return super().bearbeitbar_fuer(mitgliedschaft)

    def zu_beantworten(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """What this role has been asked and has not answered."""
        if mitgliedschaft is None:
            return self.none()
        an = "an_amt" if mitgliedschaft.hat(Rolle.BEZIRKSAMT) else "an_verbund"
        return self.bearbeitbar_fuer(mitgliedschaft).filter(status="offen", richtung=an)


class BeratungsnotizQuerySet(models.QuerySet):
    WER_SIEHT = "Die Geschäftsstelle, die sie geschrieben hat; ein Zentrum und sein Träger, was geteilt ist."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is not None and m.hat(*TEAM, Rolle.TRAEGER):
            zentren = Zentrum.objects.sichtbar_fuer(m).order_by().values("pk")
            return self.filter(geteilt=True, zentrum__in=zentren)
        return self.bearbeitbar_fuer(m)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.GESCHAEFTSSTELLE):
            return self.none()
        return self.filter(verband=mitgliedschaft.verband_id)


class EmpfehlungQuerySet(BeratungsnotizQuerySet):
    WER_SIEHT = "Die Geschäftsstelle; was eingebracht ist, auch die Verbünde der Bezirke und ihre Partner."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        modell: Any = self.model
        if m is None or m.hat(Rolle.VERWALTUNG):
            return self.none()
        genannte = modell.bezirke.through.objects
        dort = genannte.filter(bezirk__in=bezirke_der_rolle(m)).values("empfehlung")
        eigene = self.bearbeitbar_fuer(m).order_by().values("pk")
        return self.filter(Q(pk__in=eigene) | (Q(pk__in=dort) & ~Q(stand="entwurf")))


class VorhabenQuerySet(models.QuerySet):
    """A Vorhaben belongs to all Verbünde that take part."""

    WER_SIEHT = (
        "Zentren, ihre Träger, Koordination und Geschäftsstelle der beteiligten Verbünde; Bezirksamt und "
        "Verbände, was keine Idee mehr ist."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        verbuende = verbuende_der_rolle(m).order_by().values("pk")
        modell: Any = self.model
        dabei = Q(pk__in=modell.verbuende.through.objects.filter(verbund__in=verbuende).values("vorhaben"))
        if m is not None and m.hat(Rolle.GESCHAEFTSSTELLE):
            dabei |= Q(verband=m.verband_id)
        sichtbare = self.filter(dabei)
        if m is None or m.hat(*IM_VERBUND):
            return sichtbare
        return sichtbare.exclude(stand="idee")

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """Whoever leads it: the Koordination that of its Verbund, the Geschäftsstelle also its own."""
        m = mitgliedschaft
        if m is None:
            return self.none()
        gefuehrt = Q(verbund__in=koordinierte(m).order_by().values("pk"))
        if m.hat(Rolle.GESCHAEFTSSTELLE):
            gefuehrt |= Q(verband=m.verband_id)
        return self.filter(gefuehrt)

    def veroeffentlicht(self) -> Self:
        """On the public pages; of a cancelled one they say that it is."""
        return self.filter(oeffentlich=True).exclude(stand="idee")


class SucheintragQuerySet(models.QuerySet):
    """The index of the search: each row says who finds it."""

    WER_SIEHT = (
        "Zentren, ihre Träger, Koordination und Geschäftsstelle; "
        "Bezirksamt und Verbände, was sie auch sonst lesen."
    )

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        m = mitgliedschaft
        if m is not None and m.hat(*IM_VERBUND):
            leser = ["alle", "verbund", "amt"]
        elif m is not None and m.hat(Rolle.BEZIRKSAMT):
            leser = ["alle", "partner", "amt"]
        else:
            leser = ["alle", "partner"]
        verbuende = verbuende_der_rolle(m).order_by().values("pk")
        return self.filter(verbund__in=verbuende, leser__in=leser)

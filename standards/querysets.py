"""What a Mitgliedschaft may see and edit of rounds, Selbstbewertungen and answers."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q

from angebote.querysets import AUFSICHT, INNEN
from zentren.models import Rolle, Zentrum

if TYPE_CHECKING:
    from zentren.models import Mitgliedschaft

OFFEN_BEIM_ZENTRUM = ("entwurf", "zurueckgegeben")
VORGELEGT = Q(status__in=["freigegeben", "in_pruefung", "rueckfrage", "angenommen"]) | Q(
    status="eingereicht", freigabe_noetig=False
)


def _zentren(mitgliedschaft: "Mitgliedschaft | None") -> models.QuerySet:
    return Zentrum.objects.sichtbar_fuer(mitgliedschaft).values("pk")


class FassungQuerySet(models.QuerySet):
    WER_SIEHT = "Alle die veröffentlichten, die Verwaltung auch die in Vorbereitung."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None:
            return self.none()
        if mitgliedschaft.hat(Rolle.VERWALTUNG):
            return self.all()
        return self.filter(veroeffentlicht_am__isnull=False)


class RundeQuerySet(models.QuerySet):
    WER_SIEHT = "Das Bezirksamt alle seines Bezirks; wer dort ein Zentrum sieht, die geöffneten."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or mitgliedschaft.hat(Rolle.VERWALTUNG):
            return self.none()
        if mitgliedschaft.hat(Rolle.BEZIRKSAMT):
            return self.bearbeitbar_fuer(mitgliedschaft)
        bezirke = Zentrum.objects.sichtbar_fuer(mitgliedschaft).order_by().values("bezirk")
        return self.filter(geoeffnet_am__isnull=False, bezirk__in=bezirke)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None or mitgliedschaft.bezirksamt is None:
            return self.none()
        return self.filter(bezirk=mitgliedschaft.bezirksamt.bezirk_id)

    def laufend(self) -> Self:
        """Opened and not closed."""
        return self.filter(geoeffnet_am__isnull=False, abgeschlossen_am__isnull=True)

    def mit_zaehlung(self) -> Self:
        """With `teilnehmende` (Selbstbewertungen but those dropped out), `eingereichte`, `angenommene`."""
        eigene = Q(bewertungen__art="eigen") & ~Q(bewertungen__status="entfallen")
        da = eigene & ~Q(bewertungen__status__in=OFFEN_BEIM_ZENTRUM)
        fertig = Q(bewertungen__art="eigen", bewertungen__status="angenommen")
        return self.annotate(
            teilnehmende=Count("bewertungen", filter=eigene),
            eingereichte=Count("bewertungen", filter=da),
            angenommene=Count("bewertungen", filter=fertig),
        )


class SelbstbewertungQuerySet(models.QuerySet):
    WER_SIEHT = (
        "Team und Träger die der eigenen Zentren, die von außen erst, wenn sie eingereicht sind; "
        "Bezirksamt, Verband und Geschäftsstelle die vorgelegten."
    )

    def vorgelegt(self) -> Self:
        """Put before the Bezirksamt (as `Selbstbewertung.vorgelegt`)."""
        return self.filter(VORGELEGT)

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        if mitgliedschaft is None:
            return self.none()
        if mitgliedschaft.hat(*INNEN):
            return self.filter(VORGELEGT | Q(art="eigen"), zentrum__in=_zentren(mitgliedschaft))
        if mitgliedschaft.hat(*AUFSICHT):
            return self.vorgelegt().filter(zentrum__in=_zentren(mitgliedschaft))
        return self.none()

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """The centre's own: everything while it is a draft, what was asked while there is a Rückfrage."""
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
            return self.none()
        return self.filter(
            zentrum=mitgliedschaft.zentrum_id, art="eigen", status__in=[*OFFEN_BEIM_ZENTRUM, "rueckfrage"]
        )

    def beim_amt(self) -> Self:
        """What the Bezirksamt has to decide."""
        return self.vorgelegt().filter(status__in=["eingereicht", "freigegeben", "in_pruefung"])

    def wartend(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        """What waits for this office: for the Träger to release, for the Bezirksamt to decide."""
        if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.TRAEGER, Rolle.BEZIRKSAMT):
            return self.none()
        sichtbare = self.sichtbar_fuer(mitgliedschaft)
        if mitgliedschaft.hat(Rolle.TRAEGER):
            return sichtbare.filter(status="eingereicht", freigabe_noetig=True)
        return sichtbare.beim_amt()

    def mit_unterschieden(self) -> Self:
        """With `kriterien`, how many stand `gegen` the data, are `abweichend` and have `voten`."""
        abweichend = ~Q(antworten__einschaetzung__in=["erfuellt", "offen"])
        return self.annotate(
            kriterien=Count("antworten"),
            gegen=Count("antworten", filter=Q(antworten__gegen_daten=True)),
            abweichend=Count("antworten", filter=abweichend),
            voten=Count("antworten__votum"),
        )

    def mit_stand(self) -> Self:
        """With `kriterien` and how many of them are `beantwortet` (progress, not result)."""
        return self.annotate(
            kriterien=Count("antworten"),
            beantwortet=Count("antworten", filter=~Q(antworten__einschaetzung="offen")),
        )


class AntwortQuerySet(models.QuerySet):
    WER_SIEHT = "Wer die Selbstbewertung sieht."

    def _bewertungen(self) -> Any:
        bewertung: Any = self.model._meta.get_field("bewertung").related_model
        return bewertung.objects

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.filter(bewertung__in=self._bewertungen().sichtbar_fuer(mitgliedschaft).values("pk"))

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        offen = Q(bewertung__status__in=OFFEN_BEIM_ZENTRUM) | Q(
            bewertung__status="rueckfrage", nachgefragt=True
        )
        bewertungen = self._bewertungen().bearbeitbar_fuer(mitgliedschaft)
        return self.filter(offen, bewertung__in=bewertungen.values("pk"))


VORGELEGTE = Q(antwort__nachgefragt=False) | Q(angelegt_am__lte=F("antwort__votum__geaendert_am"))
"""Proofs that were there when the Bezirksamt asked: what has come since is a draft of the author."""
ENTWUERFE = Q(antwort__nachgefragt=True, nachfolger__angelegt_am__gt=F("antwort__votum__geaendert_am"))


class NachweisQuerySet(models.QuerySet):
    WER_SIEHT = "Wer die Selbstbewertung sieht; seit einer Rückfrage hinzugefügte nur, wer sie beantwortet."

    def _antworten(self) -> Any:
        antwort: Any = self.model._meta.get_field("antwort").related_model
        return antwort.objects

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        gelesen = self.filter(antwort__in=self._antworten().sichtbar_fuer(mitgliedschaft).values("pk"))
        innen = mitgliedschaft is not None and mitgliedschaft.hat(*INNEN)
        return gelesen.filter(VORGELEGTE | Q(antwort__bewertung__art="eigen") if innen else VORGELEGTE)

    def bearbeitbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        return self.filter(antwort__in=self._antworten().bearbeitbar_fuer(mitgliedschaft).values("pk"))

    def geltend(self) -> Self:
        """Without those that a newer revision has replaced."""
        return self.filter(nachfolger__isnull=True)

    def vorgelegt(self) -> Self:
        """The current ones as the Bezirksamt sees them: a draft is not there and replaces nothing."""
        return self.filter(VORGELEGTE, Q(nachfolger__isnull=True) | ENTWUERFE)


class BeitragQuerySet(models.QuerySet):
    """The thread between centre and Bezirksamt; before the release only the inside is there to read."""

    WER_SIEHT = "Wer die Selbstbewertung sieht."

    def sichtbar_fuer(self, mitgliedschaft: "Mitgliedschaft | None") -> Self:
        bewertungen: Any = self.model._meta.get_field("bewertung").related_model
        return self.filter(bewertung__in=bewertungen.objects.sichtbar_fuer(mitgliedschaft).values("pk"))

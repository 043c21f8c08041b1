"""Last year up to its last quarter: two quarters accepted, one "nicht gemeldet", the fourth still open."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from angebote import ablauf, erfassung, kennzahlen
from angebote.models import Kennzahl, Meldezeitraum
from angebote.zeitraeume import meldejahr_sichern
from tests.welt import Welt
from zentren import katalog

GRUND = "noch nicht gezählt"


@dataclass(frozen=True)
class Vorgeschichte:
    """`offen` is the period that the story reports; its months are `monate`."""

    welt: Welt
    jahr: int
    offen: Meldezeitraum

    @property
    def monate(self) -> list[date]:
        return self.offen.monate


def vorgeschichte(welt: Welt) -> Vorgeschichte:
    """Catalogue and Kennzahlen as delivered; the Bezirksamt has put the locks off into the future."""
    katalog.laden()
    kennzahlen.laden()
    jahr = timezone.localdate().year - 1
    meldejahr = meldejahr_sichern(bezirk=welt.bezirk, jahr=jahr)
    erstes, zweites, drittes, viertes = meldejahr.zeitraeume.order_by("nummer")
    for zeitraum in (erstes, zweites, viertes):
        _fristen_verlegen(zeitraum)
    for zeitraum, besuche in ((erstes, 250), (zweites, 300)):
        _annehmen(welt, zeitraum, besuche)
    ablauf.nicht_gemeldet(
        zentrum=welt.eigenes, zeitraum=drittes, grund="Umbau", wer=welt.rollen["bezirksamt"]
    )
    return Vorgeschichte(welt, jahr, viertes)


def _fristen_verlegen(zeitraum: Meldezeitraum) -> None:
    heute = timezone.localdate()
    zeitraum.frist, zeitraum.nachfrist, zeitraum.sperre = (heute + timedelta(days=n) for n in (10, 20, 40))
    zeitraum.save()


def _annehmen(welt: Welt, zeitraum: Meldezeitraum, besuche: int) -> None:
    """The visits of each month, nothing else known; then all the way to the Bezirksamt."""
    kennzahl = Kennzahl.objects.get(schluessel="besuche-offener-bereich")
    wer, zentrum = welt.rollen["leitung"], welt.eigenes
    for monat in zeitraum.monate:
        ort = {"zentrum": zentrum, "monat": monat, "wer": wer}
        erfassung.zelle_speichern(**ort, kennzahl=kennzahl, eingabe=str(besuche), version=None)
        erfassung.rest_keine_angabe(**ort, grund=GRUND)
    meldung = ablauf.einreichen(meldung=zentrum.meldungen.get(zeitraum=zeitraum), wer=wer)
    meldung = ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    ablauf.annehmen(meldung=meldung, aktenzeichen=f"Soz {zeitraum.nummer}", wer=welt.rollen["bezirksamt"])

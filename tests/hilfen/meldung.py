"""A Meldung of the last quarter, complete and ready to be submitted; its dates lie around today."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from angebote import ablauf
from angebote.models import Angebot, Meldezeitraum, Meldung
from angebote.zeitraeume import zeitraum_fuer
from stzverbund.basis.zeit import monat_plus, monatsanfang
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Bezirk, Zentrum

AKTENZEICHEN = "Soz 42/7"


def letztes_quartal(
    bezirk: Bezirk, *, davor: int = 0, frist: int = 10, nachfrist: int = 20, sperre: int = 40
) -> Meldezeitraum:
    """The quarter before the current one, or `davor` quarters earlier; its dates in days from today."""
    heute = timezone.localdate()
    zeitraum = zeitraum_fuer(bezirk, monat_plus(monatsanfang(heute), -3 * (davor + 1)))
    zeitraum.frist, zeitraum.nachfrist, zeitraum.sperre = (
        heute + timedelta(days=tage) for tage in (frist, nachfrist, sperre)
    )
    zeitraum.save()
    return zeitraum


def angebot(zentrum: Zentrum) -> Angebot:
    """The one Angebot of the centre: published for a long time, counted by month."""
    return zentrum.angebote.first() or f.AngebotFabrik(
        zentrum=zentrum, titel="Nähcafé", beginn=date(2020, 1, 1), zaehlung_je_termin=False
    )


def entwurf(zentrum: Zentrum, zahl: int | None = 10, **mehr: Any) -> Meldung:
    """A draft in which each month of the last quarter has `zahl` Teilnahmen; None leaves it empty."""
    zeitraum = mehr.pop("zeitraum", None) or letztes_quartal(zentrum.bezirk)
    meldung = f.MeldungFabrik(zentrum=zentrum, zeitraum=zeitraum, **mehr)
    for monat in zeitraum.monate if zahl is not None else []:
        f.WertFabrik(
            meldung=meldung, monat=monat, angebot=angebot(zentrum), kennzahl=f.KennzahlFabrik(), zahl=zahl
        )
    return meldung


def eingereicht(welt: Welt, zentrum: Zentrum | None = None, **mehr: Any) -> Meldung:
    """Submitted by the Leitung of the centre; with the Träger where it releases."""
    zentrum = zentrum or welt.eigenes
    wer = f.MitgliedschaftFabrik(rolle="leitung", zentrum=zentrum)
    return ablauf.einreichen(meldung=entwurf(zentrum, **mehr), wer=wer)


def vorgelegt(welt: Welt, zentrum: Zentrum | None = None, **mehr: Any) -> Meldung:
    """Submitted, and released where that is needed."""
    meldung = eingereicht(welt, zentrum, **mehr)
    if not meldung.freigabe_noetig:
        return meldung
    wer = f.MitgliedschaftFabrik(rolle="traeger", traeger=meldung.zentrum.traeger)
    return ablauf.freigeben(meldung=meldung, wer=wer)


def angenommen(welt: Welt, zentrum: Zentrum | None = None, **mehr: Any) -> Meldung:
    meldung = vorgelegt(welt, zentrum, **mehr)
    return ablauf.annehmen(meldung=meldung, aktenzeichen=AKTENZEICHEN, wer=welt.rollen["bezirksamt"])


def mit_vorgeschichte(welt: Welt, zentrum: Zentrum | None = None, zahl: int = 40) -> None:
    """The two quarters before the last one are accepted: six months of `zahl` to compare with."""
    for davor in (2, 1):
        angenommen(welt, zentrum, zahl=zahl, zeitraum=letztes_quartal(welt.bezirk, davor=davor))

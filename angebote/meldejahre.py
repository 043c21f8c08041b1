"""The Bezirksamt chooses how often its centres report in a year, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from angebote.models import Meldejahr, Meldezeitraum, Meldung
from angebote.zeitraeume import entwerfen
from stzverbund.basis.pflege import Ueberholt, Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren.models import Bezirk, Mitgliedschaft

FRISTEN = {"frist": "Frist", "nachfrist": "Nachfrist", "sperre": "Sperre"}
"""The dates of a period that can be moved, and what they are called in the trail."""


@dataclass(frozen=True)
class Fristen:
    frist: date
    nachfrist: date
    sperre: date


def rhythmus_fest_weil(meldejahr: Meldejahr, heute: date | None = None) -> str:
    """Why the rhythm of a year can not be chosen any more; empty while it can."""
    heute = heute or timezone.localdate()
    if meldejahr.jahr <= heute.year:
        return f"Das Jahr {meldejahr.jahr} hat begonnen. Der Meldezeitraum bleibt deshalb, wie er ist."
    if meldejahr.pk and Meldung.objects.filter(zeitraum__meldejahr=meldejahr).exists():
        return "Es gibt schon Meldungen. Der Meldezeitraum bleibt deshalb, wie er ist."
    return ""


def gesperrt(zeitraum: Meldezeitraum, heute: date | None = None) -> bool:
    """Whether the lock has come, so that its dates stay as they are."""
    return (heute or timezone.localdate()) >= zeitraum.sperre


def zu_frueh(zeitraum: Meldezeitraum, feld: str, neu: date, heute: date | None = None) -> bool:
    """Whether a date is moved to a day that has come already."""
    return neu != getattr(zeitraum, feld) and neu <= (heute or timezone.localdate())


@transaction.atomic
def festlegen(
    *,
    bezirk: Bezirk,
    jahr: int,
    rhythmus: str,
    fristen: Sequence[Fristen],
    version: int | None,
    wer: Mitgliedschaft,
) -> Meldejahr:
    """Stores the rhythm and the dates of all periods, in their order. Logs events, one for each moved period.

    Raises Verweigert where the rhythm is fixed or a date of a locked period or into the past would move,
    Ueberholt where somebody else saved in between.
    """
    meldejahr = _gesperrtes_jahr(bezirk, jahr, version)
    neu = meldejahr.gesetzt_am is None
    if rhythmus != meldejahr.rhythmus:
        if grund := rhythmus_fest_weil(meldejahr):
            raise Verweigert(grund)
        Meldezeitraum.objects.filter(meldejahr__bezirk=bezirk, meldejahr__jahr=jahr).delete()
        meldejahr.rhythmus, neu = rhythmus, True
    meldejahr.gesetzt_am, meldejahr.version = timezone.now(), meldejahr.version + 1
    meldejahr.save()
    if neu:
        ereignis(meldejahr, "festgelegt", wer=wer, grund=meldejahr.get_rhythmus_display())
    _fristen_setzen(meldejahr, fristen, wer)
    return meldejahr


def _gesperrtes_jahr(bezirk: Bezirk, jahr: int, version: int | None) -> Meldejahr:
    """The row of the year, made where nobody has needed it yet; `version` 0 is what nobody has stored."""
    Bezirk.objects.select_for_update().get(pk=bezirk.pk)
    meldejahr = Meldejahr.objects.filter(bezirk=bezirk, jahr=jahr).first()
    if meldejahr is None:
        return Meldejahr(bezirk=bezirk, jahr=jahr, version=0)
    if meldejahr.version != version and meldejahr.gesetzt_am:
        raise Ueberholt(meldejahr)
    return meldejahr


def _fristen_setzen(meldejahr: Meldejahr, fristen: Sequence[Fristen], wer: Mitgliedschaft) -> None:
    zeitraeume = list(meldejahr.zeitraeume.order_by("nummer"))
    if not zeitraeume:
        zeitraeume = entwerfen(meldejahr)
    if len(zeitraeume) != len(fristen):
        raise Verweigert("Die Termine passen nicht zum Meldezeitraum. Bitte laden Sie die Seite neu.")
    for zeitraum, neue in zip(zeitraeume, fristen, strict=True):
        zeitraum.meldejahr = meldejahr
        if verlegt := _verlegt(zeitraum, neue):
            ereignis(meldejahr, "Termine verlegt", wer=wer, grund=f"{zeitraum}: {verlegt}")
        zeitraum.save()


def _verlegt(zeitraum: Meldezeitraum, neue: Fristen) -> str:
    """Moves the dates; says which of a stored period: "Frist 15.01.2027 → 20.01.2027"."""
    worte = []
    for feld, wort in FRISTEN.items():
        alt, neu = getattr(zeitraum, feld), getattr(neue, feld)
        if alt == neu:
            continue
        if zeitraum.pk and gesperrt(zeitraum):
            raise Verweigert(f"{zeitraum} ist gesperrt. Die Termine bleiben deshalb, wie sie sind.")
        if zu_frueh(zeitraum, feld, neu):
            raise Verweigert(f"{zeitraum}: Ein neuer Termin muss nach dem heutigen Tag liegen.")
        setattr(zeitraum, feld, neu)
        worte.append(f"{wort} {alt:%d.%m.%Y} → {neu:%d.%m.%Y}")
    return "; ".join(worte) if zeitraum.pk else ""

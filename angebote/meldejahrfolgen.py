"""What the rhythm and the dates of a year mean for the centres, in sentences."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format

from angebote.erinnerungen import VORHER
from angebote.meldejahre import FRISTEN
from angebote.models import Meldejahr, Meldezeitraum
from angebote.zeitplan import feiertage
from angebote.zeitraeume import MONATE_JE_ZEITRAUM

SAMSTAG = 5
HOECHSTENS = 4
"""So many dates are named in a sentence."""


def folgen(
    zeitraeume: Sequence[Meldezeitraum], zentren: int, davor: Meldejahr | None, heute: date
) -> list[str]:
    """`zeitraeume` of one year in their order, stored or not; `davor` is the year before, where it is set."""
    erster, letzter = zeitraeume[0], zeitraeume[-1]
    saetze = [
        _anzahl(len(zeitraeume), zentren, davor),
        f"Frist der ersten Meldung ({erster}) ist der {erster.frist:%d.%m.%Y}"
        + (f", der letzten ({letzter}) der {letzter.frist:%d.%m.%Y}." if len(zeitraeume) > 1 else "."),
        f"Wer noch nicht eingereicht hat, bekommt je Zeitraum bis zu drei Mails: {VORHER.days} Tage vor der "
        "Frist, nach der Frist und nach der Nachfrist.",
        f"Ab der Sperre öffnet nur noch das Bezirksamt einen Zeitraum. Ab {letzter.sperre:%d.%m.%Y} ist das "
        "ganze Jahr gesperrt.",
        _gleichzeitig(zeitraeume),
        _freie_tage(zeitraeume, heute),
    ]
    return [satz for satz in saetze if satz]


def _anzahl(je_zentrum: int, zentren: int, davor: Meldejahr | None) -> str:
    haeuser = "Ein Zentrum gibt" if zentren == 1 else f"{zentren} Zentren geben"
    meldungen = "eine Meldung" if je_zentrum == 1 else f"{je_zentrum} Meldungen"
    satz = f"{haeuser} im Jahr je {meldungen} ab"
    if zentren > 1:
        satz += f", zusammen {zentren * je_zentrum}"
    if davor is None:
        return f"{satz}."
    vorher = 12 // MONATE_JE_ZEITRAUM[Meldejahr.Rhythmus(davor.rhythmus)]
    return f"{satz}. {davor.jahr} sind es je Zentrum {vorher}."


def _gleichzeitig(zeitraeume: Sequence[Meldezeitraum]) -> str:
    for dieser, naechster in pairwise(zeitraeume):
        if dieser.frist > naechster.bis:
            return (
                f"Die Frist für {dieser} liegt nach dem Ende von {naechster}: "
                "Die Zentren haben dann zwei Zeiträume zugleich offen."
            )
    return ""


def _freie_tage(zeitraeume: Sequence[Meldezeitraum], heute: date) -> str:
    """Dates to come on which nobody is in the office."""
    freie = [
        f"{FRISTEN[feld]} für {zeitraum} ({date_format(tag, 'l, d.m.Y')})"
        for zeitraum in zeitraeume
        for feld in ("frist", "nachfrist")
        if (tag := getattr(zeitraum, feld)) > heute and _frei(tag)
    ]
    weitere = f" und {len(freie) - HOECHSTENS} weitere" if len(freie) > HOECHSTENS else ""
    if not freie:
        return ""
    return f"Auf ein Wochenende oder einen Feiertag fallen: {'; '.join(freie[:HOECHSTENS])}{weitere}."


def _frei(tag: date) -> bool:
    return tag.weekday() >= SAMSTAG or tag in feiertage(tag.year)

"""Which Meldungen are due: the periods that end soon or are over and have not been submitted."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from angebote.models import Meldezeitraum, Meldung
from angebote.zeitraeume import sperrgrund
from zentren.models import Zentrum

BALD = timedelta(days=14)
"""How long before its end a period is shown."""
RUECKSCHAU = timedelta(days=730)
"""How far back missing Meldungen are looked for."""


@dataclass(frozen=True)
class Faelligkeit:
    """A period that a centre has not reported yet; `meldung` is its draft, None where nothing was entered.

    `stufe`: "offen" (ends soon or is over), "faellig" (due date passed), "nachfrist" (grace date passed),
    "gesperrt" (only the Bezirksamt opens it).
    """

    zentrum: Zentrum
    zeitraum: Meldezeitraum
    meldung: Meldung | None
    stufe: str


def faellig(zentren: QuerySet[Zentrum], heute: date) -> list[Faelligkeit]:
    """Open periods of these centres, oldest first; three queries for any number of centres."""
    haeuser = list(zentren.select_related("bezirk"))
    zeitraeume = list(
        Meldezeitraum.objects.filter(
            meldejahr__bezirk__in={z.bezirk_id for z in haeuser},
            von__lte=heute,
            bis__lte=heute + BALD,
            bis__gte=heute - RUECKSCHAU,
        )
        .select_related("meldejahr")
        .order_by("von", "pk")
    )
    erste = Meldung.objects.filter(zentrum__in=haeuser, zeitraum__in=zeitraeume, nr=0)
    meldungen = {(m.zentrum_id, m.zeitraum_id): m for m in erste.select_related("zeitraum__meldejahr")}
    offene = []
    for zeitraum in zeitraeume:
        for zentrum in haeuser:
            meldung = meldungen.get((zentrum.pk, zeitraum.pk))
            if betrifft(zentrum, zeitraum) and (meldung is None or meldung.beim_zentrum):
                offene.append(Faelligkeit(zentrum, zeitraum, meldung, _stufe(zeitraum, meldung, heute)))
    return offene


def _stufe(zeitraum: Meldezeitraum, meldung: Meldung | None, heute: date) -> str:
    """A Meldung that was returned or unlocked is late, not locked."""
    nach_fristen = stufe(zeitraum, heute)
    if nach_fristen == "gesperrt" and meldung and not sperrgrund(meldung, heute):
        return "nachfrist"
    return nach_fristen


def stufe(zeitraum: Meldezeitraum, heute: date) -> str:
    if heute >= zeitraum.sperre:
        return "gesperrt"
    if heute > zeitraum.nachfrist:
        return "nachfrist"
    return "faellig" if heute > zeitraum.frist else "offen"


def betrifft(zentrum: Zentrum, zeitraum: Meldezeitraum) -> bool:
    """Whether the centre was open for at least a day of the period, in its own Bezirk."""
    if zentrum.bezirk_id != zeitraum.meldejahr.bezirk_id or zentrum.in_betrieb_von > zeitraum.bis:
        return False
    return zentrum.in_betrieb_bis is None or zentrum.in_betrieb_bis >= zeitraum.von

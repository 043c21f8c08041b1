"""What happened at each date of an Angebot: the invented counts from which all its figures are summed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from angebote.aufteilung import ALLE, Zelle
from angebote.models import Angebot, Termin
from angebote.zeitplan import schulferien, termine
from stzverbund.basis.zeit import monat_plus, monatsanfang
from stzverbund.start.beispiel.angebote import Angebotsplan
from stzverbund.start.beispiel.rahmen import Rahmen, zufall

VORAUS = timedelta(weeks=8)
Status = Termin.Status

# How busy a month is against the mean of the year, indoors and outdoors.
DRINNEN = dict(
    zip(range(1, 13), (0.96, 1.0, 1.04, 0.98, 1.0, 0.95, 0.8, 0.78, 1.03, 1.06, 1.08, 0.9), strict=True)
)
DRAUSSEN = dict(
    zip(range(1, 13), (0.5, 0.55, 0.9, 1.15, 1.3, 1.3, 1.2, 1.15, 1.25, 1.1, 0.75, 0.5), strict=True)
)
IN_FERIEN = 0.86
WINTER = (1, 2, 11, 12)
GRUENDE = (
    "Krankheit der Leitung",
    "zu wenige Anmeldungen",
    "Fortbildung des Teams",
    "Raum wurde anders gebraucht",
)
GRUENDE_WINTER = ("Krankheit der Leitung", "Heizung ausgefallen", "Glätte und Schnee")
VORAB = "Fortbildung des Teams"

# Shares of the age groups by kind of visitors.
ALTER = {
    "erwachsene": {"a18": 0.12, "a27": 0.4, "a45": 0.35, "a65": 0.13},
    "aeltere": {"a45": 0.15, "a65": 0.85},
    "familie": {"u6": 0.25, "a6": 0.2, "a15": 0.02, "a18": 0.06, "a27": 0.37, "a45": 0.07, "a65": 0.03},
    "kleinkind": {"u6": 0.5, "a18": 0.06, "a27": 0.4, "a65": 0.04},
    "schulkind": {"u6": 0.02, "a6": 0.9, "a15": 0.03, "a27": 0.05},
    "jugend": {"a6": 0.25, "a15": 0.55, "a18": 0.2},
    "gemischt": {"u6": 0.05, "a6": 0.08, "a15": 0.04, "a18": 0.08, "a27": 0.22, "a45": 0.28, "a65": 0.25},
}
TEILT_AUF, GENAU = 0.6, 0.15
"""Shares of the Angebote that note age and gender at all, and those that note each cell."""


@dataclass(frozen=True, slots=True)
class Zaehlung:
    """One date as a Termin has it; `koepfe` are those who came, also where nobody counts them by Termin."""

    datum: date
    von: time
    bis: time
    minuten: int
    status: str
    grund: str = ""
    koepfe: int | None = None
    ehrenamtliche: int | None = None
    ehrenamt_minuten: int | None = None
    aufteilung: dict[Zelle, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Eigenart:
    """What one Angebot is like: its usual number of people today, its growth, how it is counted."""

    mittel: float
    trend: float
    saison: dict[int, float]
    teilt_auf: bool
    genau: bool


def je_monat(rahmen: Rahmen, plan: Angebotsplan) -> dict[date, list[Zaehlung]]:
    """All dates of an Angebot from the first month of the demo to eight weeks ahead, by month."""
    eigenart, monate = _eigenart(rahmen, plan), defaultdict(list)
    for zaehlung in _zaehlungen(rahmen, plan, eigenart):
        monate[monatsanfang(zaehlung.datum)].append(zaehlung)
    return monate


def _eigenart(rahmen: Rahmen, plan: Angebotsplan) -> _Eigenart:
    angaben = rahmen.angaben[plan.angebot.zentrum.slug]
    wuerfel = zufall(plan.angebot.zentrum.slug, plan.angebot.titel, "eigenart")
    los = wuerfel.random()
    return _Eigenart(
        mittel=plan.vorlage["kopf"] * (0.55 + 0.45 * angaben["groesse"]) * wuerfel.uniform(0.85, 1.15),
        trend=wuerfel.gauss(angaben["trend"], 0.05),
        saison=DRAUSSEN if plan.vorlage.get("draussen") else DRINNEN,
        teilt_auf=los < TEILT_AUF and plan.angebot.zaehlung_je_termin,
        genau=los < GENAU,
    )


def _zaehlungen(rahmen: Rahmen, plan: Angebotsplan, eigenart: _Eigenart) -> Iterator[Zaehlung]:
    angebot = plan.angebot
    if angebot.status == Angebot.Status.ENTWURF:
        return
    ende = angebot.ende or rahmen.heute + VORAUS
    if angebot.status == Angebot.Status.PAUSIERT:
        ende = monat_plus(rahmen.monat, -1) - timedelta(days=1)
    beginn = max(rahmen.erster, angebot.beginn or rahmen.erster)
    for v in termine(plan.regel, beginn, min(ende, rahmen.heute + VORAUS)):
        if rahmen.ist_geschlossen(angebot.zentrum_id, v.datum):
            continue
        wuerfel = zufall(angebot.zentrum.slug, angebot.titel, v.datum)
        zeit = (v.datum, v.von, v.bis, v.minuten)
        if v.datum >= rahmen.heute:
            abgesagt = v.datum > rahmen.heute and wuerfel.random() < 0.015
            yield Zaehlung(*zeit, Status.AUSGEFALLEN, VORAB) if abgesagt else Zaehlung(*zeit, Status.GEPLANT)
        elif rahmen.ungezaehlt(angebot.zentrum.slug, v.datum, wuerfel):
            yield Zaehlung(*zeit, Status.GEPLANT)
        elif wuerfel.random() < (0.05 if v.datum.month in WINTER else 0.03):
            gruende = GRUENDE_WINTER if v.datum.month in WINTER else GRUENDE
            yield Zaehlung(*zeit, Status.AUSGEFALLEN, wuerfel.choice(gruende))
        else:
            yield _stattgefunden(rahmen, plan, eigenart, zeit, wuerfel)


def _stattgefunden(
    rahmen: Rahmen,
    plan: Angebotsplan,
    eigenart: _Eigenart,
    zeit: tuple[date, time, time, int],
    wuerfel: Random,
) -> Zaehlung:
    tag, _, _, minuten = zeit
    mittel = eigenart.mittel * eigenart.saison[tag.month] * _wachstum(rahmen, plan, eigenart, tag)
    if tag in schulferien(tag.year):
        mittel *= IN_FERIEN
    koepfe = max(1, round(wuerfel.gauss(mittel, 0.3 + 0.17 * mittel)))
    helfende = plan.vorlage.get("ehrenamt", 0)
    ehrenamtliche = max(0, round(wuerfel.gauss(helfende, 0.25 * helfende))) if helfende else None
    return Zaehlung(
        *zeit,
        Status.STATTGEFUNDEN,
        koepfe=koepfe,
        ehrenamtliche=ehrenamtliche,
        # a quarter of an hour before and after
        ehrenamt_minuten=None if ehrenamtliche is None else ehrenamtliche * (minuten + 30),
        aufteilung=_aufteilung(plan, eigenart, koepfe, wuerfel) if eigenart.teilt_auf else {},
    )


def _wachstum(rahmen: Rahmen, plan: Angebotsplan, eigenart: _Eigenart, tag: date) -> float:
    """1.0 today; less before where it grows, and in the first quarter of a new Angebot."""
    jahre = (rahmen.heute - tag).days / 365
    seit = (tag - (plan.angebot.beginn or tag)).days
    anlauf = 0.6 + 0.4 * min(1.0, seit / 90) if plan.angebot.beginn else 1.0
    return max(0.3, 1 + eigenart.trend) ** -jahre * anlauf


def _aufteilung(plan: Angebotsplan, eigenart: _Eigenart, koepfe: int, wuerfel: Random) -> dict[Zelle, int]:
    """Margins by age group and gender, with all cells where each was noted; up to a fifth is unknown."""
    bekannt = koepfe - round(koepfe * wuerfel.choice([0, 0, 0, 0.1, 0.2]))
    anteile, w = ALTER[plan.vorlage["wer"]], plan.vorlage["w"]
    alter = wuerfel.choices(list(anteile), list(anteile.values()), k=bekannt)
    geschlecht = wuerfel.choices(
        ["w", "m", "d"], [w, max(0.0, 0.995 - w), 0.005 if 0 < w < 1 else 0], k=bekannt
    )
    teile: Counter[Zelle] = Counter()
    for a, g in zip(alter, geschlecht, strict=True):
        teile[a, ALLE] += 1
        teile[ALLE, g] += 1
        if eigenart.genau:
            teile[a, g] += 1
    return dict(sorted(teile.items()))

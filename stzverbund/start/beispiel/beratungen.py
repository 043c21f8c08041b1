"""Tallies of counselling and referrals; the last fifteen months stroke by stroke, before only their sums."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from angebote.models import Beratung, Kennzahl, Meldung
from angebote.zeitplan import feiertage
from stzverbund.basis.zeit import monat_plus, monatsende
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from stzverbund.start.beispiel.zaehlungen import DRINNEN
from zentren.models import Fachstelle, Fachstellenart, Zentrum, Zielgruppe

MONATE = 15
Quelle = Kennzahl.Quelle

# Topic: how often, and to which kinds of Fachstellen people are referred.
THEMEN: dict[str, tuple[int, tuple[str, ...]]] = {
    "antraege": (22, ("Amt für Soziales", "Sozialdienst")),
    "existenz": (14, ("Jobcenter", "Amt für Soziales")),
    "wohnen": (13, ("Sonstige",)),
    "familie": (9, ("Jugendamt",)),
    "gesundheit": (9, ("Gesundheitsamt", "Sozialpsychiatrischer Dienst")),
    "migration": (8, ("Migrationssozialdienst",)),
    "lebenslage": (7, ("Sozialpsychiatrischer Dienst",)),
    "schulden": (6, ("Schuldnerberatung",)),
    "arbeit": (5, ("Jobcenter",)),
    "selbsthilfe": (4, ("Selbsthilfekontaktstelle",)),
    "ehrenamt": (4, ()),
    "sucht": (3, ("Suchtberatung",)),
    "konflikt": (2, ()),
    "sonstiges": (4, ("Mobilitätshilfedienst",)),
}
KONTAKTE = {"erst": 45, "folge": 40, "langzeit": 15}
SPRACHEN = {"de": 74, "ru": 9, "uk": 5, "ar": 4, "vi": 4, "en": 3, "andere": 1}
ZIELGRUPPEN = {
    None: 20,
    "Seniorinnen und Senioren": 22,
    "Familien": 14,
    "Erwachsene": 12,
    "Migrantinnen und Migranten": 10,
    "Alleinerziehende": 8,
    "Langzeitarbeitslose": 6,
    "Menschen mit Behinderung": 5,
    "Geflüchtete": 3,
}
VERMITTELT = 0.28


@dataclass(frozen=True)
class _Verzeichnis:
    arten: dict[str, Fachstellenart]
    zielgruppen: dict[str, Zielgruppe]
    stellen: dict[tuple[int, int], list[Fachstelle]]
    """(Bezirk, kind) -> the Fachstellen of that kind there."""


def anlegen(rahmen: Rahmen, monate: list[tuple[Meldung, date]]) -> dict[tuple[Meldung, date], dict[str, int]]:
    """Strokes of the recent months; for all months what they add up to, by Quelle of the Kennzahl."""
    stellen: dict[tuple[int, int], list[Fachstelle]] = {}
    for stelle in Fachstelle.objects.all():
        stellen.setdefault((stelle.bezirk_id, stelle.art_id), []).append(stelle)
    verzeichnis = _Verzeichnis(
        {art.name: art for art in Fachstellenart.objects.all()},
        {zielgruppe.name: zielgruppe for zielgruppe in Zielgruppe.objects.all()},
        stellen,
    )
    ab = erster_monat(rahmen)
    alle, summen = [], {}
    for meldung, monat in monate:
        striche = _striche(rahmen, meldung, monat, verzeichnis)
        summen[meldung, monat] = _zusammen(striche)
        alle += striche if monat >= ab else []
    Beratung.objects.bulk_create(alle, batch_size=1000)
    return summen


def erster_monat(rahmen: Rahmen) -> date:
    """From this month on every stroke is stored."""
    return monat_plus(rahmen.monat, 1 - MONATE)


def _striche(rahmen: Rahmen, meldung: Meldung, monat: date, verzeichnis: _Verzeichnis) -> list[Beratung]:
    zentrum = meldung.zentrum
    angaben, wuerfel = rahmen.angaben[zentrum.slug], zufall(zentrum.slug, monat, "beratung")
    jahre = (rahmen.heute - monat).days / 365
    menge = 21 * angaben["groesse"] * (1.5 if "L4" in angaben["schwerpunkte"] else 1.0)
    menge *= DRINNEN[monat.month] * max(0.3, 1 + angaben["trend"]) ** -jahre
    tage = _tage(rahmen, zentrum, monat)
    if not tage:
        return []
    anzahl = max(3, round(wuerfel.gauss(menge, 0.15 * menge)) * len(tage) // 22)
    striche = [_beratung(meldung, wuerfel.choice(tage), verzeichnis, wuerfel) for _ in range(anzahl)]
    selbsthilfe = angaben["typ"] == "selbsthilfekontaktstelle"
    weitere = {
        "ehrenamt": round(wuerfel.uniform(0, 2.4) * angaben["groesse"]),
        "nachbarschaftshilfe": round(wuerfel.uniform(0, 3.5) * angaben["groesse"]),
        "gruendung": int(wuerfel.random() < (0.4 if selbsthilfe else 0.06)),
    }
    for art, wie_oft in weitere.items():
        striche += [Beratung(meldung=meldung, datum=wuerfel.choice(tage), art=art) for _ in range(wie_oft)]
    return sorted(striche, key=lambda strich: strich.datum)


def _tage(rahmen: Rahmen, zentrum: Zentrum, monat: date) -> list[date]:
    """Working days of the month that are over."""
    tage = [monat + timedelta(days=i) for i in range(monatsende(monat).day)]
    return [
        tag
        for tag in tage
        if tag.weekday() < 5
        and tag < rahmen.heute
        and tag not in feiertage(tag.year)
        and not rahmen.ist_geschlossen(zentrum.pk, tag)
    ]


def _beratung(meldung: Meldung, tag: date, verzeichnis: _Verzeichnis, wuerfel: Random) -> Beratung:
    thema = wuerfel.choices(list(THEMEN), [haeufig for haeufig, _ in THEMEN.values()])[0]
    zielgruppe = wuerfel.choices(list(ZIELGRUPPEN), list(ZIELGRUPPEN.values()))[0]
    art = stelle = None
    if THEMEN[thema][1] and wuerfel.random() < VERMITTELT:
        art = verzeichnis.arten[wuerfel.choice(THEMEN[thema][1])]
        stellen = verzeichnis.stellen.get((meldung.zentrum.bezirk_id, art.pk), [])
        stelle = wuerfel.choice(stellen) if stellen and wuerfel.random() < 0.7 else None
    return Beratung(
        meldung=meldung,
        datum=tag,
        thema=thema,
        kontakt=wuerfel.choices(list(KONTAKTE), list(KONTAKTE.values()))[0],
        zielgruppe=verzeichnis.zielgruppen[zielgruppe] if zielgruppe else None,
        sprache=wuerfel.choices(list(SPRACHEN), list(SPRACHEN.values()))[0],
        fachstellenart=art,
        fachstelle=stelle,
        anzahl=2 if thema == "antraege" and wuerfel.random() < 0.15 else 1,
    )


def _zusammen(striche: list[Beratung]) -> dict[str, int]:
    """As the grid sums them: without a stroke of counselling its figures are 0 only where there was one."""
    summen: Counter[str] = Counter()
    for strich in striche:
        if strich.art == "beratung":
            summen[strich.kontakt] += strich.anzahl
            summen[Quelle.FACHSTELLE] += strich.anzahl if strich.fachstellenart else 0
        else:
            summen[strich.art] += strich.anzahl
    if any(strich.art == "beratung" for strich in striche):
        for quelle in (Quelle.ERSTKONTAKT, Quelle.FOLGEKONTAKT, Quelle.LANGZEITKONTAKT, Quelle.FACHSTELLE):
            summen.setdefault(quelle, 0)
    return dict(summen)

"""The Angebote of the demo with their schedules: the same pool for all centres, shifted a little in each."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from angebote.models import Angebot, Sprache, Zeitplan
from angebote.terminplan import felder_von
from angebote.zeitplan import Regel
from stzverbund.basis.zeit import monat_plus
from stzverbund.start.beispiel.organisationen import NUMMER
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from stzverbund.start.beispiel.raumplan import Raumplan
from stzverbund.start.beispiel.zeitplaene import regel_aus
from zentren.models import Leistung, Leistungsbereich, Raum, Standort, Zentrum, Ziel, Zielgruppe

UEBERALL = ("Sozialberatung", "Offenes Café")
STAMM = 24
"""The largest centre has the first entries of the pool, so that its list is the same whatever is added."""
GROSS = 1.5
"""From this size on a centre has several drafts and more than one ended Angebot."""


@dataclass(frozen=True)
class Angebotsplan:
    """An Angebot with what its figures are made of: the entry of the pool and the rule of its dates."""

    angebot: Angebot
    vorlage: dict[str, Any]
    regel: Regel


def anlegen(rahmen: Rahmen) -> list[Angebotsplan]:
    """Angebote, schedules and what they belong to; the plans, for whoever makes their Termine and figures."""
    gewaehlt = auswahl(rahmen)
    plaene = [p for z in rahmen.zentren.values() for p in _im_zentrum(rahmen, z, gewaehlt[z.slug])]
    Angebot.objects.bulk_create([plan.angebot for plan in plaene])
    Zeitplan.objects.bulk_create([Zeitplan(angebot=p.angebot, **felder_von(p.regel)) for p in plaene])
    zuordnen(plaene)
    return plaene


def auswahl(rahmen: Rahmen) -> dict[str, list[dict[str, Any]]]:
    """Which entries of the pool each centre has: everywhere the basics, then what is rare and suits it."""
    pool, benutzt, ergebnis = inhalt("angebote")["angebot"], Counter[str](), {}
    for slug, angaben in rahmen.angaben.items():
        wuerfel = zufall(slug, "auswahl")
        fest = [v for v in pool if v["titel"] in UEBERALL]
        if angaben["groesse"] > GROSS:
            fest += [v for v in pool[:STAMM] if v not in fest]
        rang = {v["titel"]: _rang(v, angaben, benutzt, wuerfel) for v in pool}
        rest = sorted((v for v in pool if v not in fest), key=lambda v: rang[v["titel"]])
        ergebnis[slug] = (fest + rest)[: angaben["angebote"]]
        benutzt.update(v["titel"] for v in ergebnis[slug])
    return ergebnis


def _rang(vorlage: dict[str, Any], angaben: dict[str, Any], benutzt: Counter[str], wuerfel: Random) -> float:
    fremd = 0.0 if vorlage["bereich"] in angaben["schwerpunkte"] else 1.2
    if angaben["typ"] == "selbsthilfekontaktstelle" and vorlage["art"] == "selbsthilfegruppe":
        fremd -= 2.0
    return benutzt[vorlage["titel"]] + fremd + wuerfel.random()


def _im_zentrum(rahmen: Rahmen, zentrum: Zentrum, gewaehlt: list[dict[str, Any]]) -> list[Angebotsplan]:
    standorte = list(Standort.objects.filter(zentrum=zentrum))
    raeume = list(Raum.objects.filter(standort__in=standorte).select_related("standort"))
    groesse = rahmen.angaben[zentrum.slug]["groesse"]
    staende = _staende(len(gewaehlt), gross=groesse > GROSS)
    bereiche = {b.schluessel: b for b in Leistungsbereich.objects.all()}
    raumplan = Raumplan(rahmen)
    return [
        _plan(rahmen, zentrum, vorlage, stand, raeume, bereiche, raumplan)
        for vorlage, stand in zip(gewaehlt, staende, strict=True)
    ]


def _staende(anzahl: int, *, gross: bool) -> list[str]:
    """Most are published; the last ones are not."""
    andere = ["beendet", "pausiert", "entwurf"]
    if gross:
        andere = ["beendet", *andere, "entwurf"]
    andere = andere[-max(1, anzahl // 4) :]
    return ["veroeffentlicht"] * (anzahl - len(andere)) + andere


def _plan(
    rahmen: Rahmen,
    zentrum: Zentrum,
    vorlage: dict[str, Any],
    stand: str,
    raeume: list[Raum],
    bereiche: dict[str, Leistungsbereich],
    raumplan: Raumplan,
) -> Angebotsplan:
    wuerfel = zufall(zentrum.slug, vorlage["titel"])
    beginn, ende = _laufzeit(rahmen, zentrum, vorlage, stand, wuerfel)
    raum = None if "ort" in vorlage else _raum(vorlage, raeume, wuerfel)
    entwurf = stand == Angebot.Status.ENTWURF
    angebot = Angebot(
        zentrum=zentrum,
        status=stand,
        titel=vorlage["titel"],
        art=vorlage["art"],
        leistungsbereich=bereiche[vorlage["bereich"]],
        **_ort(vorlage, raum),
        kosten="" if entwurf else vorlage.get("kosten", "frei"),
        beitrag=vorlage.get("beitrag", ""),
        kurztext=vorlage["kurz"],
        beschreibung="" if entwurf else vorlage["text"],
        schwerpunkt=vorlage.get("schwerpunkt", "alle"),
        anmeldung=vorlage.get("anmeldung", ""),
        partner=vorlage.get("partner", ""),
        sprachen=vorlage.get("sprachen", [Sprache.DEUTSCH.value]),
        beginn=beginn,
        ende=ende,
        zaehlung_je_termin=not vorlage.get("monatssumme", False),
        **_alter(vorlage),
        **_kontakt(zentrum, wuerfel, entwurf),
        **_pruefung(rahmen, wuerfel, entwurf),
    )
    regel = regel_aus(rahmen, vorlage, angebot, wuerfel)
    if raum and not entwurf:
        angebot.raum = raumplan.platz(regel, [raum, *_passende(vorlage, raeume)])
    return Angebotsplan(angebot, vorlage, regel)


def _ort(vorlage: dict[str, Any], raum: Raum | None) -> dict[str, Any]:
    if raum is None:
        return {"ort": vorlage.get("ort", "")}
    return {"raum": raum, "standort": raum.standort, "stufenlos": raum.standort.stufenlos}


def _laufzeit(
    rahmen: Rahmen, zentrum: Zentrum, vorlage: dict[str, Any], stand: str, wuerfel: Random
) -> tuple[date, date | None]:
    """Every fifth began while the demo's figures run; ended ones ended within the last year."""
    frueh = max(zentrum.in_betrieb_von, date(rahmen.erster.year - 2, 1, 1))
    beginn = max(frueh, monat_plus(rahmen.erster, wuerfel.randint(-18, 0)))
    if wuerfel.random() < 0.2 and vorlage["titel"] not in UEBERALL:
        beginn = max(beginn, monat_plus(rahmen.monat, -wuerfel.randint(4, 12 * rahmen.jahre)))
    if stand == Angebot.Status.BEENDET:
        return min(beginn, monat_plus(rahmen.monat, -14)), rahmen.vor(wuerfel.randint(60, 300))
    if stand == Angebot.Status.ENTWURF:
        return monat_plus(rahmen.monat, 1), None
    return beginn, None


def _raum(vorlage: dict[str, Any], raeume: list[Raum], wuerfel: Random) -> Raum | None:
    passend = _passende(vorlage, raeume)
    return wuerfel.choice(passend) if passend else None


def _passende(vorlage: dict[str, Any], raeume: list[Raum]) -> list[Raum]:
    """A consultation gets a confidential room, everything else one that holds its people."""
    if vorlage["art"] == Angebot.Art.BERATUNG:
        return [raum for raum in raeume if raum.fuer_beratung]
    return [r for r in raeume if not r.fuer_beratung and (r.plaetze or 0) >= min(vorlage["kopf"], 80)]


def _alter(vorlage: dict[str, Any]) -> dict[str, int | None]:
    von, bis = vorlage.get("alter", [0, 0])
    return {"alter_von": von or None, "alter_bis": bis or None}


def _kontakt(zentrum: Zentrum, wuerfel: Random, entwurf: bool) -> dict[str, str]:
    if entwurf:
        return {}
    telefon = NUMMER.format(2000 + wuerfel.randint(0, 2999))
    return {"kontakt_telefon": telefon, "kontakt_email": zentrum.email if wuerfel.random() < 0.5 else ""}


def _pruefung(rahmen: Rahmen, wuerfel: Random, entwurf: bool) -> dict[str, Any]:
    """Every seventh was not checked for more than its rhythm."""
    rhythmus = wuerfel.choice([3, 6, 6, 12])
    alt = wuerfel.random() < 0.15
    tage = rhythmus * 31 + wuerfel.randint(10, 120) if alt else wuerfel.randint(3, rhythmus * 28)
    return {"pruefrhythmus": rhythmus, "geprueft_am": None if entwurf else rahmen.vor(tage)}


def zuordnen(plaene: list[Angebotsplan]) -> None:
    """The many-to-many fields; drafts are still without their Zielgruppen."""
    felder: dict[str, dict[str, Any]] = {
        "leistungen": {eintrag.schluessel: eintrag for eintrag in Leistung.objects.all()},
        "ziele": {eintrag.schluessel: eintrag for eintrag in Ziel.objects.all()},
        "zielgruppen": {eintrag.name: eintrag for eintrag in Zielgruppe.objects.all()},
    }
    for feld, eintraege in felder.items():
        relation: Any = Angebot._meta.get_field(feld)
        durch, spalte = relation.remote_field.through, relation.m2m_reverse_name()
        durch.objects.bulk_create(
            [
                durch(angebot_id=plan.angebot.pk, **{spalte: eintraege[key].pk})
                for plan in plaene
                if feld != "zielgruppen" or plan.angebot.status != Angebot.Status.ENTWURF
                for key in plan.vorlage.get(feld, ())
            ]
        )

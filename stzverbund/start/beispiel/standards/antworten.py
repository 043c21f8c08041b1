"""What the centres of the demo say, better from year to year, and what their data said on that day."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date

from standards.belege import Lage, errechnen
from standards.models import Antwort, Beleg, Einschaetzung, Urteil
from stzverbund.start.beispiel.standards.gang import (
    BEANTWORTET,
    Gang,
    Plan,
    Status,
    Vorrat,
    nachdatieren,
    stempeln,
)

LUECKEN = {2: 0.26, 1: 0.2, 0: 0.14}
"""Which part of the Kriterien is not fully met, by years ago."""
NICHT_ERFUELLT, RESSOURCEN, GUTE_PRAXIS, ENTFAELLT = 0.04, 0.3, (0.5, 0.68), 0.9
GEGEN_DIE_DATEN, NOTIZ = 0.55, 0.06
GESPEICHERT = [
    *("einschaetzung", "begruendung", "kategorie", "massnahme", "notiz", "gute_praxis", "unveraendert"),
    *("nachgefragt", "gegen_daten", "abgegeben", "version", "geaendert_am"),
]


def geben(vorrat: Vorrat, plan: Plan, gaenge: list[Gang]) -> None:
    """Fills the answers in memory. Drafts have answered some of them, who has dropped out none."""
    _belege(vorrat, plan, gaenge)
    antworten = defaultdict(list)
    alle = Antwort.objects.filter(bewertung__in=[g.bewertung for g in gaenge])
    for antwort in alle.select_related("kriterium__standard", "bewertung"):
        antworten[antwort.bewertung_id].append(antwort)
    for gang in gaenge:
        gang.antworten = antworten[gang.bewertung.pk][: _anzahl(gang)]
        for antwort in gang.antworten:
            _antworten(vorrat, plan, gang, antwort)


def speichern(gaenge: list[Gang]) -> None:
    """Upserts, because an update of so many different rows costs seconds."""
    alle = [antwort for gang in gaenge for antwort in gang.antworten]
    Antwort.objects.bulk_create(
        alle, update_conflicts=True, unique_fields=["id"], update_fields=GESPEICHERT, batch_size=200
    )
    Antwort.history.bulk_history_create(alle, batch_size=200, update=True)


def belege_einfrieren(gaenge: list[Gang]) -> None:
    """The Belege of each submission, as `standards.belege.motor.einfrieren` stores them."""
    belege = []
    for gang in gaenge:
        if gang.status not in (Status.ENTWURF, Status.ENTFALLEN):
            belege += _eingefroren(gang)
    Beleg.objects.bulk_create(belege)
    nachdatieren(Beleg, belege, "errechnet_am")


def _anzahl(gang: Gang) -> int | None:
    if gang.status == Status.ENTFALLEN:
        return 0
    return BEANTWORTET.get(gang.slug, 0) if gang.status == Status.ENTWURF else None


def _belege(vorrat: Vorrat, plan: Plan, gaenge: list[Gang]) -> None:
    """Asks the rules once for all centres that submit on the same day."""
    je_tag: defaultdict[date, list[Gang]] = defaultdict(list)
    for gang in gaenge:
        je_tag[vorrat.rahmen.heute if gang.status == Status.ENTWURF else gang.tag].append(gang)
    for tag, gleiche in je_tag.items():
        belege = errechnen(Lage(sorted({g.zentrum.pk for g in gleiche}), tag))
        for gang in gleiche:
            gang.belege = belege


def _antworten(vorrat: Vorrat, plan: Plan, gang: Gang, antwort: Antwort) -> None:
    kriterium = antwort.kriterium.schluessel
    wurf = gang.wuerfel(kriterium).random()
    dagegen = _spricht_dagegen(gang, kriterium)
    trotzdem = gang.wuerfel(kriterium, "daten").random() < GEGEN_DIE_DATEN
    praxis = vorrat.text(kriterium, "praxis")
    if antwort.kann_entfallen and wurf > ENTFAELLT:
        antwort.einschaetzung = Einschaetzung.NICHT_ANWENDBAR
        antwort.begruendung = vorrat.satz("entfaellt")
    elif wurf < LUECKEN[plan.vor_jahren] or (dagegen and not trotzdem):
        _luecke(vorrat, gang, antwort, wurf)
    else:
        antwort.einschaetzung = Einschaetzung.ERFUELLT
        if dagegen:
            antwort.begruendung = gang.wuerfel(kriterium, "satz").choice(vorrat.satz("gegen_daten"))
        elif praxis and GUTE_PRAXIS[0] < wurf < GUTE_PRAXIS[1]:
            antwort.begruendung, antwort.gute_praxis = praxis, True
        antwort.unveraendert = not antwort.begruendung and bool(gang.bewertung.vorjahr_id) and wurf > 0.4
    if gang.wuerfel(kriterium, "notiz").random() < NOTIZ:
        antwort.notiz = gang.wuerfel(kriterium).choice(vorrat.satz("notiz"))
    antwort.abgegeben = gang.abgegeben
    antwort.gegen_daten = gang.abgegeben and dagegen and antwort.einschaetzung == Einschaetzung.ERFUELLT
    antwort.version += 1
    antwort.geaendert_am = gang.am["antworten"]
    stempeln(antwort, antwort.geaendert_am, gang.autor("leitung"))


def _luecke(vorrat: Vorrat, gang: Gang, antwort: Antwort, wurf: float) -> None:
    """Something is missing: why, and where resources are the reason, no promise."""
    kriterium = antwort.kriterium.schluessel
    nicht = wurf < NICHT_ERFUELLT
    antwort.einschaetzung = Einschaetzung.NICHT_ERFUELLT if nicht else Einschaetzung.TEILWEISE
    ressourcen = vorrat.text(kriterium, "ressourcen")
    if ressourcen and gang.wuerfel(kriterium, "mittel").random() < RESSOURCEN:
        antwort.begruendung, antwort.kategorie = ressourcen, Antwort.Kategorie.RESSOURCEN
    elif gang.status == Status.ENTWURF and antwort.kriterium == gang.antworten[-1].kriterium:
        antwort.begruendung = ""  # just begun: the check list asks for it
    else:
        antwort.begruendung = vorrat.text(kriterium, "luecke")


def _spricht_dagegen(gang: Gang, kriterium: str) -> bool:
    paare = gang.belege.get(gang.zentrum.pk, {}).get(kriterium, [])
    return any(ergebnis.urteil == Urteil.DAGEGEN for _, ergebnis in paare)


def _eingefroren(gang: Gang) -> list[Beleg]:
    kriterien = {antwort.kriterium.schluessel: antwort.kriterium for antwort in gang.antworten}
    zeilen = []
    for schluessel, paare in gang.belege.get(gang.zentrum.pk, {}).items():
        for regel, ergebnis in paare:
            zeile = Beleg(
                bewertung=gang.bewertung,
                einreichung=1,
                kriterium=kriterien[schluessel],
                regel=regel.schluessel,
                regel_version=regel.version,
                **{f: getattr(ergebnis, f) for f in ("urteil", "satz", "wert", "schwelle", "von", "bis")},
                verweise=[asdict(verweis) for verweis in ergebnis.verweise],
            )
            zeile.datiert = gang.am["eingereicht"]  # type: ignore[attr-defined]
            zeilen.append(zeile)
    return zeilen

"""What the Stadtteile need and ask for: one centre rich, the others thin."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from angebote.models import Angebot
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Bezirksregion, Zentrum, Zielgruppe
from zentren.stadtteilmanagement.bedarfe import wieder_am
from zentren.stadtteilmanagement.models import Anliegen, Bedarf

REICH = "marzahn-mitte"
SCHRITTE = {"geplant_am": 60, "umgesetzt_am": 150, "ueberprueft_am": 330}
"""Days from the day on which a need was found to each step."""
BIS = {"ermittelt": 0, "verworfen": 0, "geplant": 1, "umgesetzt": 2, "ueberprueft": 3}
"""How many of the steps have been taken."""
ANTWORT_NACH, FRIST = timedelta(days=34), timedelta(weeks=4)


def anlegen(rahmen: Rahmen) -> None:
    muster = inhalt("bedarfe")
    regionen = _regionen()
    bedarfe: list[tuple[dict[str, Any], Bedarf]] = []
    anliegen: list[tuple[dict[str, Any], Anliegen]] = []
    for slug, zentrum in rahmen.zentren.items():
        for zeile in muster["bedarf"]:
            if slug == REICH or zeile.get("auch"):
                bedarfe.append((zeile, _bedarf(rahmen, zentrum, regionen.get(zentrum.pk), zeile)))
        anliegen += _anliegen(rahmen, zentrum, regionen.get(zentrum.pk), muster["anliegen"])
    Bedarf.objects.bulk_create(bedarf for _, bedarf in bedarfe)
    _verbinden(bedarfe)
    je_titel = {(bedarf.zentrum_id, bedarf.titel): bedarf for _, bedarf in bedarfe}
    for zeile, eines in anliegen:
        eines.bedarf = je_titel.get((eines.zentrum_id, zeile.get("bedarf", "")))
    Anliegen.objects.bulk_create(eines for _, eines in anliegen)


def _regionen() -> dict[int, Bezirksregion]:
    """The Stadtteil of each centre that serves one only."""
    paare = Zentrum.regionen.through.objects.select_related("bezirksregion")
    je_haus: dict[int, list[Bezirksregion]] = {}
    for paar in paare:
        je_haus.setdefault(paar.zentrum_id, []).append(paar.bezirksregion)
    return {haus: regionen[0] for haus, regionen in je_haus.items() if len(regionen) == 1}


def _bedarf(rahmen: Rahmen, zentrum: Zentrum, region: Bezirksregion | None, zeile: dict[str, Any]) -> Bedarf:
    tage = zufall("bedarfe", zentrum.slug, zeile["titel"]).randrange(20)
    ermittelt = rahmen.heute - relativedelta(months=zeile["vor"]) - timedelta(days=tage)
    schritte = list(SCHRITTE.items())[: BIS[zeile["stand"]]]
    bedarf = Bedarf(
        zentrum=zentrum,
        region=region,
        titel=zeile["titel"],
        problemfeld=zeile["feld"],
        quelle=zeile["quelle"],
        sozialraum=zeile.get("ort", ""),
        infrastruktur=zeile.get("infrastruktur", False),
        beschreibung=zeile.get("text", ""),
        grundlage=zeile.get("grundlage", ""),
        ergebnis=zeile.get("ergebnis", ""),
        grund=zeile.get("grund", ""),
        status=zeile["stand"],
        ermittelt_am=ermittelt,
        **{feld: min(ermittelt + timedelta(days=nach), rahmen.heute) for feld, nach in schritte},
    )
    if bedarf.status == Bedarf.Status.VERWORFEN:
        bedarf.verworfen_am = ermittelt + timedelta(days=120)
    bedarf.wieder_am = wieder_am(bedarf)
    return bedarf


def _verbinden(bedarfe: list[tuple[dict[str, Any], Bedarf]]) -> None:
    """Who needs it, and the public Angebote whose titles say that they answer."""
    gruppen = {gruppe.name: gruppe.pk for gruppe in Zielgruppe.objects.all()}
    wer, antworten = Bedarf.zielgruppen.through, Angebot.bedarfe.through
    wer.objects.bulk_create(
        wer(bedarf_id=bedarf.pk, zielgruppe_id=gruppen[name])
        for zeile, bedarf in bedarfe
        for name in zeile["zielgruppen"]
    )
    titel = list(Angebot.objects.oeffentlich().order_by().values_list("zentrum", "pk", "titel"))
    antworten.objects.bulk_create(
        antworten(bedarf_id=bedarf.pk, angebot_id=pk)
        for zeile, bedarf in bedarfe
        for haus, pk, name in titel
        if haus == bedarf.zentrum_id and zeile.get("angebot", name + "?") in name
    )


def _anliegen(
    rahmen: Rahmen, zentrum: Zentrum, region: Bezirksregion | None, muster: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], Anliegen]]:
    for zeile in muster:
        if zentrum.slug != REICH and not zeile.get("auch"):
            continue
        eingang = rahmen.heute - relativedelta(months=zeile["vor"]) - timedelta(days=5)
        eines = Anliegen(
            zentrum=zentrum,
            region=region,
            titel=zeile["titel"],
            problemfeld=zeile["feld"],
            empfaenger=zeile["empfaenger"],
            stelle=zeile.get("stelle", ""),
            eingegangen_am=eingang,
        )
        if zeile["vor"]:
            eines.weitergeleitet_am = eingang + timedelta(days=3)
            eines.frist = eines.weitergeleitet_am + FRIST
        if ergebnis := zeile.get("ergebnis"):
            eines.ergebnis, eines.antwort = ergebnis, zeile["antwort"]
            eines.beantwortet_am = eingang + ANTWORT_NACH
        yield zeile, eines

"""The sessions: those of the past recorded as held, the next ones planned with their items and proposals."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from stzverbund.start.beispiel.verbund.aufgaben import aus_der_sitzung
from stzverbund.start.beispiel.verbund.planung import bezirke, haeuser
from verbund import nachtragen, sitzungen, tagesordnung
from verbund.models import Gast, Planplatz, Sitzung
from zentren.models import Mitgliedschaft

GEPLANT = timedelta(days=100)
"""So far ahead the sessions exist; what lies behind is a place in the year plan."""
BERICHTE = {
    "titel": "Berichte aus den Häusern",
    "art": "information",
    "minuten": 15,
    "wiederkehrend": True,
    "text": "Jedes Haus hat berichtet, was neu ist.",
}
"""On every agenda."""
FELDER = ("titel", "art", "minuten", "sichtbarkeit")


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("verbund")
    for schluessel in bezirke(rahmen):
        wer = rahmen.mitgliedschaften[f"koordination:{schluessel}"]
        plaetze = Planplatz.objects.filter(jahresplan__verbund=wer.verbund).order_by("datum")
        for platz in plaetze.select_related("jahresplan__verbund__bezirk", "gastgeber", "thema"):
            if platz.datum < rahmen.heute:
                _gehalten(rahmen, platz, _was(daten, platz), wer)
            elif platz.datum < rahmen.heute + GEPLANT:
                _geplant(platz, _was(daten, platz), wer)
        _vorschlaege(rahmen, daten["vorschlag"], schluessel)


def _was(daten: dict[str, Any], platz: Planplatz) -> dict[str, Any]:
    thema = platz.thema.titel if platz.thema else ""
    return next(was for was in daten["sitzung"] if (was["thema"], was["gast"]) == (thema, platz.gast))


def _angaben(platz: Planplatz) -> dict[str, Any]:
    felder = ("datum", "beginn", "ende", "gastgeber", "thema")
    return {feld: getattr(platz, feld) for feld in felder}


def _gehalten(rahmen: Rahmen, platz: Planplatz, was: dict[str, Any], wer: Mitgliedschaft) -> None:
    wuerfel = zufall("sitzung", platz.datum)
    da = [zentrum for zentrum in haeuser(rahmen, platz.verbund) if wuerfel.random() < 0.8]
    davor = Sitzung.objects.filter(verbund=platz.verbund).gehalten().first()
    punkte = [{"thema": platz.thema, **punkt} for punkt in was["punkte"]]
    sitzung = nachtragen.nachtragen(
        verbund=platz.verbund,
        angaben=_angaben(platz),
        punkte=[*_genehmigung(davor), *punkte, _berichte(davor)],
        anwesende=da,
        wer=wer,
    )
    aus_der_sitzung(rahmen, sitzung, wer)
    ende = timezone.make_aware(datetime.combine(platz.datum, time(12, 5)))
    Sitzung.objects.filter(pk=sitzung.pk).update(durchgefuehrt_am=ende, eingeladen_am=ende - timedelta(14))
    _verbinden(platz, sitzung, was)


def _genehmigung(davor: Sitzung | None) -> list[dict[str, Any]]:
    """Ending the session approves the minutes of the one before."""
    if davor is None:
        return []
    titel = f"Genehmigung des Protokolls vom {davor.datum:%d.%m.%Y}"
    text = "Das Protokoll ist ohne Änderungen genehmigt."
    return [{"titel": titel, "art": "beschluss", "minuten": 5, "genehmigt": davor, "text": text}]


def _berichte(davor: Sitzung | None) -> dict[str, Any]:
    vorgaenger = davor.punkte.filter(wiederkehrend=True).first() if davor else None
    return BERICHTE | {"vorgaenger": vorgaenger}


def _geplant(platz: Planplatz, was: dict[str, Any], wer: Mitgliedschaft) -> None:
    sitzung = sitzungen.anlegen(verbund=platz.verbund, angaben=_angaben(platz), wer=wer)
    for punkt in was["punkte"]:
        angaben = {feld: punkt[feld] for feld in FELDER} | {"thema": platz.thema}
        vorschlag = tagesordnung.vorschlagen(verbund=platz.verbund, angaben=angaben, wer=wer)
        tagesordnung.platzieren(punkt=vorschlag, sitzung=sitzung, wer=wer)
    _verbinden(platz, sitzung, was)


def _verbinden(platz: Planplatz, sitzung: Sitzung, was: dict[str, Any]) -> None:
    platz.sitzung = sitzung
    platz.save()
    if was["gast"]:
        Gast.objects.create(
            verbund=platz.verbund,
            sitzung=sitzung,
            punkt=sitzung.punkte.filter(art="vortrag").first(),
            organisation=was["gast"],
            stand=Gast.Stand.ZUGESAGT,
            thema=platz.thema,
        )


def _vorschlaege(rahmen: Rahmen, daten: list[dict[str, Any]], schluessel: str) -> None:
    """What centres have proposed and nobody has placed."""
    for angaben in daten:
        wer = rahmen.mitgliedschaften.get(f"leitung:{angaben['zentrum']}")
        if wer is None or schluessel != "10":
            continue
        felder = {key: wert for key, wert in angaben.items() if key != "zentrum"}
        tagesordnung.vorschlagen(
            verbund=rahmen.bezirke[schluessel].verbund, angaben=felder | {"zentrum": wer.zentrum}, wer=wer
        )

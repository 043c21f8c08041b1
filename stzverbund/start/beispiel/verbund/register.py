"""Arbeitskreise, joint projects with their registrations, the Kompetenzbörse, the press list."""

from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any

from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import speichern
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from verbund import anmeldungen, arbeitskreise, aufgaben, kompetenzen, vorhaben
from verbund.models import Arbeitskreis, Kompetenz, Kompetenzanfrage, Pressekontakt, Sitzung, Thema, Vorhaben
from zentren.models import Mitgliedschaft, Verbund

BEZIRK, ANDERER = "10", "11"


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("verbund_register")
    verbund = rahmen.bezirke[BEZIRK].verbund
    wer = rahmen.mitgliedschaften[f"koordination:{BEZIRK}"]
    for angaben in daten["kreis"]:
        _kreis(rahmen, verbund, angaben, wer)
    for angaben in daten["vorhaben"]:
        _vorhaben(rahmen, [verbund], angaben, wer)
    geschaeftsstelle = rahmen.mitgliedschaften.get("geschaeftsstelle:paritaetischer")
    if geschaeftsstelle:
        verbuende = [rahmen.bezirke[key].verbund for key in (BEZIRK, ANDERER)]
        for angaben in daten["geschaeftsstelle"]:
            _vorhaben(rahmen, verbuende, angaben, geschaeftsstelle)
    _kompetenzen(rahmen, daten)
    _presse(rahmen, verbund, daten["presse"])


def _thema(verbund: Verbund, angaben: dict[str, Any]) -> Thema | None:
    return Thema.objects.filter(verbund=verbund, titel=angaben.get("thema", "")).first()


def _kreis(rahmen: Rahmen, verbund: Verbund, angaben: dict[str, Any], wer: Mitgliedschaft) -> None:
    kreis = arbeitskreise.anlegen(
        verbund=verbund,
        angaben={
            "name": angaben["name"],
            "auftrag": angaben["auftrag"],
            "thema": _thema(verbund, angaben),
            "mitglieder": _zentren(rahmen, angaben["mitglieder"]),
            "federfuehrung": rahmen.zentren[angaben["federfuehrung"]],
            "von": rahmen.vor(-angaben["von"]),
            "bis": rahmen.vor(-angaben["bis"]) if "bis" in angaben else None,
            "ergebnis": angaben.get("ergebnis", ""),
        },
        wer=wer,
    )
    for nummer, tage in enumerate(angaben["termine"], start=1):
        _termin(rahmen, kreis, tage, nummer)
    for titel, slug, faellig in angaben["aufgaben"]:
        aufgaben.anlegen(
            verbund=verbund,
            angaben={
                "titel": titel,
                "zentrum": rahmen.zentren[slug],
                "faellig": rahmen.heute + timedelta(faellig),
            },
            arbeitskreis=kreis,
            wer=wer,
        )


def _termin(rahmen: Rahmen, kreis: Arbeitskreis, tage: int, nummer: int) -> None:
    """A date of an Arbeitskreis, on a Thursday: held, where it is past."""
    tag = rahmen.heute + timedelta(tage)
    tag += timedelta((3 - tag.weekday()) % 7)
    vorbei = tag < rahmen.heute
    sitzung = Sitzung(
        verbund=kreis.verbund,
        arbeitskreis=kreis,
        titel=f"Arbeitskreis {kreis.name}",
        datum=tag,
        beginn=time(14),
        ende=time(16),
        gastgeber=kreis.federfuehrung,
        status=Sitzung.Status.DURCHGEFUEHRT if vorbei else Sitzung.Status.GEPLANT,
        jahr=tag.year if vorbei else None,
        nummer=nummer if vorbei else None,
    )
    speichern(sitzung)


def _vorhaben(rahmen: Rahmen, verbuende: list[Verbund], angaben: dict[str, Any], wer: Mitgliedschaft) -> None:
    tage = {
        name: rahmen.heute + timedelta(angaben[name])
        for name in ("von", "bis", "anmeldung_bis")
        if name in angaben
    }
    felder = {name: wert for name, wert in angaben.items() if name in vorhaben.FELDER}
    neu = vorhaben.anlegen(
        angaben=felder
        | tage
        | {
            "thema": _thema(verbuende[0], angaben),
            "zentren": _zentren(rahmen, angaben["zentren"]),
            "verbuende": verbuende,
        },
        wer=wer,
    )
    for organisation, anzahl, bedarf in angaben.get("anmeldungen", []):
        anmeldungen.anmelden(vorhaben=neu, organisation=organisation, anzahl=anzahl, bedarf=bedarf, wer=wer)
    _meilensteine(rahmen, neu, verbuende[0], angaben["meilensteine"], wer)


def _meilensteine(
    rahmen: Rahmen, neu: Vorhaben, verbund: Verbund, daten: Iterable[Any], wer: Mitgliedschaft
) -> None:
    for titel, slug, faellig, erledigt in daten:
        angaben = {
            "titel": titel,
            "zentrum": rahmen.zentren[slug],
            "faellig": rahmen.heute + timedelta(faellig),
        }
        aufgabe = aufgaben.anlegen(verbund=verbund, angaben=angaben, vorhaben=neu, wer=wer)
        if erledigt:
            aufgaben.erledigen(aufgabe=aufgabe, am=rahmen.vor(-faellig), wer=wer)


def _zentren(rahmen: Rahmen, slugs: Iterable[str]) -> list[Any]:
    return [rahmen.zentren[slug] for slug in slugs if slug in rahmen.zentren]


def _kompetenzen(rahmen: Rahmen, daten: dict[str, Any]) -> None:
    angebotene = []
    for angaben in daten["kompetenz"]:
        zentrum = rahmen.zentren[angaben["zentrum"]]
        felder = {name: wert for name, wert in angaben.items() if name not in ("zentrum", "thema")}
        kompetenz = Kompetenz(
            zentrum=zentrum,
            thema=_thema(rahmen.bezirke[zentrum.bezirk.schluessel].verbund, angaben),
            **felder,
        )
        speichern(kompetenz)
        angebotene.append(kompetenz)
    for angaben in daten["anfrage"]:
        _anfrage(rahmen, angebotene[angaben["kompetenz"]], angaben)
    Postausgang.objects.filter(schluessel__startswith="kompetenzanfrage:").delete()


def _anfrage(rahmen: Rahmen, kompetenz: Kompetenz, angaben: dict[str, Any]) -> None:
    """Asked, answered and used as a centre does it, then dated back; nobody gets a mail about it."""
    fragt = rahmen.mitgliedschaften[f"leitung:{angaben['von']}"]
    anfrage = kompetenzen.anfragen(
        kompetenz=kompetenz, nachricht=angaben["nachricht"], wunsch=angaben["wunsch"], wer=fragt
    )
    if "antwort" in angaben:
        bietet = rahmen.mitgliedschaften[f"leitung:{kompetenz.zentrum.slug}"]
        kompetenzen.antworten(anfrage=anfrage, zusage=True, antwort=angaben["antwort"], wer=bietet)
    if "genutzt" in angaben:
        felder = {name: angaben[name] for name in ("personen", "nutzen", "rueckmeldung")}
        tag = {"genutzt_am": rahmen.vor(angaben["genutzt"])}
        kompetenzen.nutzen(anfrage=anfrage, angaben=felder | tag, wer=fragt)
    gestellt = rahmen.vor(angaben["vor"])
    menge = Kompetenzanfrage.objects.filter(pk=anfrage.pk)
    menge.update(gestellt_am=gestellt)
    menge.filter(beantwortet_am__isnull=False).update(beantwortet_am=gestellt + timedelta(2))


def _presse(rahmen: Rahmen, verbund: Verbund, daten: list[dict[str, Any]]) -> None:
    for angaben in daten:
        felder = {name: wert for name, wert in angaben.items() if name != "geprueft"}
        speichern(Pressekontakt(verbund=verbund, geprueft_am=rahmen.vor(angaben["geprueft"]), **felder))

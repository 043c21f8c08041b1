"""Questions both ways, notes of consultations and recommendations."""

from datetime import timedelta
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from verbund import anfragen
from verbund.models import Anfrage, Beratungsnotiz, Empfehlung

HAUPTSACHE = "10"


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("austausch")
    for angaben in daten["anfrage"]:
        _fragen(rahmen, angaben)
    for angaben in daten["beratung"]:
        _beraten(rahmen, angaben)
    for angaben in daten["empfehlung"]:
        _empfehlen(rahmen, angaben)


def _fragen(rahmen: Rahmen, angaben: dict[str, Any]) -> None:
    seiten = [rahmen.mitgliedschaften[f"{rolle}:{HAUPTSACHE}"] for rolle in ("koordination", "bezirksamt")]
    wer, andere = seiten if angaben["von"] == "koordination" else reversed(seiten)
    anfrage = anfragen.stellen(
        verbund=seiten[0].verbund,  # type: ignore[arg-type]
        angaben={
            "betreff": angaben["betreff"],
            "frage": angaben["frage"],
            "frist": rahmen.heute + timedelta(days=angaben["in_tagen"]),
            "thema": None,
            "sichtbarkeit": angaben.get("sichtbarkeit", "bezirksamt"),
        },
        wer=wer,
    )
    if antwort := angaben.get("antwort"):
        anfragen.beantworten(anfrage=anfrage, antwort=antwort, version=1, wer=andere)
        am = {"gestellt_am": rahmen.vor(40), "beantwortet_am": rahmen.vor(25), "frist": rahmen.vor(20)}
        Anfrage.objects.filter(pk=anfrage.pk).update(**am)


def _geschaeftsstelle(rahmen: Rahmen) -> Any:
    return next(verband for verband in rahmen.verbaende.values() if verband.geschaeftsstelle)


def _beraten(rahmen: Rahmen, angaben: dict[str, Any]) -> None:
    zentrum = rahmen.zentren[angaben["zentrum"]]
    Beratungsnotiz.objects.create(
        verband=_geschaeftsstelle(rahmen),
        bezirk=zentrum.bezirk,
        zentrum=zentrum,
        datum=rahmen.vor(angaben["vor_tagen"]),
        geteilt=angaben["geteilt"],
        **{feld: angaben[feld] for feld in ("anlass", "inhalt", "vereinbart")},
    )


def _empfehlen(rahmen: Rahmen, angaben: dict[str, Any]) -> None:
    felder = ("titel", "inhalt", "partner", "gremium", "stand", "ergebnis")
    eine = Empfehlung.objects.create(
        verband=_geschaeftsstelle(rahmen),
        eingebracht_am=rahmen.vor(angaben["vor_tagen"]),
        **{feld: angaben[feld] for feld in felder},
    )
    eine.bezirke.set(rahmen.bezirke.values())

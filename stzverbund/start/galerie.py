"""The gallery of components: every one in every variant, for developers and for the tests."""

from dataclasses import dataclass
from typing import Any

from stzverbund.basis.templatetags.bausteine import attribute, baustein_zeichnen

TOENE = ("info", "success", "warning", "danger")
VARIANTEN: dict[str, list[dict[str, Any]]] = {
    "marke": [
        {"ton": ton, "text": text}
        for ton, text in zip(TOENE, ("Heute", "Angenommen", "Zurück", "Überfällig"), strict=True)
    ],
    "hinweis": [
        *({"ton": ton, "titel": "Die Angaben sind gespeichert."} for ton in TOENE),
        {"ton": "info", "titel": "Mit Überschrift", "inhalt": "Und einem Satz dazu.", "stufe": 2},
    ],
    "pfad": [
        {"hier": "Oktober 2026"},
        {"hier": "Oktober 2026", "eins": "Statistik", "eins_adresse": "#"},
        {
            "hier": "Oktober 2026",
            "eins": "Statistik",
            "eins_adresse": "#",
            "zwei": "4. Quartal",
            "zwei_adresse": "#",
        },
    ],
    "knopf": [
        {"text": "Speichern"},
        {"text": "Abbrechen", "art": "secondary", "adresse": "#"},
        {"text": "Mehr", "art": "tertiary", "name": "mehr", "wert": "1"},
    ],
    "kachel": [
        {"zahl": "1.284", "text": "Besuche"},
        {"zahl": "38", "text": "Ehrenamtliche", "zusatz": "+6 % zum Vorjahr"},
    ],
    "beleg": [
        {
            "urteil": "dafuer",
            "satz": "37 von 43 veröffentlichten Angeboten (86 %) sind geprüft. Schwelle 80 %.",
            "verweise": [{"text": "Angebote, die zu prüfen sind", "adresse": "#"}],
            "drift": "seit Einreichung +2 Prozentpunkte",
        },
        {"urteil": "dagegen", "satz": "1 Beteiligungsformat. Schwelle 2."},
        {"urteil": "keine_daten", "satz": "Es ist kein Angebot veröffentlicht."},
        {"urteil": "ohne", "satz": "Nicht aus Daten belegbar: Das steht nicht in den Daten."},
    ],
    "leer": [
        {"text": "Noch keine Angebote."},
        {"text": "Noch keine Angebote.", "adresse": "#", "aktion": "Angebot anlegen"},
    ],
    "aufgabe": [
        {
            "ton": "danger",
            "wort": "Überfällig",
            "titel": "Oktober fertig zählen",
            "adresse": "#",
            "wann": "seit 5 Tagen",
        },
        {
            "ton": "info",
            "wort": "Heute",
            "titel": "Deutsch-Café: Wer war da?",
            "adresse": "#",
            "warum": "eine Zahl",
        },
    ],
}
LISTEN = {"aufgabe"}


@dataclass(frozen=True)
class Gruppe:
    name: str
    attribute: str
    varianten: list[str]
    als_liste: bool


def gruppen() -> list[Gruppe]:
    return [_gruppe(name) for name in VARIANTEN]


def _gruppe(name: str) -> Gruppe:
    pflicht, frei = attribute(name)
    angaben = ", ".join([*sorted(pflicht), *(f"{a} (freiwillig)" for a in sorted(frei))])
    varianten = [baustein_zeichnen(name, werte) for werte in VARIANTEN[name]]
    return Gruppe(name, angaben, varianten, name in LISTEN)

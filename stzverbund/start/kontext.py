"""What the frame of every page needs."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.aufgabenworte import wahl

BEZIRK_UEBER = ("zentrum", "bezirksamt", "verbund")
# What lies below an entry of the navigation, although its address begins otherwise.
DARUNTER = {
    "angebot_liste": ("termin_liste",),
    "stadtteilmanagement": (
        "foerderungen",
        "massnahmen",
        "kooperationen",
        "beschwerden",
        "barrieren",
        "bedarfe",
        "stadtteile",
        "anliegen_liste",
        "taetigkeiten",
        "dokumente",
        "befragungen",
        "raeume",
    ),
    "zentrum_liste": ("fachstelle_liste", "vereinbarung_liste"),
    "personen": ("ausgestellte_links",),
}


@dataclass(frozen=True)
class Punkt:
    text: str
    adresse: str
    aktiv: bool


def rahmen(request: HttpRequest) -> dict[str, Any]:
    mitgliedschaft = getattr(request, "mitgliedschaft", None)
    return {
        "demo": settings.DEMO,
        "mitgliedschaft": mitgliedschaft,
        "mitgliedschaften": getattr(request, "mitgliedschaften", []),
        "navigation": list(_navigation(request)),
        "ort": _ort(mitgliedschaft),
        "schnell": _schnell(mitgliedschaft),
    }


def _schnell(mitgliedschaft: Mitgliedschaft | None) -> dict[str, Any] | None:
    """What the box "Schnell erfassen" needs, for teams; without a query, because it stands on every page."""
    if mitgliedschaft is None or not mitgliedschaft.hat(Rolle.MITARBEIT, Rolle.LEITUNG):
        return None
    return {"heute": f"{timezone.localdate():%Y-%m-%d}", "auswahl": _auswahl()}


@lru_cache(maxsize=1)
def _auswahl() -> SafeString:
    """The options of the 27 Aufgaben."""
    gruppen = format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (bereich, format_html_join("", '<option value="{}">{}</option>', aufgaben))
            for bereich, aufgaben in wahl()
        ),
    )
    return format_html('<option value="">aus den Worten vorschlagen</option>{}', gruppen)


def _navigation(request: HttpRequest) -> list[Punkt]:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        eintraege = [("Übersicht", "oeffentlich"), ("Angebote und Zentren", "verzeichnis")]
    else:
        eintraege = [
            ("Start", "start"),
            ("Angebote", "angebot_liste"),
            ("Statistik", "statistik"),
            ("Standards", "standards"),
            ("Stadtteil", "stadtteilmanagement"),
            ("Verbund", "verbund"),
            ("Zentren", "zentrum_liste"),
            ("Berichte", "berichte"),
            ("Personen", "personen"),
        ]
        if request.mitgliedschaft and request.mitgliedschaft.hat(Rolle.VERWALTUNG):
            for fremd in (("Stadtteil", "stadtteilmanagement"), ("Verbund", "verbund")):
                eintraege.remove(fremd)  # it has no part in what is promised and talked about
            eintraege.append(("Verwaltung", "admin:index"))
    return [_punkt(request, text, name) for text, name in eintraege]


def _punkt(request: HttpRequest, text: str, name: str) -> Punkt:
    adresse = reverse(name)
    bereich = (adresse, *(reverse(unter) for unter in DARUNTER.get(name, ())))
    aktiv = request.path == adresse or (adresse != "/" and request.path.startswith(bereich))
    return Punkt(text, adresse, aktiv)


def _ort(mitgliedschaft: Mitgliedschaft | None) -> str:
    for feld in BEZIRK_UEBER:
        if organisation := getattr(mitgliedschaft, feld, None):
            return str(organisation.bezirk)
    return ""

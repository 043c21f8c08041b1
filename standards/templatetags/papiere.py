"""The ways to paper and tables on the pages of rounds and Selbstbewertungen."""

from typing import Any

from django import template
from django.urls import reverse

from standards.bericht import ausgabe
from standards.models import Runde, Selbstbewertung
from stzverbund.basis.listen import EXPORTE
from zentren.rules import darf

register = template.Library()
Weg = tuple[str, str]


@register.simple_tag(takes_context=True)
def papiere_der_bewertung(context: Any, bewertung: Selbstbewertung) -> dict[str, list[Weg]]:
    """What this reader may fetch of a Selbstbewertung: (text, address); nothing over a link from outside."""
    wer = context.get("mitgliedschaft")
    if wer is None:
        return {}
    wo = [bewertung.zentrum.slug, bewertung.runde.jahr]
    aussen = bewertung.art == Selbstbewertung.Art.AUSSEN
    wege = [("Standardbericht (PDF)", reverse(f"standardbericht{'_aussen' if aussen else ''}", args=wo))]
    if not aussen and darf("standards.gespraech_lesen", wer, bewertung):
        wege.append(("Tagesordnung für das Jahresgespräch (PDF)", reverse("jahresgespraech", args=wo)))
    if not aussen and darf("standards.brief_lesen", wer, bewertung):
        wege.append(("Brief des Bezirksamts (PDF)", reverse("standardbrief", args=wo)))
    if bewertung.aktenzeichen and not aussen:  # it has been accepted once
        wege += [
            (f"Ausgabe {a.nummer} vom {a.erstellt_am:%d.%m.%Y}", _adresse(wo, a.nummer))
            for a in ausgabe.ausgaben(bewertung)
        ]
    return {"wege": wege, "exporte": _exporte("selbstbewertung_export", *wo)}


@register.simple_tag(takes_context=True)
def papiere_der_runde(context: Any, runde: Runde) -> dict[str, list[Weg]]:
    """The same of an opened round."""
    wer = context.get("mitgliedschaft")
    if wer is None or runde.geoeffnet_am is None:
        return {}
    lesen = darf("standards.bezirksbericht_lesen", wer, runde)
    bericht = [("Standardbericht des Bezirks (PDF)", reverse("standardbericht_bezirk", args=[runde.pk]))]
    return {"wege": bericht if lesen else [], "exporte": _exporte("runde_export", runde.pk)}


def _exporte(name: str, *wo: Any) -> list[Weg]:
    return [(text, reverse(name, args=[*wo, art])) for art, text in EXPORTE.items()]


def _adresse(wo: list[Any], nummer: int) -> str:
    return reverse("standardbericht_ausgabe", args=[*wo, nummer])

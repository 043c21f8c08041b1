"""Unusual values of the demo's open Meldungen, most of them explained by the centres."""

from angebote import plausibilitaet
from angebote.models import Meldung, Wert
from angebote.plausibilitaet import Auffaelligkeit
from stzverbund.start.beispiel.rahmen import zufall

SOMMER = (7, 8)
IM_SOMMER = (
    "In den Sommerferien haben wir nur jeden zweiten Termin angeboten.",
    "Die Leitung war im Urlaub, die Gruppe hat pausiert.",
    "Ferien: Die meisten sind verreist.",
)
WENIGER = (
    "Erkältungswelle, viele haben abgesagt.",
    "Der Raum wurde renoviert, wir sind zusammengerückt.",
)
MEHR = (
    "Zusätzliche Termine mit der Schule nebenan.",
    "Neue Gruppe nach dem Bericht im Kiezblatt.",
    "Der Nachbarverein ist umgezogen, seine Leute kommen jetzt zu uns.",
)
ERKLAERT = 0.75
GANZ_ERKLAERT = ("hellersdorf-sued", "springpfuhl")
"""Centres that have explained everything: their Meldungen are among the inconspicuous ones."""


def anlegen() -> None:
    """Compares all open Meldungen; what has been submitted is explained for the most part."""
    offene = list(
        Meldung.objects.filter(status__in=plausibilitaet.OFFEN).select_related("zentrum").order_by("pk")
    )
    plausibilitaet.vergleichen(offene)
    eingereichte = {m.pk: m.zentrum.slug for m in offene if m.status != Meldung.Status.ENTWURF}
    werte = []
    for a in plausibilitaet.auffaellige(offene):
        slug = eingereichte.get(a.wert.meldung_id)
        wuerfel = zufall(slug or "", a.wert.monat, a.wert.zellname, "erklaerung")
        if slug and (slug in GANZ_ERKLAERT or wuerfel.random() < ERKLAERT):
            a.wert.erklaerung, a.wert.erklaert_zahl = wuerfel.choice(_worte(a)), a.wert.zahl
            werte.append(a.wert)
    Wert.objects.bulk_update(werte, ["erklaerung", "erklaert_zahl"])
    plausibilitaet.zaehlen(offene)


def _worte(a: Auffaelligkeit) -> tuple[str, ...]:
    if (a.wert.zahl or 0) > a.vergleich.oben:
        return MEHR
    return IM_SOMMER if a.wert.monat.month in SOMMER else WENIGER

"""Joint projects: begun and changed by who leads them (RK-2017 6, V7)."""

from typing import Any

from django.db import transaction

from stzverbund.basis.loeschen import loeschen as endgueltig
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import Vorhaben
from verbund.querysets import koordinierte
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import darf

FELDER = (
    "titel",
    "art",
    "stand",
    "ziel",
    "beschreibung",
    "partner",
    "thema",
    "von",
    "bis",
    "ort",
    "foerderung",
    "foerderbetrag",
    "ergebnis",
    "oeffentlich",
    "anmeldung_bis",
    "plaetze",
    "teilnehmende",
)
VIELE = ("verbuende", "zentren")
ANLEGEN, FUEHREN = "verbund.vorhaben_anlegen", "verbund.vorhaben_fuehren"


@transaction.atomic
def anlegen(*, angaben: dict[str, Any], wer: Mitgliedschaft) -> Vorhaben:
    """A new one (FELDER and VIELE), led by the Verbund of the Koordination or by the Geschäftsstelle.

    The leading Verbund always takes part; the Geschäftsstelle names some of those it co-ordinates. Logs an
    event.
    """
    if not darf(ANLEGEN, wer):
        raise Verweigert("Gemeinsame Vorhaben führen Koordination und Geschäftsstelle.")
    if wer.hat(Rolle.GESCHAEFTSSTELLE):
        vorhaben = Vorhaben(verband=wer.verband)
    else:
        vorhaben = Vorhaben(verbund=wer.verbund)
    _uebernehmen(vorhaben, angaben, version=None, wer=wer)
    ereignis(vorhaben, "angelegt", wer=wer)
    return vorhaben


@transaction.atomic
def aendern(
    *, vorhaben: Vorhaben, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Vorhaben:
    """Changes some of FELDER and VIELE. Raises Ueberholt for an old `version`; logs an event."""
    zeile = Vorhaben.objects.select_for_update(of=("self",)).select_related("verbund", "verband")
    aktuell = zeile.get(pk=vorhaben.pk)
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Dieses Vorhaben ändert, wer es führt.")
    davor = aktuell.stand
    _uebernehmen(aktuell, angaben, version=version, wer=wer)
    was = f"Stand: {aktuell.get_stand_display()}" if aktuell.stand != davor else "geändert"
    ereignis(aktuell, was, wer=wer)
    return aktuell


@transaction.atomic
def loeschen(*, vorhaben: Vorhaben, wer: Mitgliedschaft) -> None:
    """Deletes one that nothing hangs on; raises Verweigert where something does."""
    if not darf(FUEHREN, wer, vorhaben):
        raise Verweigert("Dieses Vorhaben löscht, wer es führt.")
    suche.austragen(vorhaben)
    endgueltig(objekt=vorhaben)


def _uebernehmen(
    vorhaben: Vorhaben, angaben: dict[str, Any], *, version: int | None, wer: Mitgliedschaft
) -> None:
    for feld in FELDER:
        if feld in angaben:
            setattr(vorhaben, feld, angaben[feld])
    viele = {feld: angaben[feld] for feld in VIELE if feld in angaben}
    if vorhaben.verbund_id:
        viele["verbuende"] = [vorhaben.verbund_id]
    elif "verbuende" in viele:
        viele["verbuende"] = _eigene(vorhaben, viele["verbuende"], wer)
    speichern(vorhaben, version=version, viele=viele)
    suche.eintragen(vorhaben)


def _eigene(vorhaben: Vorhaben, gewaehlt: Any, wer: Mitgliedschaft) -> set[int]:
    """Those of the Geschäftsstelle that were chosen, and those it has taken part with before."""
    gewaehlt = {verbund.pk for verbund in gewaehlt}
    bekannt = set(koordinierte(wer).values_list("pk", flat=True))
    frueher = set(vorhaben.verbuende.values_list("pk", flat=True)) if vorhaben.pk else set()
    if gewaehlt - bekannt - frueher:
        raise Verweigert("Mit einem der Bezirke haben Sie keine Kooperationsvereinbarung.")
    if not gewaehlt:
        raise Verweigert("Bitte wählen Sie mindestens einen Verbund.")
    return gewaehlt

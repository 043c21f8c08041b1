"""Arbeitskreise: begun, changed, and who takes part (RK-2017 4.2, A5.2)."""

from typing import Any

from django.db import transaction

from stzverbund.basis.loeschen import loeschen as endgueltig
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import Arbeitskreis
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft, Verbund
from zentren.rules import darf

FELDER = ("name", "auftrag", "thema", "federfuehrung", "von", "bis", "ergebnis")
MITMACHEN = "verbund.mitmachen"


@transaction.atomic
def anlegen(*, verbund: Verbund, angaben: dict[str, Any], wer: Mitgliedschaft) -> Arbeitskreis:
    """Begins one: `angaben` holds FELDER and `mitglieder`. Logs an event."""
    if not darf(KOORDINIEREN, wer, verbund):
        raise Verweigert(NUR_KOORDINATION)
    kreis = Arbeitskreis(verbund=verbund)
    _uebernehmen(kreis, angaben, version=None)
    ereignis(kreis, "angelegt", wer=wer)
    return kreis


@transaction.atomic
def aendern(
    *, kreis: Arbeitskreis, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Arbeitskreis:
    """Changes it, or writes down its result. Raises Ueberholt for an old `version`; logs an event."""
    aktuell = Arbeitskreis.objects.select_for_update(of=("self",)).get(pk=kreis.pk)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    _uebernehmen(aktuell, angaben, version=version)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def mitmachen(*, kreis: Arbeitskreis, dabei: bool, wer: Mitgliedschaft) -> None:
    """The team of a centre joins or leaves a running Arbeitskreis. Logs an event."""
    aktuell = Arbeitskreis.objects.select_for_update(of=("self",)).get(pk=kreis.pk)
    if wer.zentrum is None or not darf(MITMACHEN, wer, aktuell):
        raise Verweigert("In Arbeitskreisen arbeiten die Zentren des Verbundes mit.")
    if not aktuell.laeuft:
        raise Verweigert("Dieser Arbeitskreis ist beendet.")
    mitglieder = set(aktuell.mitglieder.values_list("pk", flat=True))
    neu = mitglieder | {wer.zentrum.pk} if dabei else mitglieder - {wer.zentrum.pk}
    if neu == mitglieder:
        return
    speichern(aktuell, version=aktuell.version, viele={"mitglieder": neu})
    ereignis(aktuell, f"{wer.zentrum}: {'macht mit' if dabei else 'macht nicht mehr mit'}", wer=wer)


@transaction.atomic
def loeschen(*, kreis: Arbeitskreis, wer: Mitgliedschaft) -> None:
    """Deletes one that nothing hangs on; raises Verweigert where something does."""
    if not darf(KOORDINIEREN, wer, kreis):
        raise Verweigert(NUR_KOORDINATION)
    suche.austragen(kreis)
    endgueltig(objekt=kreis)


def _uebernehmen(kreis: Arbeitskreis, angaben: dict[str, Any], *, version: int | None) -> None:
    for feld in FELDER:
        if feld in angaben:
            setattr(kreis, feld, angaben[feld])
    viele = {"mitglieder": angaben["mitglieder"]} if "mitglieder" in angaben else {}
    speichern(kreis, version=version, viele=viele)
    suche.eintragen(kreis)

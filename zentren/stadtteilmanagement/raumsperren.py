"""A Raum is not available: painted, in repair, kept for something (RK-2017 4.3, Standard 7.2)."""

from datetime import datetime

from django.db import transaction

from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren.belegungen import belegen, in_worten
from zentren.models import Belegung, Mitgliedschaft, Raum
from zentren.rules import darf
from zentren.stadtteilmanagement.rules import FUEHREN

NUR_TEAM = "Räume sperrt das Team des Zentrums."


@transaction.atomic
def sperren(*, raum: Raum, beginn: datetime, ende: datetime, grund: str, wer: Mitgliedschaft) -> Belegung:
    """Nobody can use the Raum in this time. Logs an event at the Raum; raises Belegt where somebody does."""
    if not darf(FUEHREN, wer, raum):
        raise Verweigert(NUR_TEAM)
    if ende <= beginn:
        raise Verweigert("Das Ende muss nach dem Beginn liegen.")
    sperre = Belegung(raum=raum, art=Belegung.Art.SPERRE, beginn=beginn, ende=ende, anlass=grund)
    belegen([sperre])
    ereignis(raum, "gesperrt", wer=wer, grund=f"{in_worten(sperre)}: {grund}")
    return sperre


@transaction.atomic
def aufheben(*, sperre: Belegung, wer: Mitgliedschaft) -> None:
    """The Raum can be used again. Logs an event at the Raum."""
    aktuell = Belegung.objects.select_for_update(of=("self",)).filter(pk=sperre.pk).first()
    if aktuell is None or aktuell.art != Belegung.Art.SPERRE:
        raise Verweigert("Diese Sperre ist schon aufgehoben.")
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert(NUR_TEAM)
    ereignis(aktuell.raum, "Sperre aufgehoben", wer=wer, grund=in_worten(aktuell))
    aktuell.delete()

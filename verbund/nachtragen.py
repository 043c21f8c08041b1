""" "Sitzung nachtragen": a session of the past in one step (domain model, "verbund")."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import sitzungen, suche
from verbund.models import Arbeitskreis, Sitzung, Tagesordnungspunkt, Teilnahme
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft, Verbund, Zentrum
from zentren.rules import darf

Anwesend = Teilnahme.Anwesend


@transaction.atomic
def nachtragen(
    *,
    verbund: Verbund,
    angaben: dict[str, Any],
    punkte: Sequence[dict[str, Any]],
    anwesende: Iterable[Zentrum],
    arbeitskreis: Arbeitskreis | None = None,
    wer: Mitgliedschaft,
) -> Sitzung:
    """A session that was held: who was there, its items with their text, the number, a draft of the minutes.

    `punkte` are fields of items, in their order. Logs an event; no mail, no dates to be reminded of.
    """
    if not darf(KOORDINIEREN, wer, verbund):
        raise Verweigert(NUR_KOORDINATION)
    if angaben["datum"] > timezone.localdate():
        raise Verweigert("Dieser Tag liegt noch vor Ihnen. Bitte planen Sie die Sitzung.")
    sitzung = Sitzung(verbund=verbund, arbeitskreis=arbeitskreis, **angaben)
    speichern(sitzung)
    for position, felder in enumerate(punkte, start=1):
        stand = Tagesordnungspunkt.Stand.BEHANDELT
        werte = {"stand": stand, "verbund": verbund, "sitzung": sitzung, "position": position} | felder
        punkt = Tagesordnungspunkt(**werte)
        speichern(punkt)
        suche.eintragen(punkt)
    _anwesenheit(sitzung, {zentrum.pk for zentrum in anwesende})
    ereignis(sitzung, "nachgetragen", wer=wer)
    return sitzungen.durchfuehren(sitzung=sitzung, wer=wer)


def _anwesenheit(sitzung: Sitzung, da: set[int]) -> None:
    """A seat for each centre that was open on that day: there or not."""
    for zentrum in Zentrum.objects.filter(bezirk=sitzung.verbund.bezirk_id).in_betrieb(sitzung.datum):
        anwesend = Anwesend.JA if zentrum.pk in da else Anwesend.NEIN
        speichern(Teilnahme(sitzung=sitzung, zentrum=zentrum, anwesend=anwesend))

"""Answers: counted, never kept together. What one person has answered is nowhere."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.befragungen.pflege import laden
from zentren.stadtteilmanagement.models import Antwortzahl, Befragung, Frage, Freitext

ZU = "Diese Befragung ist inzwischen abgeschlossen. Danke, dass Sie sich Zeit nehmen wollten."
Zelle = tuple[int, int]
"""Key of a question and the answer to it."""


@transaction.atomic
def annehmen(*, befragung: Befragung, werte: Sequence[Zelle], texte: Mapping[int, str]) -> None:
    """Adds what one sheet says to the counters; `texte` by key of the question. No event: nobody is noted.

    Two at once are both counted. Raises Verweigert when the Befragung is not open today.
    """
    gesperrt = Befragung.objects.select_for_update(of=("self",)).get(pk=befragung.pk)
    if not gesperrt.nimmt_an(timezone.localdate()):
        raise Verweigert(ZU)
    Befragung.objects.filter(pk=gesperrt.pk).update(boegen=F("boegen") + 1)
    gewaehlt = Q(pk__in=[])
    for frage, wert in werte:
        gewaehlt |= Q(frage=frage, wert=wert)
    zaehler = Antwortzahl.objects.filter(gewaehlt, papier=False, frage__befragung=gesperrt.pk)
    if zaehler.update(anzahl=F("anzahl") + 1) != len(set(werte)):
        raise ValueError("an answer that cannot be given")
    Freitext.objects.bulk_create(Freitext(frage_id=frage, text=text) for frage, text in texte.items() if text)


@transaction.atomic
def papier_eintragen(
    *,
    befragung: Befragung,
    boegen: int,
    zahlen: Mapping[Zelle, int],
    texte: Mapping[int, Sequence[str]],
    version: int | None,
    wer: Mitgliedschaft,
) -> Befragung:
    """How many sheets on paper, and how many of them gave each answer: the sums, so they can be put right.

    `texte` are added to those that are there. Logs an event; raises Ueberholt for an old `version`.
    """
    aktuell = laden(befragung, wer)
    if aktuell.ist_entwurf:
        raise Verweigert("Diese Befragung ist noch nicht gestartet.")
    fragen = list(Frage.objects.filter(befragung=aktuell))
    for frage in fragen:
        _pruefen(frage, boegen, zahlen)
    aktuell.papierboegen = boegen
    speichern(aktuell, version=version)
    zaehler = list(Antwortzahl.objects.filter(frage__in=fragen, papier=True))
    for zahl in zaehler:
        zahl.anzahl = zahlen.get((zahl.frage_id, zahl.wert), 0)
    Antwortzahl.objects.bulk_update(zaehler, ["anzahl"])
    Freitext.objects.bulk_create(
        Freitext(frage_id=frage.pk, text=text) for frage in fragen for text in texte.get(frage.pk, ())
    )
    ereignis(aktuell, f"Papierbögen eingetragen: {boegen}", wer=wer)
    return aktuell


def _pruefen(frage: Frage, boegen: int, zahlen: Mapping[Zelle, int]) -> None:
    """Nobody gives more answers than there are sheets."""
    werte = [zahlen.get((frage.pk, wert), 0) for wert, _ in frage.moeglichkeiten]
    summe = max(werte, default=0) if frage.art == Frage.Art.MEHRERE else sum(werte)
    if summe > boegen:
        raise Verweigert(f"„{frage.text}“: {summe} Antworten sind mehr als {boegen} Bögen.")

"""The search over 20 years of a Verbund (500 sessions, 10,000 items with minutes), against its raw query."""

from datetime import timedelta
from random import Random
from typing import Any

from belege import roh
from messung import Aktion

SITZUNGEN, PUNKTE = 500, 20
SELTEN = ("Nachbarschaft", "Ehrenamt", "Häuser", "Beratung", "Fördermittel", "Sprachcafé", "Pflege", "Rampe")
TEXT = (
    "Sommerfest Kinder Quartier Einsamkeit Beteiligung Öffnungszeiten Mietrecht Garten Antrag Ergebnis "
    "Träger Stadtteil Bezirk Zusammenarbeit Raum Technik Fortbildung und die für mit wird beschlossen offen"
)
HAEUFIG = tuple(TEXT.split())
FRAGEN = {"Suche: ein Wort": "Sprachcafé", "Suche: zwei Worte": "Haus Förderung"}
ZIELE = dict.fromkeys(FRAGEN, 2)


def gruppen() -> list[dict[str, Aktion]]:
    leser = _zwanzig_jahre()
    aktionen = {name: _gesucht(frage, leser) for name, frage in FRAGEN.items()}
    return [{f"rohe Abfragen: {name}": roh(aktion), name: aktion} for name, aktion in aktionen.items()]


def _gesucht(frage: str, leser: Any) -> Aktion:
    """What the page asks and shows: how many, the first twenty, the words around each hit."""
    from verbund import suche

    def aktion() -> int:
        worte = suche.worte(frage)
        treffer = suche.finden(worte, leser)
        erste = [(eintrag.titel, suche.auszug(eintrag, worte)) for eintrag in treffer[:20]]
        return treffer.count() + len(erste)

    return aktion


def _zwanzig_jahre() -> Any:
    """Made once, in the Verbund of the logins; returns its reader."""
    from django.utils import timezone

    from verbund import suche
    from verbund.models import Sitzung, Tagesordnungspunkt
    from zentren.models import Mitgliedschaft, Verbund

    leser = Mitgliedschaft.objects.get(person__email="leitung@demo.example")
    verbund = Verbund.objects.get(bezirk=leser.zentrum.bezirk_id)
    if Tagesordnungspunkt.objects.filter(verbund=verbund).count() > SITZUNGEN * PUNKTE:
        return leser
    zufall, heute = Random("suche"), timezone.localdate()  # noqa: S311 - invented minutes
    sitzungen = Sitzung.objects.bulk_create(
        Sitzung(
            verbund=verbund,
            datum=heute - timedelta(days=14 * nummer),
            beginn="10:00",
            ende="12:00",
            status="abgesagt",
            grund="Messung",
        )
        for nummer in range(1, SITZUNGEN + 1)
    )
    Tagesordnungspunkt.objects.bulk_create(
        Tagesordnungspunkt(
            verbund=verbund,
            sitzung=sitzung,
            stand="behandelt",
            position=position,
            titel=" ".join(zufall.choices(HAEUFIG + SELTEN, k=4)),
            text=" ".join(zufall.choices(HAEUFIG, k=60) + zufall.choices(SELTEN, k=2)),
        )
        for sitzung in sitzungen
        for position in range(PUNKTE)
    )
    suche.aufbauen()
    return leser

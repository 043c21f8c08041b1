"""Last year's answers beside this year's; a changed wording is marked (domain model, "standards")."""

from dataclasses import dataclass

from django.db.models import Prefetch

from standards.fassungen import Ketten
from standards.models import Antwort, Einschaetzung, Nachweis, Selbstbewertung


@dataclass(frozen=True)
class Davor:
    """What was said of a Kriterium in the round before; `neu_gefasst`: its wording has changed since.

    `nachweise` are the proofs that stood beside it.
    """

    antwort: Antwort
    neu_gefasst: bool

    @property
    def nachweise(self) -> list[Nachweis]:
        return [n for n in self.antwort.nachweise.all() if not n.ist_ersetzt]


@dataclass(frozen=True)
class Unterschied:
    """A Kriterium that is seen otherwise than last year."""

    antwort: Antwort
    davor: Davor


def davor(bewertung: Selbstbewertung, antworten: list[Antwort]) -> dict[int, Davor]:
    """Last year's answer for each of these (by primary key), found by Kriterium or its predecessors.

    Two queries, one more where the editions differ.
    """
    if bewertung.vorjahr_id is None:
        return {}
    alte = Antwort.objects.filter(bewertung=bewertung.vorjahr_id).select_related("kriterium", "massnahme")
    alte = alte.prefetch_related(Prefetch("nachweise", Nachweis.objects.select_related("nachfolger")))
    je_kriterium = {alt.kriterium_id: alt for alt in alte}
    if all(antwort.kriterium_id in je_kriterium for antwort in antworten):
        return {antwort.pk: Davor(je_kriterium[antwort.kriterium_id], False) for antwort in antworten}
    ketten = Ketten()
    paare = {}
    for antwort in antworten:
        frueher = next((k for k in ketten.kette(antwort.kriterium_id) if k in je_kriterium), None)
        if frueher is not None:
            neu_gefasst = ketten.wortlaut_geaendert(antwort.kriterium_id, frueher)
            paare[antwort.pk] = Davor(je_kriterium[frueher], neu_gefasst)
    return paare


def unterschiede(antworten: list[Antwort], paare: dict[int, Davor]) -> list[Unterschied]:
    """What is answered and differs from last year, in the order of the Kriterien."""
    return [
        Unterschied(antwort, paare[antwort.pk])
        for antwort in antworten
        if antwort.pk in paare
        and antwort.einschaetzung != Einschaetzung.OFFEN
        and antwort.einschaetzung != paare[antwort.pk].antwort.einschaetzung
    ]

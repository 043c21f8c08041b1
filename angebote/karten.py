"""The cards of the public directory: what a hit shows, whoever offers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from angebote.ausblick import Naechster, naechste_je_angebot, regel_ab
from angebote.models import Angebot, Fremdangebot
from angebote.verzeichnis import EIGENES
from angebote.zeitplan import kurz

TERMINE = 3
"""So many dates stand on a card."""


@dataclass(frozen=True)
class Karte:
    """`wann` in words, a line for each schedule; `wer` is the centre or the other organisation."""

    titel: str
    adresse: str
    kurztext: str
    wann: tuple[str, ...]
    naechste: tuple[Naechster, ...]
    wo: str
    wer: str
    fremd: bool = False
    pausiert: bool = False
    zu_pruefen: bool = False


def mit_karteninhalt(angebote: QuerySet[Angebot]) -> QuerySet[Angebot]:
    """With all that `eigene_karten` reads: three queries more, whatever their number."""
    return angebote.select_related("zentrum", "standort").prefetch_related(
        "zeitplaene", "zentrum__schliesszeiten"
    )


def karten(zeilen: Iterable[tuple[Any, str, int]], heute: date) -> list[Karte]:
    """The cards of hits (`angebote.verzeichnis.treffer`), in their order."""
    geordnet = [(herkunft, pk) for _, herkunft, pk in zeilen]
    eigene = [pk for herkunft, pk in geordnet if herkunft == EIGENES]
    fremde = [pk for herkunft, pk in geordnet if herkunft != EIGENES]
    angebote = list(mit_karteninhalt(Angebot.objects.filter(pk__in=eigene)))
    je_pk = dict(zip([a.pk for a in angebote], eigene_karten(angebote, heute), strict=True))
    mit_region = Fremdangebot.objects.filter(pk__in=fremde).select_related("region")
    je_fremdem = {eintrag.pk: fremde_karte(eintrag) for eintrag in mit_region}
    return [(je_pk if herkunft == EIGENES else je_fremdem)[pk] for herkunft, pk in geordnet]


def eigene_karten(angebote: Sequence[Angebot], heute: date) -> list[Karte]:
    """The cards of Angebote of the centres (`mit_karteninhalt`)."""
    naechste = naechste_je_angebot(angebote, heute, TERMINE)
    return [
        Karte(
            titel=angebot.titel,
            adresse=reverse("verzeichnis_angebot", args=[angebot.pk]),
            kurztext=angebot.kurztext,
            wann=tuple(kurz(regel_ab(zeitplan, heute)) for zeitplan in angebot.zeitplaene.all()),
            naechste=tuple(naechste[angebot.pk]),
            wo=angebot.wo,
            wer=str(angebot.zentrum),
            pausiert=angebot.status == Angebot.Status.PAUSIERT,
            zu_pruefen=angebot.zu_pruefen,
        )
        for angebot in angebote
    ]


def fremde_karte(eintrag: Fremdangebot) -> Karte:
    return Karte(
        titel=eintrag.titel,
        adresse=reverse("verzeichnis_fremdangebot", args=[eintrag.pk]),
        kurztext=eintrag.kurztext,
        wann=(eintrag.zeiten,) if eintrag.zeiten else (),
        naechste=(),
        wo=eintrag.ort or str(eintrag.region),
        wer=eintrag.anbieter,
        fremd=True,
        zu_pruefen=eintrag.zu_pruefen,
    )

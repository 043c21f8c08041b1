"""How full the grids of drafts are, counted by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Value

from angebote.models import Kennzahl, Meldung
from angebote.vollstaendigkeit import angebote_im_raster, gueltige_pflicht, pflichtzahl
from zentren.models import Zentrum

Ort = tuple[int, date]
Offene = Sequence[tuple[Zentrum, date, Meldung | None]]


@dataclass(frozen=True)
class Fuellung:
    """Compulsory cells of a grid that are filled, and all of them."""

    gefuellt: int
    erwartet: int

    @property
    def prozent(self) -> int:
        """Rounded down: 100 means complete."""
        return self.gefuellt * 100 // self.erwartet if self.erwartet else 0


def fuellung(offene: Offene) -> dict[Ort, Fuellung]:
    """How full each grid is, by centre and month; three queries for any number.

    `offene` are centres in months that count, with the draft of the month.
    """
    if not offene:
        return {}
    pflicht = list(Kennzahl.objects.filter(pflicht=True))
    angebote, gefuellt = _angebote(offene), _gefuellt(offene, pflicht)
    anzahl = {
        (bezirk, jahr): pflichtzahl(pflicht, bezirk, jahr)
        for bezirk, jahr in {(zentrum.bezirk_id, monat.year) for zentrum, monat, _ in offene}
    }
    ergebnis = {}
    for zentrum, monat, _ in offene:
        ort, je_angebot = (zentrum.pk, monat), anzahl[zentrum.bezirk_id, monat.year]
        erwartet = angebote.get(ort, 0) * je_angebot[True] + je_angebot[False]
        ergebnis[ort] = Fuellung(gefuellt.get(ort, 0), erwartet)
    return ergebnis


def _angebote(offene: Offene) -> dict[Ort, int]:
    """The rows of each grid."""
    monate = sorted({monat for _, monat, _ in offene})
    abfragen = []
    for nummer, monat in enumerate(monate):
        zentren = [zentrum for zentrum, m, _ in offene if m == monat]
        meldungen = [meldung for _, m, meldung in offene if meldung and m == monat]
        im_raster = angebote_im_raster(zentren, monat, meldungen).order_by()
        im_raster = im_raster.annotate(nummer=Value(nummer, IntegerField()))
        abfragen.append(im_raster.values_list("nummer", "zentrum").annotate(anzahl=Count("pk")))
    zeilen: Any = abfragen[0].union(*abfragen[1:], all=True)
    return {(zentrum, monate[nummer]): anzahl for nummer, zentrum, anzahl in zeilen}


def _gefuellt(offene: Offene, pflicht: Sequence[Kennzahl]) -> dict[Ort, int]:
    zentrum = {meldung.pk: haus.pk for haus, _, meldung in offene if meldung}
    werte = gueltige_pflicht(zentrum, {monat for _, monat, _ in offene}, pflicht)
    gruppen = werte.values_list("meldung", "monat").annotate(anzahl=Count("pk"))
    return {(zentrum[meldung], monat): anzahl for meldung, monat, anzahl in gruppen}

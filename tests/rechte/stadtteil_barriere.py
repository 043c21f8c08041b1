"""Rows of the table of rights: Barriereprüfungen."""

from typing import Any

from django.utils import timezone

from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum

ALLE = "x x x x x x x x"
TEAM = "x x l . . . . ."


def pruefung(*, zu: bool = False) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"pk": _eine(z, zu).pk}

    return machen


def befund(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = s.BarrierebefundFabrik(pruefung=_eine(z, False), ergebnis="fehlt", bereich="wc")
    return {"pk": eine.pruefung_id, "befund": eine.pk}


def bezirk(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"schluessel": z.bezirk.schluessel}


def _eine(z: Zentrum, zu: bool) -> Any:
    stand = {"status": "abgeschlossen", "abgeschlossen_am": timezone.localdate()} if zu else {}
    eine = s.BarrierepruefungFabrik(zentrum=z, standort=f.StandortFabrik(zentrum=z), **stand)
    s.BarrierebefundFabrik(pruefung=eine)
    return eine


def alles_in_barriere(z: Zentrum) -> None:
    """A draft and a published one."""
    for zu in (False, True):
        _eine(z, zu)


ZU = pruefung(zu=True)
NUR_LESEN = "x x l l l l . ."

BARRIEREN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("barrieren", ALLE),
    Zeile("barrieren_ueberblick", ALLE),
    Zeile("verzeichnis_barrieren", ALLE, bezirk, ALLE, ALLE, niemand=200),
    Zeile("barriere_neu", "x x l l l l l l", post=422),
    Zeile("barriere", "x x x . . . . .", pruefung(), fall="Entwurf"),
    Zeile("barriere", "x x x x x x . .", ZU, fall="veröffentlicht"),
    Zeile("barriere_bearbeiten", TEAM, pruefung(), post=422),
    Zeile("barriere_loeschen", TEAM, pruefung(), post=302),
    Zeile("barriere_abschliessen", TEAM, pruefung(), get=None, post=302),
    Zeile("barriere_massnahme", TEAM, befund, get=None, post=302),
    Zeile("barriere_link", NUR_LESEN, ZU, get=None, post=200, nachbar=". . . . l l . ."),
]

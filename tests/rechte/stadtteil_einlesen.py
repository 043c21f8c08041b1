"""Rows of the table of rights: tables read into the registers."""

from typing import Any

from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement.einlesen.register import REGISTER


def register(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """Everybody reads into the own centre, wherever the object of the table lies."""
    return {"register": REGISTER[0].schluessel}


TEAM = "x x l l l l l l"
EIGENES = {"gegenstand": register, "nachbar": TEAM, "fern": TEAM}

STADTTEIL_EINLESEN = [
    #                         Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("register_einlesen", TEAM, **EIGENES, post=422),
    Zeile("register_uebernehmen", TEAM, **EIGENES, get=None, post=302),
    Zeile("register_vorlage", TEAM, **EIGENES),
]

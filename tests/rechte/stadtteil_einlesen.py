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
OHNE_LISTE = "n n l l l l l l"
WIE_OHNE = {"gegenstand": register, "nachbar": OHNE_LISTE, "fern": OHNE_LISTE}

STADTTEIL_EINLESEN = [
    #                         Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("register_einlesen", TEAM, **EIGENES, post=422),
    Zeile("register_uebernehmen", OHNE_LISTE, **WIE_OHNE, get=None, post=302, fall="ohne Liste"),
    Zeile("register_vorlage", TEAM, **EIGENES),
]

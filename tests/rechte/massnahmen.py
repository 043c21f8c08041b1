"""Rows of the table of rights: the register of Massnahmen."""

from typing import Any

from django.utils import timezone

from tests import fabriken as f
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum


def massnahme(eigner: str, *, vereinbart: bool = True) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        wann = timezone.now() if vereinbart else None
        return {"pk": f.MassnahmeFabrik(zentrum=z, eigner=eigner, vereinbart_am=wann).pk}

    return machen


ZENTRUM, AMT = massnahme("zentrum"), massnahme("bezirksamt")
ENTWURF = massnahme("bezirksamt", vereinbart=False)
PFLEGE = ("massnahme_bearbeiten", "massnahme_erledigt", "massnahme_entfaellt")

MASSNAHMEN = [
    #                   Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("stadtteilmanagement", "x x x x x x x x"),
    Zeile("massnahmen", "x x x x x x x x"),
    Zeile("massnahme_neu", "x x x l l x x l", post=422),
    Zeile("massnahme", "x x x x x x . .", ZENTRUM),
    Zeile("massnahme", "x x x . . . . .", ENTWURF, fall="Entwurf"),
    *(Zeile(name, "x x l l l l . .", ZENTRUM, nachbar=". . . . l l . .", post=422) for name in PFLEGE),
    *(
        Zeile(name, "l l l l l x . .", AMT, nachbar=". . . . l x . .", post=422, fall="des Bezirksamts")
        for name in PFLEGE
    ),
    *(Zeile(name, "x x l . . . . .", ENTWURF, post=422, fall="Entwurf") for name in PFLEGE),
]

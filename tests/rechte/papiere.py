"""Rows of the table of rights: the papers of the standards, and their exports."""

from collections.abc import Callable
from typing import Any

from standards.bericht import ausgabe
from standards.models import Selbstbewertung
from tests.rechte import standards as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum

Status = Selbstbewertung.Status


def _im_stand(status: str, **mehr: str) -> Callable[[Welt, Zentrum], dict[str, Any]]:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"zentrum": z.slug, "jahr": s.bewertung(z, status, **mehr).runde.jahr}

    return machen


def _ausgabe(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = s.bewertung(z, Status.ANGENOMMEN)
    ausgabe.festschreiben(bewertung=eine, wer=None)
    return {"zentrum": z.slug, "jahr": eine.runde.jahr, "nummer": 1}


ENTWURF, ANGENOMMEN = _im_stand(Status.ENTWURF), _im_stand(Status.ANGENOMMEN)

PAPIERE = [
    #                         Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("standardbericht", "x x x . . . . .", ENTWURF, fall="Entwurf"),
    Zeile("standardbericht", "x x x x x x . .", ANGENOMMEN, fall="angenommen"),
    Zeile("standardbericht_aussen", "x x x x x x . .", _im_stand(Status.ANGENOMMEN, art="aussen")),
    Zeile("standardbericht_ausgabe", "x x x x x x . .", _ausgabe),
]

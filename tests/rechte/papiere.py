"""Rows of the table of rights: the papers of the standards, and their exports."""

from collections.abc import Callable
from typing import Any

from standards.bericht import ausgabe
from standards.models import Selbstbewertung
from tests.hilfen.standards import fassung
from tests.rechte import standards as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum

Status = Selbstbewertung.Status
Gegenstand = Callable[[Welt, Zentrum], dict[str, Any]]


def _im_stand(status: str, **mehr: str) -> Gegenstand:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"zentrum": z.slug, "jahr": s.bewertung(z, status, **mehr).runde.jahr}

    return machen


def _ausgabe(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = s.bewertung(z, Status.ANGENOMMEN)
    ausgabe.festschreiben(bewertung=eine, wer=None)
    return {"zentrum": z.slug, "jahr": eine.runde.jahr, "nummer": 1}


def _fassung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    fassung()
    return {}


def _runde(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.bewertung(z, Status.IN_PRUEFUNG).runde_id}


def _als_csv(gegenstand: Gegenstand) -> Gegenstand:
    return lambda welt, z: {**gegenstand(welt, z), "art": "csv"}


ALLE = "x x x x x x x x"
ENTWURF, ANGENOMMEN = _im_stand(Status.ENTWURF), _im_stand(Status.ANGENOMMEN)

PAPIERE = [
    #                         Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("standardbericht", "x x x . . . . .", ENTWURF, fall="Entwurf"),
    Zeile("standardbericht", "x x x x x x . .", ANGENOMMEN, fall="angenommen"),
    Zeile("standardbericht_aussen", "x x x x x x . .", _im_stand(Status.ANGENOMMEN, art="aussen")),
    Zeile("standardbericht_ausgabe", "x x x x x x . .", _ausgabe),
    Zeile("standardbericht_bezirk", "l l l l x x l .", _runde, nachbar="l l l l x x l .", post=302),
    Zeile("selbstbewertung_export", "x x x . . . . .", _als_csv(ENTWURF), fall="Entwurf"),
    Zeile("selbstbewertung_export", "x x x x x x . .", _als_csv(ANGENOMMEN), fall="angenommen"),
    Zeile("runde_export", "x x x x x x x .", _als_csv(_runde), nachbar="x x x x x x x ."),
    Zeile("standardbogen", ALLE, _fassung, nachbar=ALLE, fern=ALLE),
    Zeile("jahresgespraech", "x x x l l x . .", _im_stand(Status.IN_PRUEFUNG)),
    Zeile("jahresgespraech", "l l l . . . . .", ENTWURF, fall="Entwurf"),
    Zeile("standardbrief", "x x x l l x . .", _im_stand(Status.RUECKFRAGE), fall="Rückfrage"),
    Zeile("standardbrief", "x x x l l x . .", ANGENOMMEN, fall="angenommen"),
    Zeile("standardbrief", "l l l l l l . .", _im_stand(Status.IN_PRUEFUNG), fall="in Prüfung"),
]

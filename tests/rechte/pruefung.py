"""Rows of the table of rights: review by the Bezirksamt, comments, all centres side by side."""

from typing import Any

from tests.rechte.standards import Status, bewertung, runde
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum


def _runde(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": runde(z).pk}


def _bewertung(status: str) -> Any:
    return lambda welt, z: {"pk": bewertung(z, status).pk}


def _antwort(status: str) -> Any:
    return lambda welt, z: {"pk": bewertung(z, status).antworten.get().pk}


def _zentrum(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"zentrum": z.slug}


def _votum() -> dict[str, Any]:
    return {"art": "hinweis", "bemerkung": "Gut", "version": 1}


def _aktenzeichen() -> dict[str, Any]:
    return {"aktenzeichen": "Soz 2"}


def _grund() -> dict[str, Any]:
    return {"grund": "Zahlendreher"}


def _thema(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = runde(z)
    return {"pk": eine.pk, "kriterium": eine.fassung.standards.first().kriterien.first().pk}


NETZ = "l l l l n l n ."
AMT = "l l l l l x . ."
"""A step of the Bezirksamt with what the others read."""
ENTWURF = "l l l . . . . ."
NEBENEINANDER = "l l x x x x l ."
IN_PRUEFUNG, ANGENOMMEN = Status.IN_PRUEFUNG, Status.ANGENOMMEN

PRUEFUNG = [
    #                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("standards_pruefen", "l l x l l x l l"),
    Zeile("bewertung_pruefung", ENTWURF, _bewertung(Status.ENTWURF), fall="Entwurf"),
    Zeile("bewertung_pruefung", AMT, _bewertung(IN_PRUEFUNG), fall="in Prüfung"),
    Zeile("bewertung_bestaetigen", AMT, _bewertung(IN_PRUEFUNG), post=422),
    Zeile("bewertung_nachfragen", AMT, _bewertung(IN_PRUEFUNG), post=422),
    Zeile("bewertung_annehmen", AMT, _bewertung(IN_PRUEFUNG), post=302, daten=_aktenzeichen),
    Zeile(
        "bewertung_annehmen",
        "l l l l l n . .",
        _bewertung(ANGENOMMEN),
        post=302,
        daten=_aktenzeichen,
        fall="angenommen",
    ),
    Zeile("bewertung_wieder_oeffnen", AMT, _bewertung(ANGENOMMEN), post=302, daten=_grund),
    Zeile("antwort_pruefen", AMT, _antwort(IN_PRUEFUNG), post=302, daten=_votum),
    Zeile("standards_matrix", "x x x x x x x x"),
    Zeile("standards_netz", "l l l l x l x l"),
    Zeile("netzthema", NETZ, _thema, nachbar=NETZ, get=None, post=302, fall="Runde mit zu wenigen Zentren"),
    Zeile("matrix_kriterien", NEBENEINANDER, _runde, nachbar=NEBENEINANDER),
    Zeile("standards_verlauf", "x x x x x x l .", _zentrum),
]

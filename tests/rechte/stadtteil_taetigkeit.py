"""Rows of the table of rights: the diary, its templates and the 27 Aufgaben of a year."""

from datetime import date
from typing import Any

from stzverbund.basis.dateien import ablegen, pruefen
from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum


def taetigkeit(welt: Welt, z: Zentrum) -> dict[str, Any]:
    datei = ablegen(pruefen(b"Protokoll", "protokoll.txt"), wer=None)
    return {"pk": s.TaetigkeitFabrik(zentrum=z, datei=datei).pk}


def vorlage(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.TaetigkeitsvorlageFabrik(zentrum=z).pk}


def im_jahr(welt: Welt, z: Zentrum) -> dict[str, Any]:
    s.TaetigkeitFabrik(zentrum=z, datum=date(2026, 3, 2))
    return {"zentrum": z.slug, "jahr": 2026}


def im_verlauf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"art": "taetigkeit"} | taetigkeit(welt, z)


def alles_in_taetigkeit(z: Zentrum) -> None:
    """An entry and a template of a centre."""
    s.TaetigkeitFabrik(zentrum=z)
    s.TaetigkeitsvorlageFabrik(zentrum=z)


def _schnell() -> dict[str, Any]:
    s.AufgabeFabrik()
    return {"schnell-datum": "2026-03-02", "schnell-was": "Stadtteilrunde"}


ALLE = "x x x x x x x x"
TEAM = "x x l l l l l l"
# Raw material of the house: for others it does not exist.
LESEN, FUEHREN = "x x x . . . . .", "x x l . . . . ."
HAUS = {"nachbar": ". . . . . . . ."}

TAETIGKEIT = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("taetigkeiten", ALLE),
    Zeile("taetigkeitsvorlagen", ALLE),
    Zeile("taetigkeit_schnell", TEAM, post=302, daten=_schnell),
    Zeile("taetigkeit_vorschlag", TEAM, get=None, post=200),
    Zeile("taetigkeit_neu", TEAM, post=422),
    Zeile("taetigkeit", LESEN, taetigkeit, **HAUS),
    Zeile("taetigkeit_datei", LESEN, taetigkeit, **HAUS),
    Zeile("taetigkeit_bearbeiten", FUEHREN, taetigkeit, post=422, **HAUS),
    Zeile("taetigkeit_als_vorlage", FUEHREN, taetigkeit, get=None, post=302, **HAUS),
    Zeile("taetigkeit_loeschen", FUEHREN, taetigkeit, post=302, **HAUS),
    Zeile("vorlage_eintragen", FUEHREN, vorlage, get=None, post=302, **HAUS),
    Zeile("vorlage_bearbeiten", FUEHREN, vorlage, post=422, **HAUS),
    Zeile("vorlage_loeschen", FUEHREN, vorlage, post=302, **HAUS),
    Zeile("aufgaben27", ALLE),
    Zeile("zentrum_aufgaben", "x x x x x x . .", im_jahr),
    Zeile("verlauf_von", "x x x . . . . .", im_verlauf, fall="Tätigkeit", **HAUS),
]

"""Rows of the table of rights: legal pages, reports of barriers, information and erasure of a person."""

from typing import Any

from stzverbund.rechtliches.models import Rueckmeldung
from tests.rechte import personen as p
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum

ALLE = "x x x x x x x x"
VERWALTUNG_ODER_NICHTS = "l l l l l l l x"
NUR_VERWALTUNG = ". . . . . . . x"
UEBERALL = {"nachbar": NUR_VERWALTUNG, "fern": NUR_VERWALTUNG}
PFLEGE = {"nachbar": VERWALTUNG_ODER_NICHTS, "fern": VERWALTUNG_ODER_NICHTS}


def _seite(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"seite": "impressum"}


def _rueckmeldung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": Rueckmeldung.objects.create(text="zu klein").pk}


def _json(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {**p.konto(welt, z), "art": "json"}


def _pdf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {**p.konto(welt, z), "art": "pdf"}


def _eigene(art: str) -> Zeile:
    wer = {"nachbar": ALLE, "fern": ALLE}
    return Zeile("konto_auskunft", ALLE, lambda w, z: {"art": art}, **wer, get=None, post=200, fall=art)


RECHTLICHES = [
    Zeile("impressum", ALLE, niemand=200),
    Zeile("datenschutz", ALLE, niemand=200),
    Zeile("barrierefreiheit", ALLE, niemand=200),
    Zeile("barriere_melden", ALLE, niemand=200),
    Zeile("barriere_melden", ALLE, get=None, post=422, niemand=422, fall="leer"),
    Zeile("barriere_gemeldet", ALLE, niemand=200),
    Zeile("rechtstexte", VERWALTUNG_ODER_NICHTS),
    Zeile("rechtstext", VERWALTUNG_ODER_NICHTS, _seite, **PFLEGE, post=422),
    Zeile("rueckmeldungen", VERWALTUNG_ODER_NICHTS),
    Zeile("rueckmeldung", VERWALTUNG_ODER_NICHTS, _rueckmeldung, **PFLEGE, post=422),
    _eigene("pdf"),
    _eigene("json"),
    Zeile("person_auskunft", NUR_VERWALTUNG, _pdf, **UEBERALL, get=None, post=200, fall="pdf"),
    Zeile("person_auskunft", NUR_VERWALTUNG, _json, **UEBERALL, get=None, post=200, fall="json"),
    Zeile("person_name", NUR_VERWALTUNG, p.konto, **UEBERALL, post=422),
    Zeile("person_loeschen", NUR_VERWALTUNG, p.konto, **UEBERALL, post=422),
]

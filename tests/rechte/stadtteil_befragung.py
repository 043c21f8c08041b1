"""Rows of the table of rights: Befragungen and the sheet that citizens fill in."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests import stadtteilfabriken as s
from tests.rechte.zeile import NIEMAND, Zeile
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Befragung, Freitext


def machen(zentrum: Zentrum, status: str = "entwurf", **anders: Any) -> Befragung:
    """A Befragung with three questions."""
    befragung = s.BefragungFabrik(zentrum=zentrum, status=status, **anders)
    for nr in range(2):
        s.FrageFabrik(befragung=befragung, reihenfolge=nr)
    s.FrageFabrik(befragung=befragung, art="text", reihenfolge=2)
    return befragung


def befragung(status: str = "entwurf", **anders: Any) -> Any:
    return lambda welt, z: {"pk": machen(z, status, **anders).pk}


def kennung(status: str = "offen", **anders: Any) -> Any:
    return lambda welt, z: {"kennung": machen(z, status, **anders).kennung}


def freitext(welt: Welt, z: Zentrum) -> dict[str, Any]:
    frage = machen(z, "geschlossen").fragen.get(art="text")
    return {"pk": Freitext.objects.create(frage=frage, text="Mehr Bänke").pk}


def alles_in_befragung(zentrum: Zentrum) -> None:
    """One of every kind and state."""
    for status in Befragung.Status.values:
        frage = machen(zentrum, status).fragen.get(art="text")
        Freitext.objects.create(frage=frage, text="Mehr Bänke")


def _zeitraum() -> dict[str, Any]:
    heute = timezone.localdate()
    return {"von": heute.isoformat(), "bis": (heute + timedelta(days=10)).isoformat()}


def _neu() -> dict[str, Any]:
    return {"titel": "Sommer", "vorlage": "zugang", **_zeitraum()}


ALLE = "x x x x x x x x"
LESEN, FUEHREN = "x x x . . . . .", "x x l . . . . ."
OEFFENTLICH: dict[str, Any] = {"nachbar": ALLE, "fern": ALLE, "niemand": 200}
NUR_POST: dict[str, Any] = {"get": None, "post": 302}
LAEUFT, ZU = befragung("offen"), befragung("geschlossen")

BEFRAGUNG = [
    #                            Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("befragungen", ALLE),
    Zeile("befragung_neu", "x x l l l l l l", post=302, daten=_neu),
    Zeile("befragung", LESEN, befragung()),
    Zeile("befragung", LESEN, ZU, fall="abgeschlossen"),
    Zeile("befragung_bearbeiten", FUEHREN, befragung(), post=422),
    Zeile("befragung_fragen", FUEHREN, befragung(), post=422),
    Zeile("befragung_vorschau", LESEN, befragung()),
    Zeile("befragung_starten", FUEHREN, befragung(), **NUR_POST),
    Zeile("befragung_beenden", FUEHREN, LAEUFT, **NUR_POST),
    Zeile("befragung_papier", FUEHREN, LAEUFT, post=422),
    Zeile("befragung_auswerten", FUEHREN, ZU, post=422),
    Zeile("befragung_kopieren", FUEHREN, ZU, post=302, daten=_zeitraum),
    Zeile("befragung_loeschen", FUEHREN, befragung(), post=302),
    Zeile("befragung_aushang", LESEN, LAEUFT),
    Zeile("befragung_bogen", LESEN, LAEUFT),
    Zeile("freitext_verbergen", FUEHREN, freitext, **NUR_POST),
    Zeile("freitext_bedarf", FUEHREN, freitext, **NUR_POST),
    Zeile("umfrage", ALLE, kennung(), **OEFFENTLICH),
    Zeile("umfrage", ALLE, kennung(), ALLE, ALLE, get=None, post=422, niemand=422, fall="leer"),
    Zeile("umfrage", NIEMAND, kennung("entwurf"), niemand=404, fall="Entwurf"),
    Zeile("umfrage_danke", ALLE, kennung(), **OEFFENTLICH),
    Zeile("umfrage_ergebnis", ALLE, kennung("geschlossen", ergebnis_oeffentlich=True), **OEFFENTLICH),
    Zeile("umfrage_ergebnis", NIEMAND, kennung("geschlossen"), niemand=404, fall="nicht veröffentlicht"),
]

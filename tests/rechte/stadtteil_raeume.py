"""Rows of the table of rights: Räume, their bookings and blocks."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Belegung, Raum, Zentrum
from zentren.stadtteilmanagement.models import Buchungstermin

ANFANG = datetime(2027, 1, 4, 8, tzinfo=ZoneInfo("Europe/Berlin"))


def _raum(z: Zentrum, **mehr: Any) -> Raum:
    return f.RaumFabrik(standort=f.StandortFabrik(zentrum=z), **mehr)


def raum(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _raum(z).pk}


def woche(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _raum(z).pk, "woche": "2026-W47"}


def keine_woche(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _raum(z).pk, "woche": "2026-W99"}


def sperre(welt: Welt, z: Zentrum) -> dict[str, Any]:
    zeiten = {"beginn": ANFANG, "ende": ANFANG + timedelta(hours=2)}
    return {"pk": Belegung.objects.create(raum=_raum(z), art="sperre", anlass="Maler", **zeiten).pk}


def buchung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.RaumbuchungFabrik(raum=_raum(z)).pk}


def termin(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = s.RaumbuchungFabrik(raum=_raum(z), status="bestaetigt")
    zeiten = {"beginn": ANFANG, "ende": ANFANG + timedelta(hours=2)}
    belegung = Belegung.objects.create(raum=eine.raum, art="buchung", anlass="Schach", **zeiten)
    return {"pk": eine.pk, "termin": Buchungstermin.objects.create(buchung=eine, belegung=belegung).pk}


def im_verlauf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"art": "raumbuchung"} | buchung(welt, z)


def oeffentlich(welt: Welt, z: Zentrum) -> dict[str, Any]:
    _raum(z, fuer_gruppen=True)
    return {"slug": z.slug}


def anfrage(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"slug": z.slug, "pk": _raum(z, fuer_gruppen=True).pk}


def nicht_fuer_gruppen(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"slug": z.slug, "pk": _raum(z).pk}


def alles_in_raeume(z: Zentrum) -> None:
    """A Raum of a centre that is blocked, and a booking."""
    raum = _raum(z)
    ende = ANFANG + timedelta(hours=2)
    Belegung.objects.create(raum=raum, art="sperre", anlass="Maler", beginn=ANFANG, ende=ende)
    s.RaumbuchungFabrik(raum=raum)


def _sperren() -> dict[str, Any]:
    tag = (timezone.localdate() + timedelta(days=5)).isoformat()
    return {"von_tag": tag, "von": "08:00", "bis_tag": tag, "bis": "12:00", "anlass": "Maler"}


VERSION = {"version": "1"}
ALLE = "x x x x x x x x"
TEAM = "x x l l l l l l"
SEHEN = "x x x x x x x ."
HAUS, FUEHREN = "x x x . . . . .", "x x l . . . . ."
NIEMAND = ". . . . . . . ."
OFFEN: dict[str, Any] = {"nachbar": ALLE, "fern": ALLE, "niemand": 200}
OHNE_STEMPEL = OFFEN | {"niemand": 422, "fall": "ohne Stempel"}

RAEUME = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("raeume", ALLE),
    Zeile("raum", SEHEN, raum),
    Zeile("raum_woche", HAUS, woche),
    Zeile("raum_woche", NIEMAND, keine_woche, fall="keine Woche"),
    Zeile("raum_sperren", "x x l l l l l .", raum, post=302, daten=_sperren),
    Zeile("raumsperre_aufheben", FUEHREN, sperre, get=None, post=302),
    Zeile("raumbuchungen", ALLE),
    Zeile("raumbuchung_neu", TEAM, post=422),
    Zeile("raumbuchung", HAUS, buchung),
    Zeile("raumbuchung_bearbeiten", FUEHREN, buchung, post=422),
    Zeile("raumbuchung_bestaetigen", FUEHREN, buchung, post=302, daten=lambda: VERSION),
    Zeile("raumbuchung_ablehnen", FUEHREN, buchung, post=422),
    Zeile("raumbuchung_absagen", FUEHREN, buchung, post=302, daten=lambda: VERSION),
    Zeile("buchungstermin_absagen", FUEHREN, termin, get=None, post=302),
    Zeile("verlauf_von", HAUS, im_verlauf, fall="Raumbuchung"),
    Zeile("verzeichnis_raeume", ALLE, oeffentlich, **OFFEN),
    Zeile("verzeichnis_raumanfrage", ALLE, anfrage, **OFFEN),
    Zeile("verzeichnis_raumanfrage", ALLE, anfrage, get=None, post=422, **OHNE_STEMPEL),
    Zeile("verzeichnis_raumanfrage", NIEMAND, nicht_fuer_gruppen, niemand=404, fall="nicht für Gruppen"),
    Zeile("verzeichnis_raumanfrage_danke", ALLE, oeffentlich, **OFFEN),
]

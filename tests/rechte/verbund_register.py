"""Rows of the table of rights: Arbeitskreise, Vorhaben, Kompetenzbörse, calendar and press of the Verbund."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests import fabriken as f
from tests.rechte import gegenstaende as g
from tests.rechte.verbund import LESEN, UEBERALL
from tests.rechte.zeile import NIEMAND, Zeile
from tests.welt import Welt
from verbund import anmeldungen
from verbund.models import Anmeldung, Kompetenzanfrage, Vorhaben
from zentren.models import Verbund, Zentrum

ALLE = "x x x x x x x x"
# Who co-ordinates; a team, where all may look; the press is internal.
FUEHREN, TEAM = "l l l l x l x .", "x x l l l l l ."
NIEMAND_HIER = "l l l l l l l ."
INTERN, INTERN_PFLEGEN = "x x x . x . x .", "l l l . x . x ."
GEFUEHRT = ". . . . x . x ."
# A request: the two houses, the Träger, those who co-ordinate.
ANFRAGE, SCHRITT = "x x x . x . x .", "x x l . l . l ."
UEBERALL_OFFEN = {"nachbar": ALLE, "fern": ALLE, "niemand": 200}


def _verbund(z: Zentrum) -> Verbund:
    return f.VerbundFabrik(bezirk=z.bezirk)


def kreis(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.ArbeitskreisFabrik(verbund=_verbund(z)).pk}


def _vorhaben(z: Zentrum, **mehr: Any) -> Vorhaben:
    return f.VorhabenFabrik(verbund=_verbund(z), anmeldung_bis=timezone.localdate(), **mehr)


def vorhaben(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _vorhaben(z, oeffentlich=True).pk}


def idee(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _vorhaben(z, oeffentlich=True, stand="idee").pk}


def _anmeldung(z: Zentrum) -> Anmeldung:
    return f.AnmeldungFabrik(vorhaben=_vorhaben(z, oeffentlich=True))


def anmeldung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _anmeldung(z).pk}


def anmeldelink(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"token": anmeldungen.link_ausstellen(_anmeldung(z))}


def kompetenz(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.KompetenzFabrik(zentrum=z).pk}


def anfrage_an(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.KompetenzanfrageFabrik(kompetenz=f.KompetenzFabrik(zentrum=z)).pk}


def anfrage_von(stand: str) -> Callable[[Welt, Zentrum], dict[str, Any]]:
    """Asked by the centre of the row, of another one in the same Bezirk."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        anderes = f.KompetenzFabrik(zentrum=f.ZentrumFabrik(bezirk=z.bezirk))
        return {"pk": f.KompetenzanfrageFabrik(kompetenz=anderes, zentrum=z, stand=stand).pk}

    return machen


def presse(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.PressekontaktFabrik(verbund=_verbund(z)).pk}


def _gestern() -> dict[str, str]:
    return {"genutzt_am": (timezone.localdate() - timedelta(days=1)).isoformat(), "version": "1"}


OFFEN, ZUGESAGT = (anfrage_von(s) for s in (Kompetenzanfrage.Stand.OFFEN, Kompetenzanfrage.Stand.ZUGESAGT))

VERBUND_REGISTER = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("gesamtkalender", ALLE),
    Zeile("arbeitskreise", ALLE),
    Zeile("arbeitskreis_neu", "l l l l x l x l", post=422),
    Zeile("arbeitskreis", LESEN, kreis, **UEBERALL),
    Zeile("arbeitskreis_bearbeiten", FUEHREN, kreis, nachbar=FUEHREN, post=422),
    Zeile("arbeitskreis_mitmachen", TEAM, kreis, nachbar=TEAM, get=None, post=302),
    Zeile("arbeitskreis_loeschen", FUEHREN, kreis, nachbar=FUEHREN, post=302),
    Zeile("vorhaben_liste", ALLE),
    Zeile("vorhaben_neu", "l l l l x l x l", post=422),
    Zeile("vorhaben", LESEN, vorhaben, **UEBERALL),
    Zeile("vorhaben", "x x x . x . x .", idee, nachbar="x x x . x . x .", fall="Idee"),
    Zeile("vorhaben_bearbeiten", FUEHREN, vorhaben, nachbar=FUEHREN, post=422),
    Zeile("material_vorhaben", FUEHREN, vorhaben, nachbar=FUEHREN, post=422),
    Zeile("vorhaben_loeschen", FUEHREN, vorhaben, nachbar=FUEHREN, post=302),
    Zeile("anmeldung_neu", FUEHREN, vorhaben, nachbar=FUEHREN, post=422),
    Zeile("anmeldung_streichen", GEFUEHRT, anmeldung, nachbar=GEFUEHRT, get=None, post=302),
    Zeile("verzeichnis_vorhaben_liste", ALLE, niemand=200),
    Zeile("verzeichnis_vorhaben", ALLE, vorhaben, **UEBERALL_OFFEN),
    Zeile("verzeichnis_vorhaben", NIEMAND, idee, niemand=404, fall="Idee"),
    Zeile("verzeichnis_vorhaben_anmeldung", ALLE, vorhaben, **UEBERALL_OFFEN),
    Zeile(
        "verzeichnis_vorhaben_anmeldung",
        ALLE,
        vorhaben,
        nachbar=ALLE,
        fern=ALLE,
        get=None,
        post=422,
        niemand=422,
        fall="absenden",
    ),
    Zeile("link", ALLE, anmeldelink, fall="Anmeldung", **UEBERALL_OFFEN),
    Zeile("verzeichnis_flyer", ALLE, g.bezirk, **UEBERALL_OFFEN),
    Zeile("kompetenzen", ALLE),
    Zeile("kompetenz_neu", "x x l l l l l l", post=422),
    Zeile("kompetenz", LESEN, kompetenz, **UEBERALL),
    Zeile("kompetenz_bearbeiten", TEAM, kompetenz, nachbar=NIEMAND_HIER, post=422),
    Zeile("kompetenz_beenden", TEAM, kompetenz, nachbar=NIEMAND_HIER, get=None, post=302),
    Zeile("kompetenz_anfragen", NIEMAND_HIER, kompetenz, nachbar=TEAM, post=422),
    Zeile("kompetenzanfragen", ALLE),
    Zeile("kompetenzanfrage", ANFRAGE, anfrage_an),
    Zeile("kompetenzanfrage_antworten", SCHRITT, anfrage_an, post=422),
    Zeile("kompetenzanfrage_zurueckziehen", SCHRITT, OFFEN, get=None, post=302),
    Zeile("kompetenzanfrage_rueckmeldung", SCHRITT, ZUGESAGT, post=302, daten=_gestern),
    Zeile("presse", ALLE),
    Zeile("pressekontakt_neu", "l l l l x l x l", post=422),
    Zeile("pressekontakt", INTERN, presse, nachbar=INTERN),
    Zeile("pressekontakt_bearbeiten", INTERN_PFLEGEN, presse, nachbar=INTERN_PFLEGEN, post=422),
    Zeile("pressekontakt_pruefen", INTERN_PFLEGEN, presse, nachbar=INTERN_PFLEGEN, get=None, post=302),
    Zeile("pressekontakt_loeschen", INTERN_PFLEGEN, presse, nachbar=INTERN_PFLEGEN, post=302),
]

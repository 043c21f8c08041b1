"""Rows of the table of rights: Beschwerden and Anregungen."""

from typing import Any

from django.utils import timezone

from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement import beschwerden

ALLE = "x x x x x x x x"
IM_HAUS, TEAM = "x x x . . . . .", "x x l . . . . ."
CODE = "abcdefghjkmnpqrs"


def beschwerde(**angaben: Any) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"pk": s.BeschwerdeFabrik(zentrum=z, **angaben).pk}

    return machen


def haus(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"slug": z.slug}


def mit_code(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """What the code of the rows below opens."""
    s.BeschwerdeFabrik(zentrum=z, code=beschwerden.pruefsumme(CODE))
    return {}


def alles_in_beschwerde(z: Zentrum) -> None:
    """One in every state."""
    heute = timezone.localdate()
    for status in ("eingegangen", "in_arbeit"):
        s.BeschwerdeFabrik(zentrum=z, status=status)
    s.BeschwerdeFabrik(zentrum=z, status="beantwortet", antwort="Ja.", beantwortet_am=heute)
    s.BeschwerdeFabrik(zentrum=z, status="abgeschlossen", abgeschlossen_am=heute)


def _neue() -> dict[str, Any]:
    heute = timezone.localdate().isoformat()
    return {"art": "lob", "thema": "team", "weg": "telefon", "eingegangen_am": heute, "text": "Sehr nett."}


def _antwort() -> dict[str, Any]:
    return {"antwort": "Wir fangen später an.", "version": 1}


BESSER = {"verbesserung": "Der Kurs fängt um 10 Uhr an."}

BESCHWERDEN = [
    #                                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("beschwerden", ALLE),
    Zeile("beschwerden_zahlen", "x x x l l x l l"),
    Zeile("beschwerde_neu", "x x l l l l l l", post=302, daten=_neue),
    Zeile("beschwerde", IM_HAUS, beschwerde()),
    Zeile("beschwerde_bearbeiten", TEAM, beschwerde(), post=422),
    Zeile("beschwerde_uebernehmen", TEAM, beschwerde(), get=None, post=302),
    Zeile("beschwerde_beantworten", TEAM, beschwerde(), post=302, daten=_antwort),
    Zeile("beschwerde_verbesserung", TEAM, beschwerde(), post=302, daten=lambda: BESSER | {"version": 1}),
    Zeile("beschwerde_abschliessen", TEAM, beschwerde(), post=302, daten=lambda: {"version": 1}),
    Zeile("beschwerde_massnahme", TEAM, beschwerde(**BESSER), get=None, post=302),
    Zeile("beschwerde_bedarf", TEAM, beschwerde(**BESSER), get=None, post=302),
    Zeile("beschwerde_senden", ALLE, haus, ALLE, ALLE, niemand=200),
    Zeile("beschwerde_senden", ALLE, haus, ALLE, ALLE, get=None, post=422, niemand=422, fall="ohne Stempel"),
    Zeile(
        "beschwerde_stand", ALLE, mit_code, ALLE, ALLE, post=200, daten=lambda: {"code": CODE}, niemand=200
    ),
]

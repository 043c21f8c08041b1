"""Rows of the table of rights: partners and Gremien."""

from datetime import date
from typing import Any

from stzverbund.basis.dateien import ablegen, pruefen
from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Kooperation, Zielpruefung

HEUTE = date(2026, 1, 1)


def _kooperation(z: Zentrum, **mehr: Any) -> Kooperation:
    datei = ablegen(pruefen(b"unterschrieben", "vereinbarung.txt"), wer=None)
    return s.KooperationFabrik(zentrum=z, datei=datei, **mehr)


def kooperation(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _kooperation(z).pk}


def beendet(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _kooperation(z, beendet_am=HEUTE).pk}


def im_verlauf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"art": "kooperation"} | kooperation(welt, z)


def alles_in_kooperation(z: Zentrum) -> None:
    """A partner and a Gremium of a centre, with a review of its aims."""
    s.GremiumFabrik(zentrum=z)
    Zielpruefung.objects.create(kooperation=s.KooperationFabrik(zentrum=z), datum=HEUTE, ergebnis="erreicht")


ALLE = "x x x x x x x x"
TEAM = "x x l l l l l l"
LESEN, FUEHREN = "x x x x x x . .", "x x l l l l . ."

KOOPERATION = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    *(
        Zeile(name, ALLE)
        for name in ("kooperationen", "gremien", "kooperationsnetz", "migrationssozialdienst")
    ),
    Zeile("kooperation_neu", TEAM, post=422),
    Zeile("kooperation", LESEN, kooperation),
    Zeile("kooperation_datei", LESEN, kooperation),
    Zeile("kooperation_bearbeiten", FUEHREN, kooperation, post=422),
    Zeile("kooperation_ziele", FUEHREN, kooperation, post=422),
    Zeile("kooperation_beenden", FUEHREN, kooperation, post=422),
    Zeile("kooperation_fortsetzen", FUEHREN, beendet, get=None, post=302),
    Zeile("kooperation_loeschen", FUEHREN, kooperation, post=302),
    Zeile("verlauf_von", "x x x l l l . .", im_verlauf, fall="Kooperation"),
]

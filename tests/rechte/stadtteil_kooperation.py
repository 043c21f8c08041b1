"""Rows of the table of rights: partners and Gremien."""

from datetime import date
from typing import Any

from stzverbund.basis.dateien import ablegen, pruefen
from tests import stadtteilfabriken as s
from tests.rechte.zeile import NIEMAND, Zeile
from tests.welt import Welt
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Kooperation, Mappendokument, Zielpruefung

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


def dokument(sichtbarkeit: str) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"pk": _dokument(zentrum=z, sichtbarkeit=sichtbarkeit).pk}

    return machen


def amtlich(sichtbarkeit: str) -> Any:
    """Of the Bezirksamt of the centre."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"pk": _dokument(zentrum=None, bezirk=z.bezirk, art="qpk", sichtbarkeit=sichtbarkeit).pk}

    return machen


def _dokument(**mehr: Any) -> Mappendokument:
    datei = ablegen(pruefen(b"Papier", "papier.txt"), wer=None)
    return s.MappendokumentFabrik(datei=datei, link="", **mehr)


def _trail(gegenstand: Any) -> Any:
    return lambda welt, z: {"art": "mappendokument"} | gegenstand(welt, z)


def alles_in_kooperation(z: Zentrum) -> None:
    """A partner and a Gremium of a centre, with a review of its aims; documents for all readers."""
    s.GremiumFabrik(zentrum=z)
    partner = s.KooperationFabrik(zentrum=z)
    Zielpruefung.objects.create(kooperation=partner, datum=HEUTE, ergebnis="erreicht")
    for sichtbarkeit in Mappendokument.Sichtbarkeit:
        s.MappendokumentFabrik(zentrum=z, sichtbarkeit=sichtbarkeit)
        s.MappendokumentFabrik(zentrum=None, bezirk=z.bezirk, sichtbarkeit=sichtbarkeit)


ALLE = "x x x x x x x x"
TEAM = "x x l l l l l l"
IM_HAUS, NUR_AMT, PFLEGT_AMT = "x x x . . . . .", ". . . . . x . .", "l l l l l x . ."
INTERN, GETEILT = dokument("intern"), dokument("partner")
AMTLICH_INTERN, AMTLICH = amtlich("intern"), amtlich("partner")
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
    Zeile("dokumente", ALLE),
    Zeile("mappendokument_neu", "x x l l l x l l", post=422),
    Zeile("mappendokument", IM_HAUS, INTERN, fall="intern"),
    Zeile("mappendokument", LESEN, GETEILT, fall="geteilt"),
    Zeile("mappendokument", NUR_AMT, AMTLICH_INTERN, nachbar=NUR_AMT, fall="des Amtes, intern"),
    Zeile("mappendokument", LESEN, AMTLICH, nachbar=LESEN, fall="des Amtes, geteilt"),
    Zeile("mappendokument_datei", LESEN, GETEILT),
    Zeile("mappendokument_bearbeiten", FUEHREN, GETEILT, post=422),
    Zeile("mappendokument_bearbeiten", PFLEGT_AMT, AMTLICH, nachbar=PFLEGT_AMT, post=422, fall="des Amtes"),
    Zeile("mappendokument_ersetzen", FUEHREN, GETEILT, post=422),
    Zeile("mappendokument_loeschen", FUEHREN, GETEILT, post=302),
    Zeile("verlauf_von", FUEHREN, _trail(GETEILT), fall="Dokument"),
    Zeile("verzeichnis_dokument", NIEMAND, GETEILT, niemand=404, fall="geteilt"),
    Zeile("verzeichnis_dokument", ALLE, dokument("oeffentlich"), nachbar=ALLE, fern=ALLE, niemand=200),
]

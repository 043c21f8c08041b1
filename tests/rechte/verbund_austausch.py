"""Rows of the table of rights: questions, consultations, recommendations."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stzverbund.basis.dateien import ablegen, pruefen
from tests import fabriken as f
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from verbund.models import Anfrage
from zentren.models import Verband, Zentrum

Richtung = Anfrage.Richtung
GESCHAEFTSSTELLE = "parisozial"
"""The one of the world of the tests."""


def anfrage(richtung: str) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        return {"pk": f.AnfrageFabrik(verbund=f.VerbundFabrik(bezirk=z.bezirk), richtung=richtung).pk}

    return machen


def _verband() -> Verband:
    return Verband.objects.get(slug=GESCHAEFTSSTELLE)


def notiz(*, geteilt: bool) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        eine = f.BeratungsnotizFabrik(verband=_verband(), bezirk=z.bezirk, zentrum=z, geteilt=geteilt)
        return {"pk": eine.pk}

    return machen


def empfehlung(stand: str = "eingebracht") -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        datei = ablegen(pruefen(b"Papier", "papier.txt"), wer=None)
        eine = f.EmpfehlungFabrik(verband=_verband(), stand=stand, datei=datei)
        eine.bezirke.add(z.bezirk)
        return {"pk": eine.pk}

    return machen


def alles_im_austausch(z: Zentrum) -> None:
    """One of every kind and state about a centre."""
    verbund = f.VerbundFabrik(bezirk=z.bezirk)
    for richtung in Richtung:
        f.AnfrageFabrik(verbund=verbund, richtung=richtung)
    for geteilt in (True, False):
        f.BeratungsnotizFabrik(verband=_verband(), bezirk=z.bezirk, zentrum=z, geteilt=geteilt)
    for stand in ("entwurf", "eingebracht"):
        f.EmpfehlungFabrik(verband=_verband(), stand=stand).bezirke.add(z.bezirk)


def jahr(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """A year in which every Verbund had a session, so whoever reads one finds its report."""
    for ort in (welt.eigenes, welt.fern):
        f.SitzungFabrik(verbund=f.VerbundFabrik(bezirk=ort.bezirk), datum="2026-03-02")
    return {"jahr": 2026}


def _antwort() -> dict[str, Any]:
    return {"antwort": "Im März.", "version": 1}


def _frage() -> dict[str, Any]:
    frist = (timezone.localdate() + timedelta(days=3)).isoformat()
    return {"betreff": "Mittel", "frage": "Wann?", "frist": frist, "sichtbarkeit": "bezirksamt"}


ALLE = "x x x x x x x x"
# The partners of a Verbund read its questions; only the sides act.
LESEN = "x x x x x x x ."
FRAGT, ANTWORTET = "l l l l x l x .", "l l l l l x l ."
NUR_GS, GETEILT = ". . . . x . . .", "x x x . x . . ."
# The Geschäftsstelle keeps its own wherever they are about, also without an agreement with the Bezirk.
UEBERALL = {"nachbar": NUR_GS, "fern": NUR_GS}

# Each finds the report of its own Verbund, wherever the object of the table lies.
BERICHT = "x x x x x x x l"
AUSTAUSCH = [
    *(
        Zeile(name, BERICHT, jahr, nachbar=BERICHT, fern=BERICHT)
        for name in ("verbundbericht", "verbundbericht_pdf")
    ),
    #                                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("anfragen", ALLE),
    Zeile("anfrage_neu", "l l l l x x x l", post=302, daten=_frage),
    Zeile("anfrage", LESEN, anfrage(Richtung.AN_AMT), nachbar=LESEN),
    Zeile("anfrage_bearbeiten", FRAGT, anfrage(Richtung.AN_AMT), nachbar=FRAGT, post=422),
    Zeile("anfrage_zurueckziehen", FRAGT, anfrage(Richtung.AN_AMT), nachbar=FRAGT, get=None, post=302),
    Zeile(
        "anfrage_beantworten",
        ANTWORTET,
        anfrage(Richtung.AN_AMT),
        nachbar=ANTWORTET,
        post=302,
        daten=_antwort,
        fall="an das Bezirksamt",
    ),
    Zeile(
        "anfrage_beantworten",
        FRAGT,
        anfrage(Richtung.AN_VERBUND),
        nachbar=FRAGT,
        post=302,
        daten=_antwort,
        fall="an den Verbund",
    ),
    Zeile("beratungsnotizen", ALLE),
    Zeile("beratungsnotiz_neu", "l l l l x l l l", post=422),
    Zeile("beratungsnotiz", NUR_GS, notiz(geteilt=False), fall="nicht geteilt", **UEBERALL),
    Zeile("beratungsnotiz", GETEILT, notiz(geteilt=True), fall="geteilt", **UEBERALL),
    Zeile("beratungsnotiz_bearbeiten", "l l l . x . . .", notiz(geteilt=True), post=422, **UEBERALL),
    Zeile("beratungsnotiz_loeschen", "l l l . x . . .", notiz(geteilt=True), post=302, **UEBERALL),
    Zeile("empfehlungen", ALLE),
    Zeile("empfehlung_neu", "l l l l x l l l", post=422),
    Zeile("empfehlung", NUR_GS, empfehlung("entwurf"), fall="Entwurf", **UEBERALL),
    Zeile("empfehlung", LESEN, empfehlung(), nachbar=LESEN, fern=NUR_GS, fall="eingebracht"),
    Zeile("empfehlung_papier", LESEN, empfehlung(), nachbar=LESEN, fern=NUR_GS),
    Zeile("empfehlung_bearbeiten", "l l l l x l l .", empfehlung(), "l l l l x l l .", NUR_GS, post=422),
    Zeile("empfehlung_loeschen", "l l l l x l l .", empfehlung(), "l l l l x l l .", NUR_GS, post=302),
]

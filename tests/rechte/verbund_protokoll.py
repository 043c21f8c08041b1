"""Rows of the table of rights: minutes and their extracts. What is written belongs to the own centre."""

import json
from typing import Any

from django.utils import timezone

from stzverbund.basis import ausgabe
from tests import fabriken as f
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from verbund.models import Anmerkung, Protokoll, Teilnahme
from zentren.models import Zentrum

ALLE = "x x x x x x x x"
# Who reads minutes; who takes their steps; who writes those of the own centre; who reads extracts.
LESEN, SCHRITT = "x x x . x . x .", "l l l . x . x ."
SCHREIBEN = "x x l . x . x ."
AUSZUG = "x x x x x x x ."


def _protokoll(z: Zentrum, **felder: Any) -> Protokoll:
    """Minutes of a session of today, that the team of the centre writes, in which it was."""
    sitzung = f.SitzungFabrik(verbund=f.VerbundFabrik(bezirk=z.bezirk), datum=timezone.localdate())
    Teilnahme.objects.create(sitzung=sitzung, zentrum=z, anwesend="ja")
    return f.ProtokollFabrik(sitzung=sitzung, schreibt=z, **felder)


def offenes(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _protokoll(z).sitzung_id}


def punkt(welt: Welt, z: Zentrum) -> dict[str, Any]:
    protokoll = _protokoll(z)
    return {"pk": protokoll.sitzung_id, "eintrag": f.PunktFabrik(sitzung=protokoll.sitzung).pk}


def am_punkt(welt: Welt, z: Zentrum) -> dict[str, Any]:
    adresse = punkt(welt, z)
    return {"pk": adresse["pk"], "punkt": adresse["eintrag"]}


def sitz(welt: Welt, z: Zentrum) -> dict[str, Any]:
    protokoll = _protokoll(z)
    return {"pk": protokoll.sitzung_id, "eintrag": protokoll.sitzung.teilnahmen.get().pk}


def ausliegendes(welt: Welt, z: Zentrum) -> dict[str, Any]:
    heute = timezone.localdate()
    return {"pk": _protokoll(z, status="durchsicht", durchsicht_bis=heute).sitzung_id, "punkt": 0}


def anmerkung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    protokoll = _protokoll(z)
    eine = Anmerkung.objects.create(protokoll=protokoll, zentrum=z, text="Bitte ergänzen.")
    return {"pk": protokoll.sitzung_id, "anmerkung": eine.pk}


def genehmigtes(welt: Welt, z: Zentrum) -> dict[str, Any]:
    protokoll = _protokoll(z, status="genehmigt", genehmigt_am=timezone.localdate())
    f.PunktFabrik(sitzung=protokoll.sitzung, stand="behandelt", sichtbarkeit="oeffentlich")
    return {"pk": protokoll.sitzung_id}


def genehmigter_punkt(welt: Welt, z: Zentrum) -> dict[str, Any]:
    adresse = genehmigtes(welt, z)
    return adresse | {"punkt": Protokoll.objects.get(sitzung=adresse["pk"]).sitzung.punkte.get().pk}


def ausgabe_1(welt: Welt, z: Zentrum) -> dict[str, Any]:
    sitzung = _protokoll(z).sitzung
    angaben = {"art": "protokoll", "jahr": sitzung.datum.year, "nummer": 1, "titel": "Protokoll"}
    ausgabe.anlegen(gegenstand=sitzung, **angaben, daten={}, pdf=b"%PDF-1.7", wer=None)
    return {"pk": sitzung.pk, "nummer": 1}


def _zeile(name: str, zeichen: str, gegenstand: Any = offenes, **mehr: Any) -> Zeile:
    """The neighbour's are read alike; written by its own team only."""
    nachbar = SCHRITT if zeichen == SCHREIBEN else zeichen
    return Zeile(name, zeichen, gegenstand, nachbar=nachbar, **mehr)


def _post(name: str, zeichen: str, gegenstand: Any = offenes, status: int = 422, **mehr: Any) -> Zeile:
    return _zeile(name, zeichen, gegenstand, get=None, post=status, **mehr)


def _uebernommen() -> dict[str, Any]:
    return {"stand": "uebernommen", "version": "1"}


OFFEN = {"fern": ALLE, "niemand": 200}
VERBUND_PROTOKOLL = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    _zeile("protokoll", LESEN),
    _zeile("protokoll_pdf", LESEN),
    _zeile("protokoll_ausgabe", LESEN, ausgabe_1),
    _post("protokoll_beginnen", SCHRITT, status=302),
    _zeile("protokoll_schreiben", SCHREIBEN),
    _post("protokoll_annahme", SCHREIBEN, status=400, daten=lambda: {"zelle": json.dumps([])}),
    _zeile("protokoll_stand", SCHREIBEN),
    _post("protokoll_punkt_neu", SCHREIBEN),
    _post("protokoll_punkt", SCHREIBEN, punkt),
    _zeile("protokoll_beschluss", SCHREIBEN, am_punkt, post=422),
    _zeile("protokoll_aufgabe", SCHREIBEN, am_punkt, post=422),
    _post("protokoll_sitz_neu", SCHREIBEN),
    _post("protokoll_sitz", SCHREIBEN, sitz),
    _post("protokoll_fuehrung", SCHRITT, status=302),
    _post("protokoll_beenden", SCHRITT, status=302),
    _post("protokoll_durchsicht", SCHRITT),
    _post("protokoll_genehmigen", SCHRITT),
    _post("protokoll_nachtrag", SCHRITT),
    _post("protokoll_oeffnen", SCHRITT),
    _post("protokoll_anmerken", SCHREIBEN, ausliegendes),
    _post("anmerkung_antwort", SCHREIBEN, anmerkung, status=302, daten=_uebernommen),
    _zeile("auszug", AUSZUG),
    _zeile("auszug_pdf", AUSZUG, genehmigtes),
    _zeile("punktauszug_pdf", AUSZUG, genehmigter_punkt),
    Zeile("protokolle_oeffentlich", ALLE, niemand=200),
    _zeile("protokoll_oeffentlich", ALLE, genehmigtes, **OFFEN),
    _zeile("protokoll_oeffentlich_pdf", ALLE, genehmigtes, **OFFEN),
]

"""Rows of the table of rights: resolutions, tasks and the search of the Verbund."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stzverbund.basis import links
from tests import fabriken as f
from tests.rechte.verbund import LESEN, UEBERALL
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from verbund.erinnerung import AUFGABE
from zentren.models import Zentrum

ALLE = "x x x x x x x x"
# Partners see only what is not internal, and of the tasks their own.
IM_VERBUND = "x x x . x . x ."
KOORDINIEREN = "l l l . x . x ."
KOORDINIEREN_OFFEN = "l l l l x l x ."
DIE_IHRE = "x x l . x . x ."


def beschluss(welt: Welt, z: Zentrum) -> dict[str, Any]:
    verbund = f.VerbundFabrik(bezirk=z.bezirk)
    punkt = f.PunktFabrik(sitzung__verbund=verbund, sitzung__datum=timezone.localdate())
    nummer = verbund.beschluesse.count() + 1
    return {"pk": f.BeschlussFabrik(punkt=punkt, sichtbarkeit="bezirksamt", nummer=nummer).pk}


def aufgabe(welt: Welt, z: Zentrum) -> dict[str, Any]:
    verbund = f.VerbundFabrik(bezirk=z.bezirk)
    return {"pk": f.AufgabeFabrik(verbund=verbund, zentrum=z, email="jemand@fachdienst.example").pk}


def erledigte(welt: Welt, z: Zentrum) -> dict[str, Any]:
    verbund = f.VerbundFabrik(bezirk=z.bezirk)
    am = timezone.localdate()
    return {"pk": f.AufgabeFabrik(verbund=verbund, zentrum=z, status="erledigt", erledigt_am=am).pk}


def aufgabenlink(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = f.AufgabeFabrik(verbund=f.VerbundFabrik(bezirk=z.bezirk), stelle="extern", email="a@b.example")
    bis = timezone.now() + timedelta(days=1)
    return {"token": links.ausstellen(zweck=AUFGABE, gegenstand=eine, gueltig_bis=bis, wer=None)}


NEBENAN = {"nachbar": KOORDINIEREN}
VERBUND_AUFGABEN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("beschluesse", ALLE),
    Zeile("beschluss", LESEN, beschluss, **UEBERALL),
    Zeile("beschluss_bearbeiten", KOORDINIEREN_OFFEN, beschluss, post=422, nachbar=KOORDINIEREN_OFFEN),
    Zeile("beschluss_folge", KOORDINIEREN_OFFEN, beschluss, post=422, nachbar=KOORDINIEREN_OFFEN),
    Zeile("beschluss_streichen", KOORDINIEREN_OFFEN, beschluss, post=422, nachbar=KOORDINIEREN_OFFEN),
    Zeile("aufgaben", ALLE),
    Zeile("aufgabe", IM_VERBUND, aufgabe, nachbar=IM_VERBUND),
    Zeile("aufgabe_neu", "x x l l x x x l", post=422),
    Zeile("aufgabe_bearbeiten", DIE_IHRE, aufgabe, post=422, **NEBENAN),
    Zeile("aufgabe_erledigt", DIE_IHRE, aufgabe, post=422, **NEBENAN),
    Zeile("aufgabe_verschieben", DIE_IHRE, aufgabe, post=422, **NEBENAN),
    Zeile("aufgabe_entfaellt", DIE_IHRE, aufgabe, post=422, **NEBENAN),
    Zeile("aufgabe_oeffnen", KOORDINIEREN, erledigte, get=None, post=302, **NEBENAN),
    Zeile("aufgabe_link", KOORDINIEREN, aufgabe, get=None, post=302, **NEBENAN),
    Zeile("link", ALLE, aufgabenlink, fall="Aufgabe", nachbar=ALLE, fern=ALLE, niemand=200),
    Zeile("verbundsuche", ALLE),
]

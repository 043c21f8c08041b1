"""Rows of the table of rights: sessions, items, material, year plan and themes of the Verbund."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from stzverbund.basis.dateien import ablegen, pruefen
from tests import fabriken as f
from tests.rechte.gegenstaende import im_verlauf
from tests.rechte.verbund import LESEN, UEBERALL, sitzung
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from verbund.models import Dokument, Jahresplan, Planplatz
from zentren.models import Zentrum

ALLE = "x x x x x x x x"
# Who co-ordinates; whoever reads the sessions too, and whoever reads what is internal.
KOORDINIEREN, INTERN = "l l l l x l x .", "x x x . x . x ."
INTERN_KOORDINIEREN, VORSCHLAGEN = "l l l . x . x .", "x x l l x l x l"
EIGENE = "x x l . x . x ."
IM_VERBUND = "l l l l x l x l"
JAHR = 2026


def _vom(z: Zentrum) -> Any:
    return f.VerbundFabrik(bezirk=z.bezirk)


def geplant(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """An item on the agenda of a coming session."""
    return {"pk": f.PunktFabrik(sitzung__verbund=_vom(z), verbund=_vom(z)).pk}


def vorschlag(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """A proposal of the centre."""
    punkt = f.PunktFabrik(verbund=_vom(z), sitzung=None, stand="vorgeschlagen", vorgeschlagen_von=z)
    return {"pk": punkt.pk}


def vorbereitet(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """An item that the centre prepares."""
    return {"pk": f.PunktFabrik(sitzung__verbund=_vom(z), verbund=_vom(z), zentrum=z).pk}


def thema(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.ThemaFabrik(verbund=_vom(z)).pk}


def platz(welt: Welt, z: Zentrum) -> dict[str, Any]:
    plan, _ = Jahresplan.objects.get_or_create(verbund=_vom(z), jahr=timezone.localdate().year)
    tag = timezone.localdate()
    return {"pk": Planplatz.objects.create(jahresplan=plan, datum=tag, beginn="10:00", ende="12:00").pk}


def plan(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": Jahresplan.objects.get_or_create(verbund=_vom(z), jahr=JAHR)[0].pk}


def datei(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """A file at an item that the centre prepares."""
    punkt = f.PunktFabrik(sitzung__verbund=_vom(z), verbund=_vom(z), zentrum=z)
    inhalt = ablegen(pruefen(b"Plan", "plan.txt"), wer=None)
    return {"pk": Dokument.objects.create(verbund=_vom(z), titel="Plan", datei=inhalt, punkt=punkt).pk}


def jahr(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"jahr": JAHR}


def _im_verbund(name: str, zeichen: str, gegenstand: Callable[..., Any], **anders: Any) -> Zeile:
    """All centres of a Bezirk share its Verbund: the neighbour is asked the same."""
    return Zeile(name, zeichen, gegenstand, nachbar=anders.pop("nachbar", zeichen), **anders)


def _im_jahr(name: str, zeichen: str, **anders: Any) -> Zeile:
    """The year says no Verbund: it is the same page wherever the object would lie."""
    return Zeile(name, zeichen, jahr, nachbar=zeichen, fern=zeichen, **anders)


NUR_POST: dict[str, Any] = {"get": None, "post": 302}
VERBUND_PLANUNG = [
    #                                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("sitzung_neu", IM_VERBUND, post=422),
    Zeile("sitzung_nachtragen", IM_VERBUND, post=422),
    _im_verbund("sitzung_bearbeiten", KOORDINIEREN, sitzung, post=422),
    _im_verbund("sitzung_absagen", KOORDINIEREN, sitzung, post=422),
    _im_verbund("sitzung_fristen", KOORDINIEREN, sitzung, post=302),
    _im_verbund("punkt_neu", KOORDINIEREN, sitzung, post=422),
    _im_verbund("sitzung_ordnen", KOORDINIEREN, sitzung, **NUR_POST),
    _im_verbund("sitzung_uebernehmen", KOORDINIEREN, sitzung, **NUR_POST),
    Zeile("vorschlaege", ALLE),
    Zeile("vorschlag_neu", VORSCHLAGEN, post=422),
    _im_verbund("punkt", INTERN, geplant),
    _im_verbund("punkt", INTERN, vorschlag, fall="Vorschlag"),
    _im_verbund("punkt_bearbeiten", INTERN_KOORDINIEREN, geplant, post=422),
    _im_verbund(
        "punkt_bearbeiten", EIGENE, vorschlag, nachbar=INTERN_KOORDINIEREN, post=422, fall="Vorschlag"
    ),
    _im_verbund("punkt_platzieren", INTERN_KOORDINIEREN, vorschlag, get=None, post=404),
    _im_verbund("punkt_herunternehmen", INTERN_KOORDINIEREN, geplant, **NUR_POST),
    _im_verbund("punkt_zurueckziehen", EIGENE, vorschlag, nachbar=INTERN_KOORDINIEREN, **NUR_POST),
    _im_verbund("material_punkt", EIGENE, vorbereitet, nachbar=INTERN_KOORDINIEREN, post=422),
    _im_verbund("material_sitzung", KOORDINIEREN, sitzung, post=422),
    _im_verbund("material_thema", KOORDINIEREN, thema, post=422),
    _im_verbund("material", INTERN, datei),
    _im_verbund("material_zuruecknehmen", EIGENE, datei, nachbar=INTERN_KOORDINIEREN, **NUR_POST),
    _im_jahr("jahresplan", ALLE),
    _im_jahr("jahresplan_pdf", LESEN),
    _im_jahr("jahresplan_bearbeiten", IM_VERBUND, post=302),
    _im_jahr("jahresplan_reihe", IM_VERBUND, post=422),
    _im_jahr("jahresplan_sitzungen", IM_VERBUND, **NUR_POST),
    _im_jahr("planplatz_neu", IM_VERBUND, post=422),
    _im_verbund("planplatz", KOORDINIEREN, platz, post=422),
    _im_verbund("planplatz_streichen", KOORDINIEREN, platz, post=302),
    Zeile("themen", ALLE),
    Zeile("thema_neu", IM_VERBUND, post=422),
    Zeile("thema", LESEN, thema, **UEBERALL),
    _im_verbund("thema_bearbeiten", KOORDINIEREN, thema, post=422),
    _im_verbund("verlauf_von", KOORDINIEREN, im_verlauf("sitzung", sitzung), fall="Sitzung"),
    _im_verbund("verlauf_von", INTERN_KOORDINIEREN, im_verlauf("tagesordnungspunkt", geplant), fall="Punkt"),
    _im_verbund("verlauf_von", KOORDINIEREN, im_verlauf("thema", thema), fall="Thema"),
    _im_verbund("verlauf_von", KOORDINIEREN, im_verlauf("jahresplan", plan), fall="Jahresplan"),
]

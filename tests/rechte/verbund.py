"""Rows of the table of rights: the Verbund. Objects belong to the Verbund of the Bezirk of a centre."""

from typing import Any

from django.utils import timezone

from tests import fabriken as f
from tests.rechte.verbund_austausch import alles_im_austausch
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from verbund.models import (
    Anmerkung,
    Aufgabe,
    Beschluss,
    Delegation,
    Dokument,
    Einladung,
    Gast,
    Jahresplan,
    Nachtrag,
    Planplatz,
    Sichtbarkeit,
    Sitzungsfrist,
    Teilnahme,
)
from zentren.models import Verband, Zentrum

# All centres of a Bezirk share its Verbund: what the own one reads, the neighbour reads too.
LESEN = "x x x x x x x ."
UEBERALL = {"nachbar": LESEN}


def sitzung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.SitzungFabrik(verbund=f.VerbundFabrik(bezirk=z.bezirk)).pk}


def alles_im_verbund(z: Zentrum) -> None:
    """At least one object of every kind of the Verbund of a centre, in every visibility, about the centre."""
    verbund, heute = f.VerbundFabrik(bezirk=z.bezirk), timezone.localdate()
    kreis, person = f.ArbeitskreisFabrik(verbund=verbund), f.PersonFabrik()
    eine = f.SitzungFabrik(verbund=verbund, arbeitskreis=kreis)
    Sitzungsfrist.objects.create(sitzung=eine, art="themen", faellig=heute)
    plan, _ = Jahresplan.objects.get_or_create(verbund=verbund, jahr=heute.year)
    plan.themen.add(f.ThemaFabrik(verbund=verbund))
    Planplatz.objects.create(jahresplan=plan, datum=heute, beginn="10:00", ende="12:00")
    f.PunktFabrik(verbund=verbund, sitzung=None, stand="vorgeschlagen", vorgeschlagen_von=z)
    for stufe in Sichtbarkeit:
        punkt = f.PunktFabrik(sitzung=eine, sichtbarkeit=stufe, vorgeschlagen_von=z)
        nummer = Beschluss.objects.count() + 1
        f.BeschlussFabrik(punkt=punkt, sichtbarkeit=stufe, nummer=nummer)
        Dokument.objects.create(
            verbund=verbund, titel="Plan", link="https://stz.example/", punkt=punkt, sichtbarkeit=stufe
        )
    Delegation.objects.create(verbund=verbund, zentrum=z, person=person, von=heute)
    Einladung.objects.create(sitzung=eine, person=person, zentrum=z)
    Teilnahme.objects.create(sitzung=eine, zentrum=z)
    Gast.objects.create(verbund=verbund, sitzung=eine, organisation="Pflegestützpunkt")
    protokoll = f.ProtokollFabrik(sitzung=eine)
    Anmerkung.objects.create(protokoll=protokoll, text="Bitte ergänzen.")
    Nachtrag.objects.create(protokoll=protokoll, nummer=1, text="Es waren acht.")
    f.AufgabeFabrik(verbund=verbund, zentrum=z)
    for stelle in Aufgabe.Stelle:
        f.AufgabeFabrik(verbund=verbund, stelle=stelle, email="jemand@fachdienst.example")
    alles_im_austausch(z)
    for stand in ("idee", "geplant"):
        f.VorhabenFabrik(verbund=verbund, stand=stand)
        gs = Verband.objects.get(slug="parisozial")
        f.VorhabenFabrik(verbund=None, verband=gs, stand=stand).verbuende.add(verbund)
    f.AnmeldungFabrik(vorhaben=f.VorhabenFabrik(verbund=verbund, oeffentlich=True))
    f.PressekontaktFabrik(verbund=verbund)
    f.KompetenzanfrageFabrik(kompetenz=f.KompetenzFabrik(zentrum=z))


VERBUND = [
    #                      Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("verbund", "x x x x x x x x"),
    Zeile("sitzungen", "x x x x x x x x"),
    Zeile("sitzung", LESEN, sitzung, **UEBERALL),
]

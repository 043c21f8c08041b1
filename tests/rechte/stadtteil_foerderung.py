"""Rows of the table of rights: Förderungen, their sums, campaigns."""

from datetime import date
from typing import Any

from django.utils import timezone

from stzverbund.basis.dateien import ablegen, pruefen
from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Verband, Zentrum
from zentren.stadtteilmanagement.models import Foerderung, Kampagnenteilnahme

GESCHAEFTSSTELLE = "parisozial"
"""The one of the world of the tests."""


def foerderung(status: str = "bewilligt", **angaben: Any) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        datei = ablegen(pruefen(b"Bescheid", "bescheid.txt"), wer=None)
        return {"pk": s.FoerderungFabrik(zentrum=z, status=status, datei=datei, **angaben).pk}

    return machen


def _teilnahme(z: Zentrum, verteilt_am: date | None = None) -> Kampagnenteilnahme:
    verband = Verband.objects.get(slug=GESCHAEFTSSTELLE)
    kampagne = s.KampagneFabrik(verband=verband, zuschuss=10_000, verteilt_am=verteilt_am)
    return s.KampagnenteilnahmeFabrik(kampagne=kampagne, zentrum=z, summe=5_000)


def kampagne(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _teilnahme(z).kampagne_id}


def verteilte(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _teilnahme(z, timezone.localdate()).kampagne_id}


def teilnahme(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """Another organisation, in a campaign in which the centre takes part."""
    kampagne = _teilnahme(z).kampagne
    return {"pk": s.KampagnenteilnahmeFabrik(kampagne=kampagne, zentrum=None, organisation="Verein").pk}


def ausgewertete(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _teilnahme(z, timezone.localdate()).pk}


def alles_in_foerderung(z: Zentrum) -> None:
    """A Förderung in every state, and a campaign in which the centre takes part."""
    for status in Foerderung.Status:
        s.FoerderungFabrik(zentrum=z, status=status)
    _teilnahme(z)


ALLE = "x x x x x x x x"
IM_HAUS, TEAM = "x x x . . . . .", "x x l . . . . ."
# The Geschäftsstelle keeps its campaigns wherever the houses are; who takes part reads.
LESEN = {"nachbar": ". . . . x x . .", "fern": ". . . . x . . ."}
FUEHREN = {"nachbar": ". . . . x l . .", "fern": ". . . . x . . ."}
HAUS = {"nachbar": ". . . . l l . .", "fern": ". . . . l . . ."}

FOERDERUNG = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("foerderungen", ALLE),
    Zeile("foerderung_neu", "x x l l l l l l", post=422),
    Zeile("foerderung_uebersicht", "x x x x x x l l"),
    Zeile("foerderung", IM_HAUS, foerderung()),
    Zeile("foerderung_bescheid", IM_HAUS, foerderung()),
    Zeile("foerderung_bearbeiten", TEAM, foerderung(), post=422),
    Zeile("foerderung_beantragt", TEAM, foerderung("geplant"), post=422),
    Zeile("foerderung_bewilligt", TEAM, foerderung("beantragt"), post=422),
    Zeile("foerderung_abgeschlossen", TEAM, foerderung(erhalten=1, ausgegeben=1), post=422),
    Zeile("foerderung_abgelehnt", TEAM, foerderung(), post=302),
    Zeile("foerderung_oeffnen", TEAM, foerderung("abgeschlossen"), get=None, post=302),
    Zeile("foerderung_loeschen", TEAM, foerderung(), post=302),
    Zeile("kampagnen", ALLE),
    Zeile("kampagne_neu", "l l l l x l l l", post=422),
    Zeile("kampagne", "x x x x x x . .", kampagne, **LESEN),
    Zeile("kampagne_bearbeiten", "l l l l x l . .", kampagne, post=422, **FUEHREN),
    Zeile("kampagne_zahlen", "l l l l x l . .", kampagne, post=422, **FUEHREN),
    Zeile("kampagnenteilnahme_neu", "l l l l x l . .", kampagne, post=422, **FUEHREN),
    Zeile("kampagne_verteilen", "l l l l x l . .", kampagne, get=None, post=302, **FUEHREN),
    Zeile("kampagne_zuruecknehmen", "l l l l x l . .", verteilte, get=None, post=302, **FUEHREN),
    Zeile("kampagne_loeschen", "l l l l x l . .", kampagne, post=302, **FUEHREN),
    Zeile("kampagnenteilnahme_bearbeiten", "l l l l x l . .", teilnahme, post=422, **FUEHREN),
    Zeile("kampagnenteilnahme_loeschen", "l l l l x l . .", teilnahme, post=302, **FUEHREN),
    Zeile("kampagnenteilnahme_uebernehmen", "x x l l l l . .", ausgewertete, get=None, post=302, **HAUS),
]

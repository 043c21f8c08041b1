"""Rows of the table of rights: needs, Anliegen."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stzverbund.basis.dateien import ablegen, pruefen
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum


def bedarf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.BedarfFabrik(zentrum=z).pk}


def mit_angebot(welt: Welt, z: Zentrum) -> dict[str, Any]:
    angebot, einer = f.AngebotFabrik(zentrum=z), s.BedarfFabrik(zentrum=z)
    angebot.bedarfe.add(einer)
    return {"pk": einer.pk, "angebot": angebot.pk}


def umgesetzt(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.BedarfFabrik(zentrum=z, status="umgesetzt", umgesetzt_am=timezone.localdate()).pk}


def verworfen(welt: Welt, z: Zentrum) -> dict[str, Any]:
    heute = timezone.localdate()
    return {"pk": s.BedarfFabrik(zentrum=z, status="verworfen", grund="g", verworfen_am=heute).pk}


def _tag() -> dict[str, Any]:
    return {"am": timezone.localdate().isoformat()}


def mit_unterlage(welt: Welt, z: Zentrum) -> dict[str, Any]:
    datei = ablegen(pruefen(b"Bericht", "bericht.txt"), wer=None)
    return {"pk": s.BedarfFabrik(zentrum=z, datei=datei).pk}


def _weitergeleitet(z: Zentrum) -> Any:
    gestern = timezone.localdate() - timedelta(days=1)
    return s.AnliegenFabrik(zentrum=z, eingegangen_am=gestern, weitergeleitet_am=gestern)


def neu(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": s.AnliegenFabrik(zentrum=z).pk}


def beim_amt(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": _weitergeleitet(z).pk}


def stadtteil(welt: Welt, z: Zentrum) -> dict[str, Any]:
    region = f.RegionFabrik(bezirk=z.bezirk)
    z.regionen.add(region)
    return {"schluessel": region.schluessel}


def alles_in_bedarf(z: Zentrum) -> None:
    """One of every kind about a centre."""
    s.BedarfFabrik(zentrum=z)
    s.AnliegenFabrik(zentrum=z)
    _weitergeleitet(z)


ALLE = "x x x x x x x x"
TEAM = "x x l l l l . ."
STADTTEIL = "x x x x x x x ."

STADTTEIL_BEDARF = [
    #                   Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("bedarfe", ALLE),
    Zeile("bedarf_neu", "x x l l l l l l", post=422),
    Zeile("bedarf_aehnliche", "x x l l l l l l"),
    Zeile("bedarf", "x x x x x x . .", bedarf),
    Zeile("bedarf_angebot", TEAM, bedarf, get=None, post=404, fall="ohne Angebot"),
    Zeile("bedarf_angebot_loesen", TEAM, mit_angebot, get=None, post=302),
    Zeile("bedarf_unterlage", "x x x x x x . .", mit_unterlage),
    Zeile("bedarf_bearbeiten", TEAM, bedarf, post=422),
    *(
        Zeile(f"bedarf_{schritt}", TEAM, bedarf, get=None, post=302, daten=_tag)
        for schritt in ("planen", "umsetzen", "fortschreiben")
    ),
    Zeile("bedarf_wieder_aufnehmen", TEAM, verworfen, get=None, post=302),
    Zeile("bedarf_ueberpruefen", TEAM, umgesetzt, post=422),
    Zeile("bedarf_verwerfen", TEAM, bedarf, post=422),
    Zeile("stadtteile", ALLE),
    Zeile("stadtteil", STADTTEIL, stadtteil),
    Zeile("stadtteil_pdf", STADTTEIL, stadtteil),
    Zeile("anliegen_liste", ALLE),
    Zeile("anliegen_neu", "x x l l l l l l", post=422),
    Zeile("anliegen", "x x x . . . . .", neu, fall="noch im Haus"),
    Zeile("anliegen", "x x x . . x . .", beim_amt),
    Zeile("anliegen_bearbeiten", "x x l . . l . .", beim_amt, post=422),
    Zeile("anliegen_weiterleiten", "x x l . . . . .", neu, post=422),
    Zeile("anliegen_beantworten", "x x l . . x . .", beim_amt, post=422),
]

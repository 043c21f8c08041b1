"""Rows of the table of rights: invitations, delegates, guests and calendars of the Verbund."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.dateien import ablegen, pruefen
from tests import fabriken as f
from tests.rechte.verbund import LESEN, UEBERALL, sitzung
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from verbund import kalender
from verbund.einladung.antworten import ANTWORTEN
from verbund.gaeste import GAST
from verbund.models import Dokument, Einladung
from zentren.models import Zentrum

ALLE = "x x x x x x x x"
# Readers of the sessions who do not co-ordinate; then those who find nothing of what is internal.
KOORDINIEREN, INTERN, INTERN_PFLEGEN = "l l l l x l x .", "x x x . x . x .", "l l l . x . x ."


def _bei_allen(zeichen: str) -> dict[str, str]:
    return {"nachbar": zeichen}


def eingeladene(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """Everybody of the world is invited to the session, as far as he may know of it."""
    adresse = sitzung(welt, z)
    for m in welt.rollen.values():
        Einladung.objects.create(sitzung_id=adresse["pk"], person=m.person, stelle="Koordination")
    return adresse


def einladungslink(welt: Welt, z: Zentrum) -> dict[str, Any]:
    einladung = Einladung.objects.create(
        sitzung_id=sitzung(welt, z)["pk"], person=f.PersonFabrik(), stelle="Bezirksamt"
    )
    bis = timezone.now() + timedelta(days=1)
    return {"token": links.ausstellen(zweck=ANTWORTEN, gegenstand=einladung, gueltig_bis=bis, wer=None)}


def delegation(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.DelegationFabrik(verbund=f.VerbundFabrik(bezirk=z.bezirk), zentrum=z).pk}


def gast(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": f.GastFabrik(sitzung__verbund=f.VerbundFabrik(bezirk=z.bezirk)).pk}


def gastlink(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine, bis = f.GastFabrik(sitzung__verbund=f.VerbundFabrik(bezirk=z.bezirk)), timezone.now()
    bis += timedelta(days=1)
    return {"token": links.ausstellen(zweck=GAST, gegenstand=eine, gueltig_bis=bis, wer=None)}


def folien(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = f.GastFabrik(sitzung__verbund=f.VerbundFabrik(bezirk=z.bezirk), weitergabe_am=timezone.now())
    datei = ablegen(pruefen(b"Pflege", "folien.txt"), wer=None)
    dokument = Dokument.objects.create(verbund=eine.verbund, gast=eine, titel="Pflege", datei=datei)
    return {"pk": eine.pk, "dokument": dokument.pk}


def im_kalender(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"schluessel": kalender.schluessel(f.MitgliedschaftFabrik(rolle="leitung", zentrum=z))}


def am_tag(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"sitzung": sitzung(welt, z)["pk"]}


UEBERALL_OFFEN = {"nachbar": ALLE, "fern": ALLE, "niemand": 200}
VERBUND_EINLADUNG = [
    #                                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("sitzung_einladen", KOORDINIEREN, sitzung, post=422, **_bei_allen(KOORDINIEREN)),
    Zeile("sitzung_tagesordnung", LESEN, sitzung, **UEBERALL),
    Zeile("sitzung_teilnahme", INTERN, sitzung, **_bei_allen(INTERN)),
    Zeile(
        "sitzung_antwort",
        LESEN,
        eingeladene,
        get=None,
        post=302,
        daten=lambda: {"antwort": "zugesagt"},
        **UEBERALL,
    ),
    Zeile("link", ALLE, einladungslink, fall="Einladung zur Sitzung", **UEBERALL_OFFEN),
    Zeile("delegationen", ALLE),
    Zeile("delegation_neu", "l l l l x l x l", post=422),
    Zeile("delegation", INTERN_PFLEGEN, delegation, post=422, **_bei_allen(INTERN_PFLEGEN)),
    Zeile("delegation_loeschen", INTERN_PFLEGEN, delegation, post=302, **_bei_allen(INTERN_PFLEGEN)),
    Zeile("gaeste", ALLE),
    Zeile("gast_neu", KOORDINIEREN, am_tag, post=422, **_bei_allen(KOORDINIEREN)),
    Zeile("gast", INTERN, gast, **_bei_allen(INTERN)),
    Zeile("gast_bearbeiten", INTERN_PFLEGEN, gast, post=422, **_bei_allen(INTERN_PFLEGEN)),
    Zeile("gast_loeschen", INTERN_PFLEGEN, gast, post=302, **_bei_allen(INTERN_PFLEGEN)),
    Zeile("gast_link", INTERN_PFLEGEN, gast, get=None, post=200, **_bei_allen(INTERN_PFLEGEN)),
    Zeile(
        "gast_folien_loeschen",
        INTERN_PFLEGEN,
        folien,
        get=None,
        post=302,
        **_bei_allen(INTERN_PFLEGEN),
    ),
    Zeile("link", ALLE, gastlink, fall="Gast", **UEBERALL_OFFEN),
    Zeile("kalender_sitzungen", ALLE, im_kalender, **UEBERALL_OFFEN),
    Zeile("kalender_aufgaben", ALLE, im_kalender, **UEBERALL_OFFEN),
    Zeile("kalender_erneuern", ALLE, get=None, post=302),
]

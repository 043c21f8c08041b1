"""Rows of the table of rights and objects of it: rounds, Selbstbewertungen, Massnahmen."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from standards import aussen
from standards.models import Antwort, Beitrag, Nachweis, Runde, Selbstbewertung, Votum
from stzverbund.basis.models import Link
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.rechte.zeile import Zeile
from tests.welt import Welt
from zentren.models import Zentrum

Status = Selbstbewertung.Status
ZEITEN = ("eingereicht_am", "freigegeben_am", "angenommen_am")


def runde(z: Zentrum, jahr: int = 2026) -> Runde:
    """The open round of the Bezirk of a centre in a year."""
    alte = Runde.objects.filter(bezirk=z.bezirk, jahr=jahr).first()
    eine = alte or f.RundeFabrik(bezirk=z.bezirk, fassung=s.fassung(), jahr=jahr, geoeffnet_am=timezone.now())
    eine.zentren.add(z)
    return eine


def bewertung(z: Zentrum, status: str = Status.ENTWURF, **felder: Any) -> Selbstbewertung:
    """A Selbstbewertung of a centre in any state, with one answer to "1.1"."""
    angaben: dict[str, Any] = dict.fromkeys(ZEITEN, timezone.now()) | {
        "einreichungen": 1,
        "grund": "g",
        "aktenzeichen": "Soz 1",
    }
    eine = Selbstbewertung.objects.create(
        runde=felder.pop("runde", None) or runde(z), zentrum=z, **(angaben | felder)
    )
    kriterium = eine.runde.fassung.standards.first().kriterien.first()
    antwort = Antwort.objects.create(
        bewertung=eine, kriterium=kriterium, nachgefragt=status == Status.RUECKFRAGE
    )
    Nachweis.objects.create(antwort=antwort, titel="Plan", adresse="https://stz.example/", datum="2026-01-01")
    Beitrag.objects.create(bewertung=eine, antwort=antwort, seite="zentrum", text="Ja")
    Votum.objects.create(antwort=antwort, art="bestaetigt")
    Selbstbewertung.objects.filter(pk=eine.pk).update(status=status)
    eine.refresh_from_db()
    return eine


def alle_staende(z: Zentrum) -> None:
    """Selbstbewertungen in each state, own and from outside, with and without release; all Massnahmen."""
    for jahr, status in enumerate(Status, start=2001):
        eigene = runde(z, jahr)
        bewertung(z, status, runde=eigene, freigabe_noetig=jahr % 2 == 0)
        bewertung(z, status, runde=eigene, art="aussen")
    bewertung(z, Status.EINGEREICHT, freigabe_noetig=True)
    for eigner in ("zentrum", "traeger", "bezirksamt", "verbund"):
        f.MassnahmeFabrik(zentrum=z, eigner=eigner)
        f.MassnahmeFabrik(zentrum=z, eigner=eigner, vereinbart_am=timezone.now())
    f.MassnahmeFabrik(zentrum=None, bezirk=z.bezirk, eigner="verbund", vereinbart_am=timezone.now())


def _adresse(status: str) -> Any:
    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        eine = bewertung(z, status)
        return {"zentrum": z.slug, "jahr": eine.runde.jahr}

    return machen


BEWERTUNGEN = [
    #                          Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("selbstbewertung", "x x x . . . . .", _adresse(Status.ENTWURF), fall="Entwurf"),
    Zeile("selbstbewertung", "x x x x x x . .", _adresse(Status.IN_PRUEFUNG), fall="in Prüfung"),
]


def _slug(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"zentrum": z.slug}


def _runde(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": runde(z).pk}


def _fassung(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """Without a published edition there is no round."""
    s.fassung()
    return {}


def _geplante(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """A planned round, which only the Bezirksamt sees."""
    eine = f.RundeFabrik(bezirk=z.bezirk, fassung=s.fassung(), jahr=2027)
    eine.standards.set(eine.fassung.standards.all())
    eine.zentren.add(z)
    return {"pk": eine.pk}


def _volle(welt: Welt, z: Zentrum) -> dict[str, Any]:
    """An open round in which everything is accepted."""
    return {"pk": bewertung(z, Status.ANGENOMMEN).runde_id}


def _im_entwurf(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = bewertung(z)
    return {"pk": eine.runde_id, "bewertung": eine.pk}


def _aussen(*status: str, link: bool = False) -> Any:
    """A centre in an open round, with an Außenevaluation in this state or without one."""

    def machen(welt: Welt, z: Zentrum) -> dict[str, Any]:
        eigene = bewertung(z)
        adresse = {"pk": eigene.runde_id, "zentrum": z.slug}
        for stand in status:
            eine = bewertung(z, stand, runde=eigene.runde, art="aussen")
        if not link:
            return adresse
        ausgestellt = Link.objects.create(
            token_hash=f"hash-{z.slug}",
            zweck=aussen.AUSSEN.schluessel,
            gegenstand=eine,
            gueltig_bis=timezone.now() + timedelta(days=9),
        )
        return adresse | {"link": ausgestellt.pk}

    return machen


def _nebenan(welt: Welt, z: Zentrum) -> dict[str, Any]:
    eine = bewertung(z, Status.ANGENOMMEN)
    bewertung(z, Status.EINGEREICHT, runde=eine.runde, art="aussen")
    return {"zentrum": z.slug, "jahr": eine.runde.jahr}


def _weiteres_zentrum() -> dict[str, Any]:
    return {"zentrum": Zentrum.objects.get(slug="nachbar").pk}


FUERS_AMT = "l l l l l x l ."
"""What only the Bezirksamt does with a round that the others read."""
NEU = "l l l l l x l l"
GEPLANT = ". . . . . x . ."

RUNDEN = [
    #                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("standards", "x x x x x x x x"),
    Zeile("runden", "x x x x x x x x"),
    Zeile("runde", "x x x x x x x .", _runde, nachbar="x x x x x x x ."),
    Zeile("runde", GEPLANT, _geplante, fall="geplant"),
    Zeile("runde_neu", NEU, _fassung, nachbar=NEU, fern=NEU, post=422),
    Zeile("runde_bearbeiten", FUERS_AMT, _runde, nachbar=FUERS_AMT, post=422),
    Zeile("runde_loeschen", GEPLANT, _geplante, post=302),
    Zeile("runde_oeffnen", GEPLANT, _geplante, get=None, post=302),
    Zeile("runde_abschliessen", FUERS_AMT, _volle, nachbar=FUERS_AMT, get=None, post=302),
    Zeile(
        "runde_aufnehmen",
        FUERS_AMT,
        _runde,
        nachbar=FUERS_AMT,
        get=None,
        post=302,
        daten=_weiteres_zentrum,
    ),
    Zeile("runde_herausnehmen", FUERS_AMT, _im_entwurf, nachbar=FUERS_AMT, post=422),
    Zeile("aussen", FUERS_AMT, _aussen(Status.ENTWURF), nachbar=FUERS_AMT, post=422),
    Zeile("aussen_beginnen", FUERS_AMT, _aussen(), nachbar=FUERS_AMT, get=None, post=302),
    Zeile(
        "aussen_widerrufen",
        FUERS_AMT,
        _aussen(Status.ENTWURF, link=True),
        nachbar=FUERS_AMT,
        get=None,
        post=302,
    ),
    Zeile(
        "aussen_annehmen",
        FUERS_AMT,
        _aussen(Status.EINGEREICHT),
        nachbar=FUERS_AMT,
        get=None,
        post=302,
        daten=lambda: {"aktenzeichen": "Soz 1"},
    ),
    Zeile("aussenevaluation", "x x x x x x . .", _nebenan),
]

BELEGE = [
    Zeile("standards_stand", "x x x l l l l .", _slug),
]

STANDARDS = [*RUNDEN, *BEWERTUNGEN, *BELEGE]

"""Rows of the table of rights and objects of it: rounds, Selbstbewertungen, Massnahmen."""

from typing import Any

from django.utils import timezone

from standards.models import Antwort, Beitrag, Nachweis, Runde, Selbstbewertung, Votum
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


def _runde(welt: Welt, z: Zentrum) -> dict[str, Any]:
    return {"pk": runde(z).pk}


RUNDEN = [
    #                Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("standards", "x x x x x x x x"),
    Zeile("runden", "x x x x x x x x"),
    Zeile("runde", "x x x x x x x .", _runde, nachbar="x x x x x x x ."),
]

STANDARDS = [*RUNDEN, *BEWERTUNGEN]

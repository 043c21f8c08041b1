"""Rounds and answers for tests: a published edition with two Standards (1.1, 1.2 and 2.1), opened."""

from datetime import date
from typing import Any

from standards import ablauf, antworten, runden
from standards.models import Antwort, Runde, Selbstbewertung, Votum
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Traeger, Zentrum

AKTENZEICHEN = "Soz 4-17"


def fassung() -> Any:
    """Published, with the Kriterien 1.1, 1.2 (may not apply) and 2.1."""
    neu = f.FassungFabrik()
    if neu.veroeffentlicht_am is None:
        erster, zweiter = (f.StandardFabrik(fassung=neu, nummer=n) for n in (1, 2))
        f.KriteriumFabrik(standard=erster, nummer=1)
        f.KriteriumFabrik(standard=erster, nummer=2, kann_entfallen=True)
        f.KriteriumFabrik(standard=zweiter, nummer=1)
        neu.veroeffentlicht_am = date(2017, 9, 20)
        neu.save()
    return neu


def runde(welt: Welt, *zentren: Zentrum, **felder: Any) -> Runde:
    """An opened round of the Bezirk of the world, with these centres (default: `welt.eigenes`)."""
    eine = f.RundeFabrik(bezirk=welt.bezirk, fassung=fassung(), **felder)
    eine.standards.set(eine.fassung.standards.all())
    eine.zentren.set(zentren or [welt.eigenes])
    return runden.oeffnen(runde=eine, wer=welt.rollen["bezirksamt"])


def bewertung(
    welt: Welt, zentrum: Zentrum | None = None, *, freigabe: bool = False, **felder: Any
) -> Selbstbewertung:
    """The Selbstbewertung of a centre in a new round; `freigabe` is the switch of its Träger."""
    haus = zentrum or welt.eigenes
    Traeger.objects.filter(pk=haus.traeger_id).update(freigabe_noetig=freigabe)
    return runde(welt, haus, **felder).bewertungen.get(zentrum=haus)


def beantworten(eine: Selbstbewertung, welt: Welt, einschaetzung: str = "erfuellt", **angaben: Any) -> None:
    """The same answer to every Kriterium that is open."""
    for antwort in eine.antworten.filter(einschaetzung="offen"):
        antworten.beantworten(
            antwort=antwort,
            angaben={"einschaetzung": einschaetzung, **angaben},
            version=antwort.version,
            wer=welt.rollen["leitung"],
        )


def eingereicht(welt: Welt, **felder: Any) -> Selbstbewertung:
    """The own centre's, all "erfüllt", submitted."""
    eine = bewertung(welt, **felder)
    beantworten(eine, welt)
    return ablauf.einreichen(bewertung=eine, wer=welt.rollen["leitung"])


def angenommen(welt: Welt, **felder: Any) -> Selbstbewertung:
    eine = eingereicht(welt, **felder)
    return ablauf.annehmen(bewertung=eine, aktenzeichen=AKTENZEICHEN, wer=welt.rollen["bezirksamt"])


def antwort(eine: Selbstbewertung, kriterium: str) -> Antwort:
    return eine.antworten.select_related("bewertung", "kriterium").get(kriterium__schluessel=kriterium)


def votum(eine: Selbstbewertung, kriterium: str) -> Votum | None:
    return Votum.objects.filter(antwort__bewertung=eine, antwort__kriterium__schluessel=kriterium).first()

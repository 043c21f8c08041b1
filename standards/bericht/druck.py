"""The report of a large Bezirk takes long: ordered once, made by the task worker."""

from django_tasks import task

from standards.bericht import pdf
from standards.bericht.dokument import Bezirksbericht
from standards.models import Runde
from stzverbund.basis import druck
from stzverbund.basis.ausgabe import aus_kanonisch, datenhash, kanonisch
from stzverbund.basis.models import Druckauftrag
from zentren.models import Mitgliedschaft

KENNUNG = "standardbericht-bezirk"
LANG = 12
"""With so many centres it has more than ten pages, and nobody waits for the answer to a request."""
ZEILEN_JE_SEITE = 18


def ist_lang(bericht: Bezirksbericht) -> bool:
    return sum(len(matrix.zentren) for matrix in bericht.matrizen) >= LANG


def bestellen(*, runde: Runde, bericht: Bezirksbericht, wer: Mitgliedschaft) -> Druckauftrag:
    """The order for what `wer` sees now: the same one as long as nothing changes.

    The caller has asked whether `wer` reads the report, and gives the file to nobody else's data.
    """
    return druck.bestellen(
        schluessel=druck.schluessel(wer.rolle, KENNUNG, runde.pk, runde.jahr, datenhash(bericht)),
        gegenstand=runde,
        starten=_starten,
        art=KENNUNG,
        jahr=runde.jahr,
        sicht=wer.rolle,
        titel=bericht.titel,
        gesamt=len(bericht.matrizen) + 1 + len(bericht.massnahmen) // ZEILEN_JE_SEITE,
        daten=kanonisch(bericht).decode(),
    )


def noch_einmal(auftrag: Druckauftrag) -> Druckauftrag:
    return druck.noch_einmal(auftrag=auftrag, starten=_starten)


@task()
def drucken(auftrag: str, versuch: int) -> None:
    druck.ausfuehren(auftrag, versuch, _arbeit)


def _arbeit(auftrag: Druckauftrag) -> bytes:
    return pdf.papier("standardbezirk", aus_kanonisch(Bezirksbericht, auftrag.daten))


def _starten(auftrag: Druckauftrag) -> None:
    drucken.enqueue(auftrag=str(auftrag.pk), versuch=auftrag.versuch)

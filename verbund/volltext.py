"""The text of uploaded PDFs, read once for the search. What cannot be read has none; nothing fails."""

import io
import logging
from datetime import date

from django.db import transaction
from django_tasks import task

from stzverbund.basis.dateien import ARTEN
from stzverbund.basis.models import Datei
from verbund import suche
from verbund.models import Dokument

log = logging.getLogger(__name__)

HOECHSTENS_SEITEN, HOECHSTENS_ZEICHEN = 200, 100_000


def bestellen(dokument: Dokument) -> None:
    """Has the worker read the file once it is stored; whoever stores a document calls this too."""
    if _lesbar(dokument):
        transaction.on_commit(lambda: lesen_lassen.enqueue(dokument=dokument.pk))


@task()
def lesen_lassen(dokument: int) -> None:
    """In the worker; the document may be deleted meanwhile."""
    for eines in Dokument.objects.select_related("datei").filter(pk=dokument):
        einlesen(eines)


def einlesen(dokument: Dokument) -> None:
    """Keeps the text of its file and makes it findable."""
    if dokument.datei is None or not _lesbar(dokument):
        return
    dokument.volltext = lesen(dokument.datei)
    Dokument.objects.filter(pk=dokument.pk).update(volltext=dokument.volltext)
    suche.eintragen(dokument)


def nachholen(heute: date) -> int:
    """Reads what the worker has missed; returns how many documents. For the daily job.

    PDFs without any text (scans) are tried again each day; few are uploaded.
    """
    offene = Dokument.objects.filter(volltext="", datei__typ=ARTEN["pdf"]).select_related("datei")
    anzahl = 0
    for dokument in offene:
        einlesen(dokument)
        anzahl += bool(dokument.volltext)
    return anzahl


def lesen(datei: Datei) -> str:
    """The text of the first pages of a PDF; empty where it has none or is broken."""
    from pypdf import PdfReader

    try:
        with datei.datei.open("rb") as offen:
            leser = PdfReader(io.BytesIO(offen.read()))
        text = "\n".join(seite.extract_text() for seite in leser.pages[:HOECHSTENS_SEITEN])
    except Exception:
        # pypdf raises whatever a broken file makes it stumble over
        log.warning("volltext: %s lässt sich nicht lesen", datei.pk)
        return ""
    return text.replace("\x00", "")[:HOECHSTENS_ZEICHEN]


def _lesbar(dokument: Dokument) -> bool:
    return dokument.datei is not None and dokument.datei.typ == ARTEN["pdf"]

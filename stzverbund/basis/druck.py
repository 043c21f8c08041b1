"""Documents that take long: ordered once, rendered by the task worker, fetched by whoever may see them.

Who prints what gives the work as a function; the right to order, to look and to fetch is its matter too.
"""

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from .ausgabe import kanonisch
from .fortschritt import Fortschritt
from .models import Druckauftrag
from .pflege import Verweigert

log = logging.getLogger(__name__)

AUFBEWAHRUNG = timedelta(days=2)
"""Drafts hold figures that nobody has accepted: they do not stay."""
PANNE = "Beim Erstellen ist ein Fehler aufgetreten. An den Zahlen hat sich nichts geändert."
VERLOREN = "Der Auftrag ist stehen geblieben. An den Zahlen hat sich nichts geändert."

Starter = Callable[[Druckauftrag], Any]
Status = Druckauftrag.Status


def schluessel(*teile: str | int) -> str:
    """The key of an order: what is printed, of whom, for which view, from which data."""
    return hashlib.sha256(kanonisch(teile)).hexdigest()


def bestellen(*, schluessel: str, gegenstand: models.Model, starten: Starter, **angaben: Any) -> Druckauftrag:
    """The order with this key; a new one is handed to the worker by `starten`.

    `angaben`: art, jahr, sicht, titel, gesamt and, where the work needs it, daten.
    """
    vorgabe = {"gegenstand": gegenstand, **angaben}
    auftrag, neu = Druckauftrag.objects.get_or_create(schluessel=schluessel, defaults=vorgabe)
    if neu:
        starten(auftrag)
        auftrag.refresh_from_db()
    return auftrag


def noch_einmal(*, auftrag: Druckauftrag, starten: Starter) -> Druckauftrag:
    """Hand a failed or lost order to the worker again; any other one stays as it is."""
    with transaction.atomic():
        gesperrt = Druckauftrag.objects.select_for_update(of=("self",)).get(pk=auftrag.pk)
        if not gesperrt.gescheitert:
            return gesperrt
        gesperrt.status, gesperrt.phase, gesperrt.grund = Status.WARTET, Druckauftrag.Phase.BILDER, ""
        gesperrt.versuch, gesperrt.schritt, gesperrt.bewegt_am = gesperrt.versuch + 1, 0, timezone.now()
        gesperrt.save()
    starten(gesperrt)
    gesperrt.refresh_from_db()
    return gesperrt


def ausfuehren(pk: uuid.UUID | str, versuch: int, arbeit: Callable[[Druckauftrag], bytes | None]) -> None:
    """In the worker: render an order, once. `arbeit` gives the file, or None where it is stored elsewhere.

    What was taken up already or started anew since is left alone. `Verweigert` is told to the user,
    everything else goes to the log.
    """
    wartend = Druckauftrag.objects.filter(pk=pk, versuch=versuch, status=Status.WARTET)
    if not wartend.update(status=Status.LAEUFT, bewegt_am=timezone.now()):
        return
    auftrag = Druckauftrag.objects.get(pk=pk)
    try:
        with Fortschritt(auftrag):
            inhalt = arbeit(auftrag)
    except Verweigert as nein:
        _abschliessen(auftrag, status=Status.FEHLGESCHLAGEN, grund=str(nein))
    except Exception:
        log.exception("Druckauftrag %s", pk)
        _abschliessen(auftrag, status=Status.FEHLGESCHLAGEN, grund=PANNE)
    else:
        _fertig(auftrag, inhalt)


def datei(auftrag: Druckauftrag) -> bytes:
    """The file of a finished order. Raises OSError where it is gone."""
    with auftrag.datei.open("rb") as offen:
        return offen.read()


def aufraeumen(heute: date) -> int:
    """Removes orders of more than two days ago with their files; returns how many. For the daily job."""
    alte = list(Druckauftrag.objects.filter(bewegt_am__lt=timezone.now() - AUFBEWAHRUNG))
    for auftrag in alte:
        auftrag.delete()
        if auftrag.datei:
            auftrag.datei.delete(save=False)
    return len(alte)


def _fertig(auftrag: Druckauftrag, inhalt: bytes | None) -> None:
    if inhalt is not None:
        auftrag.datei.save(f"{uuid.uuid4().hex}.pdf", ContentFile(inhalt), save=False)
    abgelegt = _abschliessen(auftrag, status=Status.FERTIG, datei=auftrag.datei.name, daten="")
    if auftrag.datei and not abgelegt:
        auftrag.datei.delete(save=False)


def _abschliessen(auftrag: Druckauftrag, **stand: Any) -> bool:
    """Only the try that is still the latest one may finish the order."""
    eigener = Druckauftrag.objects.filter(pk=auftrag.pk, versuch=auftrag.versuch, status=Status.LAEUFT)
    return bool(eigener.update(**stand, bewegt_am=timezone.now()))

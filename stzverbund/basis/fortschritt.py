"""How far the rendering of a document is: charts and WeasyPrint say it to loggers, an order listens.

Neither knows of orders, and without a listener the lines go nowhere (settings, LOGGING).
"""

import logging
import threading
import time
from types import TracebackType
from typing import Self

from django.db import DatabaseError
from django.utils import timezone

from .diagramme.motor import FORTSCHRITT as DIAGRAMME
from .models import Druckauftrag

SEITEN = logging.getLogger("weasyprint.progress")
ABSTAND = 1.0
"""Seconds between two notes in the database."""

Phase = Druckauftrag.Phase


class Fortschritt(logging.Handler):
    """While it is entered, charts and pages of this thread are counted in the order, once a second.

    A page counts once, however often WeasyPrint lays it out again.
    """

    def __init__(self, auftrag: Druckauftrag) -> None:
        super().__init__(logging.INFO)
        self.auftrag, self.faden = auftrag, threading.get_ident()
        self.phase, self.diagramme, self.seiten = Phase.BILDER, 0, 0
        self.notiert = time.monotonic()

    def __enter__(self) -> Self:
        DIAGRAMME.addHandler(self)
        SEITEN.addHandler(self)
        return self

    def __exit__(
        self, art: type[BaseException] | None, fehler: BaseException | None, spur: TracebackType | None
    ) -> None:
        DIAGRAMME.removeHandler(self)
        SEITEN.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self.faden:
            return
        vorher = self.phase
        self._zaehlen(record)
        jetzt = time.monotonic()
        if self.phase != vorher or jetzt - self.notiert >= ABSTAND:
            self.notiert = jetzt
            self._notieren()

    def _zaehlen(self, record: logging.LogRecord) -> None:
        if record.name == DIAGRAMME.name:
            self.diagramme += 1
        elif "Creating layout - Page" in record.msg and isinstance(record.args, tuple):
            self.phase = Phase.SEITEN
            self.seiten = max(self.seiten, int(str(record.args[0])))
        elif "Creating PDF" in record.msg:
            self.phase = Phase.DATEI

    def _notieren(self) -> None:
        """A document is not lost because its progress could not be written."""
        eigener = Druckauftrag.objects.filter(pk=self.auftrag.pk, versuch=self.auftrag.versuch)
        try:
            eigener.update(phase=self.phase, schritt=self.diagramme + self.seiten, bewegt_am=timezone.now())
        except DatabaseError:
            logging.getLogger(__name__).warning("Fortschritt nicht notiert", exc_info=True)

from types import FrameType
from typing import Any

from django_tasks_db.management.commands import db_worker

from stzverbund.basis import diagramme, lebenszeichen, pdf


class Arbeiter(db_worker.Worker):
    """Stops between two tasks only: never after it has claimed one and before it has done it."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        if self.running:
            self.running = False  # the loop ends within a second, after the task in hand
        else:
            super().shutdown(signum, frame)


class Command(db_worker.Command):
    help = "Erledigt die Arbeit im Hintergrund (db_worker); lädt vorher, was lange Berichte brauchen."

    def handle(self, **options: Any) -> None:
        pdf.warm()
        diagramme.warm()
        db_worker.Worker = Arbeiter  # type: ignore[misc]  # the command builds its worker from this name
        with lebenszeichen.gebend("arbeiter"):
            super().handle(**options)

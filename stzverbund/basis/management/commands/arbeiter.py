from typing import Any

from django_tasks_db.management.commands import db_worker

from stzverbund.basis import diagramme, pdf


class Command(db_worker.Command):
    help = "Erledigt die Arbeit im Hintergrund (db_worker); lädt vorher, was lange Berichte brauchen."

    def handle(self, **options: Any) -> None:
        pdf.warm()
        diagramme.warm()
        super().handle(**options)

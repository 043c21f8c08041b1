"""The daily work of the timer; may run twice without harm."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from angebote import erfassung, erinnerungen, pflege, terminplan
from angebote.einlesen import ablauf as einlesen
from stzverbund.basis import druck, einmal, links, post
from stzverbund.basis.models import Begrenzung
from zentren.konten import ereignisse
from zentren.models import Sitzung
from zentren.personen import einladungen

log = logging.getLogger(__name__)


def _sitzungen(heute: date) -> int:
    """Removes expired sessions."""
    return Sitzung.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _begrenzungen(heute: date) -> int:
    """Removes counters of rate limits that have run out."""
    return Begrenzung.objects.filter(expires__lt=timezone.now()).delete()[0]


def _auftraege(heute: date) -> int:
    """Removes background work that was finished more than two weeks ago."""
    alt = timezone.now() - timedelta(days=14)
    return DBTaskResult.objects.finished().filter(finished_at__lt=alt).delete()[0]


# In this order: what has ended gets no more Termine, reminders look at the Termine, the mails that
# they write go out at once.
SCHRITTE: list[tuple[str, Callable[[date], int]]] = [
    ("Beendete Angebote", pflege.abgelaufene_beenden),
    ("Neue Termine", terminplan.alle_sichern),
    ("Andere Wochentage", terminplan.wochentage_nachfuehren),
    ("Nachgezogene Monate", lambda heute: erfassung.nachziehen(heute=heute)),
    ("Neue Erinnerungen", erinnerungen.erinnern),
    ("Gesendete Mails", lambda heute: post.versenden()),
    ("Entfernte alte Mails", post.aufraeumen),
    ("Entfernte Einladungen", einladungen.aufraeumen),
    ("Entfernte Links", links.aufraeumen),
    ("Entfernte Listen", einlesen.alte_entfernen),
    ("Entfernte Druckaufträge", druck.aufraeumen),
    ("Vergessene Formulare", lambda heute: einmal.aufraeumen()),
    ("Entfernte Sitzungen", _sitzungen),
    ("Entfernte Zähler", _begrenzungen),
    ("Entfernte Anmeldungen", ereignisse.aufraeumen),
    ("Entfernte Aufträge", _auftraege),
]


class Command(BaseCommand):
    help = (
        "Tägliche Arbeit: Termine, Erinnerungen, Mails, Aufräumen. Endet mit 1, wenn ein Schritt fehlschlug."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--datum", type=date.fromisoformat, help="statt heute, z. B. 2026-10-01")

    def handle(self, *args: Any, datum: date | None = None, **options: Any) -> None:
        heute = datum or timezone.localdate()
        gescheitert = [name for name, schritt in SCHRITTE if not self._gelungen(name, schritt, heute)]
        if gescheitert:
            raise CommandError(f"Fehlgeschlagen: {', '.join(gescheitert)}. Siehe Protokoll.")

    def _gelungen(self, name: str, schritt: Callable[[date], int], heute: date) -> bool:
        """One step; if it fails the others still run."""
        try:
            anzahl = schritt(heute)
        except Exception:
            log.exception("taeglich: %s", name)
            return False
        self.stdout.write(f"{name}: {anzahl}")
        return True

"""The daily work of the timer; may run twice without harm."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from angebote import erfassung, erinnerungen, pflege, terminplan
from standards import erinnerung
from standards.bericht import ausgabe
from stzverbund.basis import post
from stzverbund.rechtliches import aufraeumen
from verbund import erinnerung as aufgaben
from verbund import suche, volltext
from verbund.protokoll import ausgabe as protokollausgabe
from zentren.stadtteilmanagement import beschwerdefristen, foerderfristen
from zentren.stadtteilmanagement.befragungen import gang as befragungen

# In this order: what has ended gets no more Termine, reminders look at the Termine, the mails that
# they write go out at once.
SCHRITTE: list[aufraeumen.Schritt] = [
    ("Beendete Angebote", pflege.abgelaufene_beenden),
    ("Neue Termine", terminplan.alle_sichern),
    ("Andere Wochentage", terminplan.wochentage_nachfuehren),
    ("Nachgezogene Monate", lambda heute: erfassung.nachziehen(heute=heute)),
    ("Abgelaufene Befragungen", befragungen.abgelaufene_beenden),
    ("Neue Erinnerungen", erinnerungen.erinnern),
    ("Neue Erinnerungen an Selbstbewertungen", erinnerung.erinnern),
    ("Neue Erinnerungen an Aufgaben", aufgaben.erinnern),
    ("Neue Erinnerungen an Beschwerden", beschwerdefristen.erinnern),
    ("Neue Erinnerungen an Verwendungsnachweise", foerderfristen.erinnern),
    ("Ausgaben der Standardberichte", ausgabe.nachholen),
    ("Texte von PDF-Dateien", volltext.nachholen),
    ("Einträge der Suche", suche.aufbauen),
    ("Ausgaben der Protokolle", protokollausgabe.nachholen),
    ("Gesendete Mails", lambda heute: post.versenden()),
    *aufraeumen.SCHRITTE,
]


class Command(BaseCommand):
    help = (
        "Tägliche Arbeit: Termine, Erinnerungen, Mails, Aufräumen. Endet mit 1, wenn ein Schritt fehlschlug."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--datum", type=date.fromisoformat, help="statt heute, z. B. 2026-10-01")

    def handle(self, *args: Any, datum: date | None = None, **options: Any) -> None:
        gescheitert = aufraeumen.ausfuehren(SCHRITTE, datum or timezone.localdate(), self.stdout.write)
        if gescheitert:
            raise CommandError(f"Fehlgeschlagen: {', '.join(gescheitert)}. Siehe Protokoll.")

"""What has passed its retention goes: the one list of steps, each of which may run twice without harm."""

import logging
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from angebote.einlesen import ablauf as einlesen
from stzverbund.basis import druck, einmal, links, post
from stzverbund.basis.loeschen import stapelweise
from stzverbund.basis.models import Begrenzung
from stzverbund.rechtliches import rueckmeldungen
from stzverbund.rechtliches.loeschung import anonymisieren
from verbund import erinnerung, gaeste
from zentren.konten import ereignisse
from zentren.models import Mitgliedschaft, Person, Sitzung
from zentren.personen import einladungen
from zentren.stadtteilmanagement import beschwerdefristen, raumbuchungen

log = logging.getLogger(__name__)

KONTO_JAHRE = 3
"""So long an account stays after its last Mitgliedschaft has ended."""
AUFTRAG_TAGE = 14
ABGELAUFEN = "Frist abgelaufen"
Schritt = tuple[str, Callable[[date], int]]


def beendete_konten(heute: date) -> QuerySet[Person]:
    """Accounts without a name in them that are used no more: no Mitgliedschaft for three years, no login."""
    grenze = heute - relativedelta(years=KONTO_JAHRE)
    juengere = Mitgliedschaft.objects.filter(Q(bis__isnull=True) | Q(bis__gte=grenze), person=OuterRef("pk"))
    benutzt = Q(last_login__date__gte=grenze) | Q(date_joined__date__gte=grenze)
    return Person.objects.filter(~Exists(juengere), geloescht_am__isnull=True).exclude(benutzt)


def _konten(heute: date) -> int:
    """Anonymises ended accounts, each in its own transaction."""
    anzahl = 0
    for person in list(beendete_konten(heute).order_by("pk")):
        anonymisieren(person=person, wer=None, grund=ABGELAUFEN)
        anzahl += 1
    return anzahl


def _sitzungen(heute: date) -> int:
    return stapelweise(Sitzung.objects.filter(expire_date__lt=timezone.now()))


def _begrenzungen(heute: date) -> int:
    return Begrenzung.objects.filter(expires__lt=timezone.now()).delete()[0]


def _auftraege(heute: date) -> int:
    alt = timezone.now() - timedelta(days=AUFTRAG_TAGE)
    return stapelweise(DBTaskResult.objects.finished().filter(finished_at__lt=alt))


SCHRITTE: list[Schritt] = [
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
    ("Entfernte Kontakte von Rückmeldungen", rueckmeldungen.kontakte_entfernen),
    ("Entfernte Kontakte von Gästen", gaeste.kontakte_entfernen),
    ("Entfernte Adressen von Aufgaben", erinnerung.adressen_entfernen),
    ("Entfernte Kontakte von Beschwerden", beschwerdefristen.kontakte_entfernen),
    ("Entfernte Kontakte von Raumbuchungen", raumbuchungen.kontakte_loeschen),
    ("Entfernte Codes von Beschwerden", beschwerdefristen.codes_entfernen),
    ("Entfernte Rückmeldungen", rueckmeldungen.alte_entfernen),
    ("Anonymisierte Konten", _konten),
]


def ausfuehren(schritte: list[Schritt], heute: date, sagen: Callable[[str], object]) -> list[str]:
    """Runs all steps, tells how many rows each has moved, and returns the names of those that failed.

    What fails goes to the log and the others still run.
    """
    gescheitert = []
    for name, schritt in schritte:
        try:
            sagen(f"{name}: {schritt(heute)}")
        except Exception:
            log.exception("aufraeumen: %s", name)
            gescheitert.append(name)
    return gescheitert

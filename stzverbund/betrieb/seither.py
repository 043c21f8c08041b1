"""What was done for the protection of people since a backup: a restore undoes it, so it is repeated by hand.

Known only where the database that is replaced can still be asked. Names nobody: an account keeps its number.
"""

from datetime import datetime

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.utils import timezone

from stzverbund.basis.models import Ereignis
from stzverbund.betrieb import tabellen

WAS = (
    "Konto gelöscht",
    "Konto gesperrt",
    "Mitgliedschaft beendet",
    "Leitung übergeben",
    "Einladung widerrufen",
    "Passwort geändert",
    "Passwort festgelegt",
    "Passwort über einen Link neu gesetzt",
    "zweiter Faktor von der Verwaltung entfernt",
    "E-Mail-Adresse geändert",
)
LINK_ZU = " zurückgezogen"
"""How the event of a revoked link ends, whatever its purpose."""


def massnahmen(db: BaseDatabaseWrapper, seit: datetime) -> list[str] | None:
    """ "22.11.2026, 10:05: Konto gelöscht (Person 12)", oldest first; erasures, locks, revocations and such.

    None where the database cannot tell: it is new, damaged or of another version.
    """
    if not tabellen.benutzte(db):
        return None
    try:
        gesucht = Q(was__in=WAS) | Q(was__endswith=LINK_ZU)
        seither = Ereignis.objects.using(db.alias).filter(gesucht, zeitpunkt__gt=seit)
        return [_zeile(ereignis) for ereignis in seither.select_related("typ").order_by("zeitpunkt", "pk")]
    except Error:
        return None


def _zeile(ereignis: Ereignis) -> str:
    wann = timezone.localtime(ereignis.zeitpunkt)
    return f"{wann:%d.%m.%Y, %H:%M}: {ereignis.was} ({ereignis.typ.name} {ereignis.gegenstand_id})"

"""What happens to an account, kept as events on the Person and shown to her on "Mein Konto"."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest

from stzverbund.basis.loeschen import stapelweise
from stzverbund.basis.models import Ereignis
from stzverbund.basis.schutz import schwaerzen
from stzverbund.basis.verlauf import HOECHSTENS, Eintrag, Quelle, ereignis, lesen
from zentren.models import Mitgliedschaft, Person

AUFBEWAHRUNG = timedelta(days=365)
"""How long logins stay: long enough to find out what happened to an account."""
ANGEMELDET, ABGEMELDET, FEHLGESCHLAGEN = "angemeldet", "abgemeldet", "Anmeldung fehlgeschlagen"
CODE_FALSCH = "falscher Code bei der Anmeldung"
BEENDET = "Anmeldung beendet"
ANMELDUNGEN = (ANGEMELDET, ABGEMELDET, FEHLGESCHLAGEN, CODE_FALSCH, BEENDET)


@dataclass(frozen=True)
class Selbst:
    """Somebody acts on her own account, in no role."""

    person: Person
    bezeichnung: str = "eigenes Konto"

    @property
    def person_id(self) -> int:
        return self.person.pk


def inhaber(request: HttpRequest) -> Person:
    """Whose account a page of somebody logged in is about."""
    return cast(Person, request.user)


def merken(
    person: Person, was: str, *, wer: Selbst | Mitgliedschaft | None = None, grund: str = ""
) -> Ereignis:
    """Logs what happened to the account of `person`; `wer` None is somebody who was not logged in."""
    return ereignis(person, was, wer=wer, grund=grund)


def letzte(person: Person, anzahl: int = 10) -> list[Ereignis]:
    """The last events of an account, newest first."""
    return list(Ereignis.objects.zu(person).order_by("-zeitpunkt", "-pk")[:anzahl])


def fuer_andere(person: Person) -> list[Eintrag]:
    """What others may read of an account: its changes, not when and where somebody logs in."""
    return lesen([Quelle(ohne_anmeldungen(person))], 0, HOECHSTENS)


def ohne_anmeldungen(person: Person) -> QuerySet[Ereignis]:
    """The events of an account that others may read."""
    return Ereignis.objects.zu(person).exclude(was__in=ANMELDUNGEN)


def aufraeumen(heute: date) -> int:
    """Removes logins and failed logins that are older than a year; returns how many."""
    alt = Ereignis.objects.filter(
        typ=ContentType.objects.get_for_model(Person),
        was__in=ANMELDUNGEN,
        zeitpunkt__date__lt=heute - AUFBEWAHRUNG,
    )
    if not alt.exists():
        return 0
    with schwaerzen("Frist der Anmeldungen: ein Jahr"):
        return stapelweise(alt)

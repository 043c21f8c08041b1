"""Accounts as the Verwaltung sees them: locked and opened again, never deleted here."""

from django.db import transaction

from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren.konten import sitzungen
from zentren.models import Mitgliedschaft, Person
from zentren.personen import einladungen
from zentren.personen.mitgliedschaften import letzte_verwaltung_bleibt


@transaction.atomic
def sperren(*, person: Person, grund: str, wer: Mitgliedschaft) -> None:
    """Locks an account, ends its sessions and takes its open invitations back. Logs events.

    Raises Verweigert for the own account, for the last Verwaltung and for one that is locked already.
    """
    if person.pk == wer.person_id:
        raise Verweigert("Ihr eigenes Konto können Sie nicht sperren.")
    letzte_verwaltung_bleibt(ohne=person)
    _schalten(person, aktiv=False)
    sitzungen.beenden(person=person, ausser=None)
    einladungen.zuruecknehmen(person=person, wer=wer)
    ereignis(person, "Konto gesperrt", wer=wer, grund=grund)


@transaction.atomic
def entsperren(*, person: Person, wer: Mitgliedschaft) -> None:
    """Opens a locked account again; its roles are as they were. Logs an event."""
    _schalten(person, aktiv=True)
    ereignis(person, "Konto entsperrt", wer=wer)


def _schalten(person: Person, *, aktiv: bool) -> None:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.is_active == aktiv:
        raise Verweigert("Das ist schon geschehen.")
    person.is_active = aktiv
    person.save(update_fields=["is_active"])

"""Accounts as the Verwaltung sees them: locked and opened again, never deleted here."""

from django.db import transaction

from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft, Person


@transaction.atomic
def sperren(*, person: Person, grund: str, wer: Mitgliedschaft) -> None:
    """Locks an account; its running sessions end with their next request. Logs an event.

    Raises Verweigert for the own account and for one that is locked already.
    """
    if person.pk == wer.person_id:
        raise Verweigert("Ihr eigenes Konto können Sie nicht sperren.")
    _schalten(person, aktiv=False)
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

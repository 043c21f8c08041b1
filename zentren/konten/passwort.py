"""Passwords outside of allauth's own pages: the first one, after an invitation."""

from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.db import transaction

from zentren.konten import sitzungen
from zentren.konten.ereignisse import Selbst, merken
from zentren.models import Person


def regeln() -> list[str]:
    """What a password must be like, in words."""
    return [str(text) for text in password_validators_help_texts()]


@transaction.atomic
def festlegen(*, person: Person, passwort: str) -> None:
    """Sets a password, ends all logins of the person and logs the event.

    Raises ValidationError with German messages when Django's validators refuse it.
    """
    validate_password(passwort, person)
    person.set_password(passwort)
    person.save(update_fields=["password"])
    sitzungen.beenden(person=person, ausser=None)
    merken(person, "Passwort festgelegt", wer=Selbst(person))

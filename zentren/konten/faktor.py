"""The second factor: who must have one, who has one, and how the Verwaltung helps whoever has lost it."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from stzverbund.basis.pflege import Verweigert
from zentren.konten import nachrichten, sitzungen
from zentren.models import Mitgliedschaft, Person

ARTEN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts; recovery codes only stand in for one of them."""


def vorgeschrieben(mitgliedschaften: Iterable[Mitgliedschaft]) -> bool:
    """Whether one of these roles demands a second factor (ZWEITER_FAKTOR_PFLICHT)."""
    return any(m.rolle in settings.ZWEITER_FAKTOR_PFLICHT for m in mitgliedschaften)


def anzahl(person: Person) -> int:
    """How many apps and passkeys a person has set up."""
    return Authenticator.objects.filter(user=person, type__in=ARTEN).count()


@transaction.atomic
def zuruecksetzen(*, person: Person, wer: Mitgliedschaft) -> bool:
    """Removes all factors of somebody who has lost them, ends her logins; False if there were none.

    For the Verwaltung, after it has made sure who asks. Logs the event and mails it to the owner.
    Raises Verweigert for the own account.
    """
    if person.pk == wer.person_id:
        raise Verweigert("Ihren eigenen zweiten Faktor entfernt jemand anderes aus der Verwaltung.")
    if not Authenticator.objects.filter(user=person).delete()[0]:
        return False
    sitzungen.beenden(person=person, ausser=None)
    nachrichten.melden(person, "zweiter Faktor von der Verwaltung entfernt", wer=wer)
    return True

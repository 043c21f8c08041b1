"""A person changes her own e-mail address: a link goes to the new one, and only that link changes it."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from stzverbund.basis import post
from stzverbund.basis.pflege import Verweigert
from zentren.konten import nachrichten
from zentren.konten.ereignisse import Selbst
from zentren.models import Person

STUNDEN = 24
"""So long the link to the new address is good."""
SALZ = "zentren.konten.adresse"
UNGUELTIG = "Dieser Link gilt nicht mehr. Bitte ändern Sie die Adresse noch einmal."


@dataclass(frozen=True)
class Wechsel:
    """What a link says: whose address, from which to which."""

    person: Person
    neu: str


@transaction.atomic
def anfordern(*, person: Person, neu: str) -> None:
    """Queues the mail to the new address, tells the old one and logs the wish; nothing changes yet.

    An address of another account gets a mail that says so: the page answers the same.
    """
    vergeben = Person.objects.filter(email__iexact=neu).exclude(pk=person.pk).exists()
    vorlage = "adresse_vergeben" if vergeben else "adresse_bestaetigen"
    angaben = {"pk": person.pk, "alt": person.email, "neu": neu.lower(), "stand": _stand(person)}
    token = signing.dumps(angaben, salt=SALZ)
    link = settings.BASE_URL + reverse("konto_email_bestaetigen", args=[token])
    post.einreihen(
        schluessel=f"konto:{uuid.uuid4()}",
        an=neu,
        betreff="Neue E-Mail-Adresse für Ihr Konto",
        text=render_to_string(f"account/email/{vorlage}.txt", {"link": link, "stunden": STUNDEN}).strip(),
        vertraulich=True,
    )
    nachrichten.melden(person, "neue E-Mail-Adresse angefragt", wer=Selbst(person))


def _stand(person: Person) -> str:
    """Changes with the password: whoever sets a new one also makes void what somebody else has asked for."""
    return person.get_session_auth_hash()[:32]


def lesen(token: str) -> Wechsel | None:
    """What a link asks for; None when it is unknown, too old or used."""
    try:
        angaben = signing.loads(token, salt=SALZ, max_age=STUNDEN * 3600)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pk=angaben["pk"], email=angaben["alt"], is_active=True).first()
    if person is None or not constant_time_compare(_stand(person), angaben.get("stand", "")):
        return None
    return Wechsel(person, angaben["neu"])


@transaction.atomic
def bestaetigen(*, token: str) -> Wechsel:
    """Stores the new address, logs the event and mails the old address; Verweigert where the link is void."""
    wechsel = lesen(token)
    if wechsel is None:
        raise Verweigert(UNGUELTIG)
    person = Person.objects.select_for_update().get(pk=wechsel.person.pk)
    alt = person.email
    unveraendert = alt == wechsel.person.email and _stand(person) == _stand(wechsel.person)
    if not unveraendert or Person.objects.filter(email__iexact=wechsel.neu).exists():
        raise Verweigert(UNGUELTIG)
    person.email = wechsel.neu
    person.save(update_fields=["email", "suche"])
    nachrichten.melden(person, "E-Mail-Adresse geändert", wer=Selbst(person), an=alt)
    return wechsel

"""What is told to the owner of an account when something about it has changed: an event and a mail."""

import uuid

from django.template.loader import render_to_string

from stzverbund.basis import post
from zentren.konten.ereignisse import Selbst, merken
from zentren.models import Mitgliedschaft, Person

WAS = {
    "account/email/password_changed": "Passwort geändert",
    "account/email/password_set": "Passwort festgelegt",
    "account/email/password_reset": "Passwort über einen Link neu gesetzt",
    "mfa/email/totp_activated": "zweiter Faktor eingerichtet: App",
    "mfa/email/totp_deactivated": "zweiter Faktor entfernt: App",
    "mfa/email/webauthn_added": "zweiter Faktor eingerichtet: Passkey",
    "mfa/email/webauthn_removed": "zweiter Faktor entfernt: Passkey",
    "mfa/email/recovery_codes_generated": "neue Notfallcodes erzeugt",
}
"""allauth's name of a notification, and what the event and the mail say."""
NEUES_PASSWORT = {
    "account/email/password_changed",
    "account/email/password_set",
    "account/email/password_reset",
}
"""After these every other login of the person ends."""


def melden(person: Person, was: str, *, wer: Selbst | Mitgliedschaft | None, an: str = "") -> None:
    """Logs the event `was` and queues a mail about it to the owner (or to the address `an`)."""
    merken(person, was, wer=wer)
    text = render_to_string("account/email/hinweis.txt", {"person": person, "was": was})
    post.einreihen(
        schluessel=f"konto:{uuid.uuid4()}",
        an=an or person.email,
        betreff=f"Ihr Konto: {was}",
        text=text.strip(),
    )

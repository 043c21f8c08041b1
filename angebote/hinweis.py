""" "Änderung melden": what anybody notices goes to whoever keeps the entry."""

from uuid import uuid4

from django.conf import settings

from angebote.models import Angebot, Fremdangebot
from stzverbund.basis.post import einreihen
from zentren.benachrichtigung import leitung
from zentren.models import Zentrum

Gegenstand = Angebot | Fremdangebot | Zentrum


def zustaendig(gegenstand: Gegenstand) -> Zentrum:
    """The centre that keeps the entry."""
    return gegenstand if isinstance(gegenstand, Zentrum) else gegenstand.zentrum


def melden(*, gegenstand: Gegenstand, text: str, seite: str) -> bool:
    """Sends the text to the centre, or where it has no e-mail to its Leitung; False where there is neither.

    `seite` is the path of the public page. Stores nothing but the mail in the outbox.
    """
    zentrum = zustaendig(gegenstand)
    empfaenger = [zentrum.email] if zentrum.email else [m.person.email for m in leitung(zentrum)]
    brief = (
        f"Guten Tag,\n\njemand hat auf der öffentlichen Seite von „{gegenstand}“ eine Änderung gemeldet:\n\n"
        f"{text}\n\nDie Seite: {settings.BASE_URL}{seite}\n"
        "Bitte prüfen Sie die Angaben. Wer das geschrieben hat, wissen wir nicht; auf diese Mail "
        "kann niemand antworten.\n"
    )
    kennung = uuid4().hex
    for nr, an in enumerate(empfaenger):
        einreihen(
            schluessel=f"hinweis:{kennung}:{nr}",
            an=an,
            betreff=f"Änderung gemeldet: {gegenstand}",
            text=brief,
        )
    return bool(empfaenger)

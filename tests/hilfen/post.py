"""A mail server that says what the test wants it to say."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from stzverbund.basis.models import Postausgang


class Postserver(BaseEmailBackend):
    """Takes mails in order of `antworten`: an exception is raised, None accepts; afterwards it accepts all.

    `angekommen` are the subjects it accepted, `status` what the outbox said of the mail at that moment.
    """

    antworten: list[Exception | None] = []
    angekommen: list[str] = []
    status: list[str] = []

    @classmethod
    def leeren(cls, *antworten: Exception | None) -> None:
        cls.antworten, cls.angekommen, cls.status = list(antworten), [], []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            antwort = self.antworten.pop(0) if self.antworten else None
            self.status.extend(
                Postausgang.objects.filter(betreff=mail.subject).values_list("status", flat=True)
            )
            if antwort is not None:
                raise antwort
            self.angekommen.append(mail.subject)
        return len(email_messages)

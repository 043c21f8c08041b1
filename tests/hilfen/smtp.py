"""A real SMTP server that keeps what it is given, as another program reads it."""

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Empfang:
    """Takes every mail; `mails` are the messages, `empfaenger` the addresses that they were sent to."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.empfaenger: list[list[str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.empfaenger.append(envelope.rcpt_tos)
        return "250 OK"


def anhaenge(mail: EmailMessage) -> dict[str, EmailMessage]:
    """The attached files by name."""
    return {str(teil.get_filename()): teil for teil in mail.iter_attachments()}


def alternativen(mail: EmailMessage) -> dict[str, EmailMessage]:
    """The forms in which a mail says the same, by media type."""
    gruppe = next(teil for teil in mail.walk() if teil.get_content_type() == "multipart/alternative")
    return {teil.get_content_type(): teil for teil in gruppe.iter_parts()}


@contextmanager
def postamt(settings: Any) -> Iterator[Empfang]:
    """Django sends through this server meanwhile."""
    empfang = Empfang()
    with socket.socket() as frei:
        frei.bind(("127.0.0.1", 0))
        port = frei.getsockname()[1]
    amt = Controller(empfang, hostname="127.0.0.1", port=port)
    amt.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield empfang
    finally:
        amt.stop()

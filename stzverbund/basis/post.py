"""The outbox: mails are written in the transaction that causes them and sent by a worker."""

import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from .models import Postausgang

HOECHSTENS_VERSUCHE = 5
UNKLAR_NACH = timedelta(minutes=15)
Status = Postausgang.Status


def einreihen(*, schluessel: str, an: str, betreff: str, text: str) -> bool:
    """Queues one mail; False if a mail with this key has been queued before."""
    _, neu = Postausgang.objects.get_or_create(
        schluessel=schluessel, defaults={"an": an, "betreff": " ".join(betreff.split()), "text": text}
    )
    return neu


def versenden(anzahl: int = 100) -> int:
    """Sends what waits, at most `anzahl` mails; returns how many were sent.

    A mail is claimed before it is sent, so that two workers never send it twice. A mail that was claimed
    and never reported back has an unclear outcome and is left to a person.
    """
    _verwaiste_melden()
    gesendet = 0
    while anzahl > 0 and (mail := _uebernehmen()):
        anzahl -= 1
        gesendet += _senden(mail)
    return gesendet


def erneut_senden(*, mail: Postausgang) -> bool:
    """Puts a mail that failed or whose outcome is unclear back into the queue, by hand; False for others."""
    betroffen = Postausgang.objects.filter(pk=mail.pk, status__in=(Status.FEHLER, Status.UNKLAR))
    return bool(betroffen.update(status=Status.WARTET, versuche=0, fehler="", uebernommen_am=None))


def _verwaiste_melden() -> None:
    Postausgang.objects.filter(
        status=Status.IN_VERSAND, uebernommen_am__lt=timezone.now() - UNKLAR_NACH
    ).update(status=Status.UNKLAR, fehler="Der Versand wurde unterbrochen.")


def _uebernehmen() -> Postausgang | None:
    with transaction.atomic():
        mail = (
            Postausgang.objects.select_for_update(skip_locked=_kann_ueberspringen())
            .filter(status=Status.WARTET)
            .order_by("angelegt_am", "pk")
            .first()
        )
        if mail is None:
            return None
        mail.status, mail.uebernommen_am = Status.IN_VERSAND, timezone.now()
        mail.versuche += 1
        mail.save(update_fields=["status", "uebernommen_am", "versuche"])
        return mail


def _kann_ueberspringen() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def _senden(mail: Postausgang) -> bool:
    try:
        EmailMessage(mail.betreff, mail.text, to=[mail.an]).send()
    except smtplib.SMTPResponseException as fehler:
        # The server said no: nothing was delivered, so trying again is safe for a temporary refusal.
        vorlaeufig = fehler.smtp_code < 500 and mail.versuche < HOECHSTENS_VERSUCHE
        _vermerken(mail, Status.WARTET if vorlaeufig else Status.FEHLER, fehler)
        return False
    except smtplib.SMTPRecipientsRefused as fehler:
        _vermerken(mail, Status.FEHLER, fehler)
        return False
    except ConnectionRefusedError as fehler:
        _vermerken(mail, Status.WARTET if mail.versuche < HOECHSTENS_VERSUCHE else Status.FEHLER, fehler)
        return False
    except (OSError, smtplib.SMTPException) as fehler:
        _vermerken(mail, Status.UNKLAR, fehler)
        return False
    mail.gesendet_am = timezone.now()
    _vermerken(mail, Status.GESENDET)
    return True


def _vermerken(mail: Postausgang, status: str, fehler: Exception | None = None) -> None:
    mail.status, mail.fehler = status, str(fehler)[:1000] if fehler else ""
    mail.save(update_fields=["status", "fehler", "gesendet_am"])

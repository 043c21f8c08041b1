"""The outbox: mails are written in the transaction that causes them and sent by a worker."""

import re
import smtplib
import socket
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .loeschen import stapelweise
from .models import Datei, Postausgang

HOECHSTENS_VERSUCHE = 5
UNKLAR_NACH = timedelta(minutes=15)
AUFBEWAHRUNG = timedelta(days=90)
Status = Postausgang.Status


@transaction.atomic
def einreihen(
    *,
    schluessel: str,
    an: str,
    betreff: str,
    text: str,
    vertraulich: bool = False,
    html: str = "",
    kalender: bytes = b"",
    anhaenge: Sequence[Datei] = (),
    antwort_an: str = "",
) -> bool:
    """Queues one mail; False if a mail with this key has been queued before.

    The text of a confidential one (a link that opens something) is forgotten as soon as it is sent. `html`
    says the same as `text`; `kalender` comes from `basis.kalender.nachricht`; both are forgotten with every
    mail. Files are read when the mail is sent and must stay until then.
    """
    angaben = {
        "an": an,
        "betreff": " ".join(betreff.split()),
        "text": text,
        "vertraulich": vertraulich,
        "html": html,
        "kalender": kalender.decode(),
        "antwort_an": antwort_an,
    }
    mail, neu = Postausgang.objects.get_or_create(schluessel=schluessel, defaults=angaben)
    if neu and anhaenge:
        mail.anhaenge.set(anhaenge)
    return neu


def versenden(anzahl: int = 100) -> int:
    """Sends what waits, at most `anzahl` mails; returns how many were sent.

    A mail is claimed before it is sent, so that two workers never send it twice. A mail that was claimed
    and never reported back has an unclear outcome and is left to a person. What the server refuses for the
    moment waits for the next call.
    """
    _verwaiste_melden()
    beginn, gesendet = timezone.now(), 0
    while anzahl > 0 and (mail := _uebernehmen(beginn)):
        anzahl -= 1
        gesendet += _senden(mail)
    return gesendet


def erneut_senden(*, mail: Postausgang) -> bool:
    """Puts a mail that failed or whose outcome is unclear back into the queue, by hand; False for others."""
    betroffen = Postausgang.objects.filter(pk=mail.pk, status__in=(Status.FEHLER, Status.UNKLAR))
    return bool(betroffen.update(status=Status.WARTET, versuche=0, fehler="", uebernommen_am=None))


def aufraeumen(heute: date) -> int:
    """Removes mails that were sent or given up more than 90 days ago; returns how many. For the daily job."""
    grenze = heute - AUFBEWAHRUNG
    gesendet = Q(status=Status.GESENDET, gesendet_am__date__lt=grenze)
    liegen_geblieben = Q(status__in=(Status.FEHLER, Status.UNKLAR), angelegt_am__date__lt=grenze)
    return stapelweise(Postausgang.objects.filter(gesendet | liegen_geblieben))


def schluessel_mit(anfang: str) -> list[str]:
    """The keys of the mails that begin like this, for those who know what they are about."""
    return list(
        Postausgang.objects.filter(schluessel__startswith=anfang).values_list("schluessel", flat=True)
    )


def vergessen(anfang: str) -> int:
    """Removes mails whose key begins like this, before their time; returns how many. What is still on its way
    stays."""
    erledigt = (Status.GESENDET, Status.FEHLER, Status.UNKLAR)
    return Postausgang.objects.filter(schluessel__startswith=anfang, status__in=erledigt).delete()[0]


def _verwaiste_melden() -> None:
    Postausgang.objects.filter(
        status=Status.IN_VERSAND, uebernommen_am__lt=timezone.now() - UNKLAR_NACH
    ).update(status=Status.UNKLAR, fehler="Der Versand wurde unterbrochen.")


def _uebernehmen(beginn: datetime) -> Postausgang | None:
    with transaction.atomic():
        mail = (
            Postausgang.objects.select_for_update(skip_locked=_kann_ueberspringen())
            .filter(Q(uebernommen_am__isnull=True) | Q(uebernommen_am__lt=beginn), status=Status.WARTET)
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
        _nachricht(mail).send()
    except (smtplib.SMTPException, OSError, ValueError) as fehler:
        _vermerken(mail, _nach_fehler(mail, fehler), fehler)
        return False
    mail.gesendet_am = timezone.now()
    mail.html = mail.kalender = ""
    if mail.vertraulich:
        mail.text = ""
    _vermerken(mail, Status.GESENDET)
    return True


def _nachricht(mail: Postausgang) -> EmailMultiAlternatives:
    """The mail as it goes out: plain text alone, or with the parts that it has.

    A calendar entry is sent twice: among the alternatives, where Outlook, Gmail and Apple look for it, and
    for all others as a file. The file has another type, so that no program shows two entries.
    """
    antworten = [mail.antwort_an] if mail.antwort_an else None
    nachricht = EmailMultiAlternatives(mail.betreff, mail.text, to=[mail.an], reply_to=antworten)
    if mail.html:
        nachricht.attach_alternative(mail.html, "text/html")
    if mail.kalender:
        nachricht.attach_alternative(mail.kalender, f"text/calendar; method={_methode(mail.kalender)}")
        nachricht.attach("invite.ics", mail.kalender.encode(), "application/ics")
    for datei in mail.anhaenge.order_by("pk"):
        with datei.datei.open("rb") as inhalt:
            nachricht.attach(datei.name, inhalt.read(), datei.typ)
    return nachricht


def _methode(kalender: str) -> str:
    gefunden = re.search(r"^METHOD:(REQUEST|CANCEL)\r$", kalender, re.MULTILINE)
    if gefunden is None:
        raise ValueError("A calendar part needs METHOD:REQUEST or METHOD:CANCEL.")
    return gefunden[1]


def _nach_fehler(mail: Postausgang, fehler: Exception) -> Status:
    """What becomes of a mail: where nothing can have arrived it waits or has failed, else it is unclear."""
    if isinstance(fehler, ValueError | FileNotFoundError):
        return Status.FEHLER  # the mail itself cannot be written
    codes = _codes(fehler)
    vorlaeufig = isinstance(fehler, ConnectionRefusedError | socket.gaierror) or (
        bool(codes) and max(codes) < 500
    )
    if vorlaeufig:
        return Status.WARTET if mail.versuche < HOECHSTENS_VERSUCHE else Status.FEHLER
    return Status.FEHLER if codes else Status.UNKLAR


def _codes(fehler: Exception) -> list[int]:
    """The refusals of the server: 4xx for the moment, 5xx for good; none where it did not answer."""
    if isinstance(fehler, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in fehler.recipients.values()]
    return [fehler.smtp_code] if isinstance(fehler, smtplib.SMTPResponseException) else []


def _vermerken(mail: Postausgang, status: str, fehler: Exception | None = None) -> None:
    mail.status, mail.fehler = status, str(fehler)[:1000] if fehler else ""
    mail.save(update_fields=["status", "fehler", "gesendet_am", "text", "html", "kalender"])

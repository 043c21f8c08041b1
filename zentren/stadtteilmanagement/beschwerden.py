"""Beschwerden and Anregungen: taken, answered, made use of, closed (RK-2017 4.3, Standard 12).

Each function is one transaction that locks the row and logs an event; it raises Verweigert, with a sentence
for the person, where it is not possible now, and Ueberholt for an old `version`. Who writes without account
has a code; his contact is in no event, no history and no mail to the team.
"""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from stzverbund.basis import post
from stzverbund.basis.links import ZEICHEN
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.kontakt import ist_mail
from zentren.stadtteilmanagement.models import Beschwerde

FUEHREN = "stadtteilmanagement.fuehren"
FRIST_TAGE = 14
"""So many days an answer may take (Beleg 12.1)."""
CODE_LAENGE = 16
"""Characters of a code: 79 bits, and short enough to be typed from a slip of paper."""
FELDER = ("art", "thema", "weg", "text", "kontakt", "eingegangen_am", "frist")
GESENDET = ("weg", "text", "kontakt", "eingegangen_am")
"""What stays as it was sent by the public form."""
ANTWORTPOST = "beschwerde-antwort:"
Status = Beschwerde.Status


def frist_ab(tag: date) -> date:
    return tag + timedelta(days=FRIST_TAGE)


@transaction.atomic
def einreichen(*, zentrum: Zentrum, angaben: dict[str, str], marke: str) -> tuple[Beschwerde, str]:
    """Stores what somebody has sent by the public form (`angaben`: art, thema, text, kontakt) and returns it
    with its code, which is stored nowhere and shown once.

    The code follows from the `marke` of the form and what was typed: the same sent again finds the first one.
    Logs an event and mails to the team that something has come, without saying what.
    """
    code = _code(zentrum, angaben, marke)
    heute = timezone.localdate()
    beschwerde = Beschwerde(
        zentrum=zentrum,
        weg=Beschwerde.Weg.FORMULAR,
        code=pruefsumme(code),
        eingegangen_am=heute,
        frist=frist_ab(heute),
        **angaben,
    )
    try:
        with transaction.atomic():
            speichern(beschwerde)
    except IntegrityError:
        return Beschwerde.objects.get(code=pruefsumme(code)), code
    ereignis(beschwerde, "eingegangen", wer=None)
    _ankuendigen(beschwerde)
    return beschwerde, code


@transaction.atomic
def aufnehmen(*, zentrum: Zentrum, angaben: dict[str, Any], wer: Mitgliedschaft) -> Beschwerde:
    """Writes down what somebody has said, called or sent (`angaben`: FELDER). Logs an event."""
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert("Beschwerden nimmt das Team des Zentrums auf.")
    beschwerde = Beschwerde(zentrum=zentrum, **_geprueft(angaben))
    speichern(beschwerde)
    ereignis(beschwerde, "aufgenommen", wer=wer)
    return beschwerde


@transaction.atomic
def aendern(
    *, beschwerde: Beschwerde, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Beschwerde:
    """Corrects what was written down, while nobody has answered. What came by the form stays as it was sent:
    then only topic, kind and deadline change. Logs an event."""
    aktuell = _offen(beschwerde, wer)
    fest = GESENDET if aktuell.code else ()
    for feld, wert in _geprueft(angaben).items():
        if feld not in fest:
            setattr(aktuell, feld, wert)
    speichern(aktuell, version=version)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def uebernehmen(*, beschwerde: Beschwerde, wer: Mitgliedschaft) -> Beschwerde:
    """Somebody of the team looks after it: the sender reads "in Arbeit". Logs an event."""
    aktuell = _offen(beschwerde, wer)
    if aktuell.status == Status.IN_ARBEIT:
        raise Verweigert("Das ist schon in Arbeit.")
    aktuell.status = Status.IN_ARBEIT
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "in Arbeit genommen", wer=wer)
    return aktuell


@transaction.atomic
def beantworten(
    *, beschwerde: Beschwerde, antwort: str, version: int | None, wer: Mitgliedschaft
) -> Beschwerde:
    """Answers; whoever has the code reads it. Logs an event, mails where the contact is an e-mail address."""
    aktuell = _offen(beschwerde, wer)
    if not antwort.strip():
        raise Verweigert("Bitte schreiben Sie die Antwort.")
    aktuell.status, aktuell.antwort = Status.BEANTWORTET, antwort.strip()
    aktuell.beantwortet_am = timezone.localdate()
    speichern(aktuell, version=version)
    ereignis(aktuell, "beantwortet", wer=wer)
    if ist_mail(aktuell.kontakt):
        _antwort_schicken(aktuell)
    return aktuell


@transaction.atomic
def verbessern(
    *, beschwerde: Beschwerde, verbesserung: str, version: int | None, wer: Mitgliedschaft
) -> Beschwerde:
    """Says what becomes better by it, at any time, also when it is closed. Logs an event."""
    aktuell = _gesperrt(beschwerde, wer)
    aktuell.verbesserung = verbesserung.strip()
    speichern(aktuell, version=version)
    ereignis(aktuell, "Verbesserung festgehalten", wer=wer)
    return aktuell


@transaction.atomic
def abschliessen(
    *, beschwerde: Beschwerde, verbesserung: str, version: int | None, wer: Mitgliedschaft
) -> Beschwerde:
    """Closes it and forgets the contact, in the outbox too. Logs an event.

    Who has left a contact or has a code waits for an answer first.
    """
    aktuell = _gesperrt(beschwerde, wer)
    if aktuell.status == Status.ABGESCHLOSSEN:
        raise Verweigert("Das ist schon abgeschlossen.")
    if aktuell.offen and (aktuell.kontakt or aktuell.code):
        raise Verweigert("Bitte antworten Sie zuerst: Wer geschrieben hat, wartet auf eine Antwort.")
    aktuell.status, aktuell.abgeschlossen_am = Status.ABGESCHLOSSEN, timezone.localdate()
    aktuell.verbesserung, aktuell.kontakt = verbesserung.strip(), ""
    speichern(aktuell, version=version)
    post.vergessen(f"{ANTWORTPOST}{aktuell.pk}:")
    ereignis(aktuell, "abgeschlossen, Kontakt gelöscht", wer=wer)
    return aktuell


@transaction.atomic
def kontakt_zuruecknehmen(*, beschwerde: Beschwerde) -> bool:
    """The sender takes his contact back (Art. 7 GDPR); whether there was one. Logs an event."""
    aktuell = Beschwerde.objects.select_for_update(of=("self",)).get(pk=beschwerde.pk)
    if not aktuell.kontakt:
        return False
    aktuell.kontakt = ""
    speichern(aktuell, version=aktuell.version)
    post.vergessen(f"{ANTWORTPOST}{aktuell.pk}:")
    ereignis(aktuell, "Kontakt zurückgenommen", wer=None)
    return True


def finden(code: str) -> Beschwerde | None:
    """What was sent with this code, as it was typed; None for an unknown or an old one."""
    getippt = "".join(zeichen for zeichen in code.lower() if zeichen in ZEICHEN)
    if len(getippt) != CODE_LAENGE:
        return None
    return Beschwerde.objects.filter(code=pruefsumme(getippt)).select_related("zentrum").first()


def lesbar(code: str) -> str:
    """The code in groups of four: "abcd-efgh-jkmn-pqrs"."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def pruefsumme(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _code(zentrum: Zentrum, angaben: dict[str, str], marke: str) -> str:
    inhalt = "\x00".join([marke, str(zentrum.pk), *(f"{name}={wert}" for name, wert in angaben.items())])
    zahl = int.from_bytes(salted_hmac("beschwerde", inhalt, algorithm="sha256").digest())
    zeichen = []
    for _ in range(CODE_LAENGE):
        zahl, rest = divmod(zahl, len(ZEICHEN))
        zeichen.append(ZEICHEN[rest])
    return "".join(zeichen)


def _geprueft(angaben: dict[str, Any]) -> dict[str, Any]:
    """What staff writes down; without a deadline it is the usual one."""
    bekannt = {feld: angaben[feld] for feld in FELDER if feld in angaben}
    am = bekannt.get("eingegangen_am")
    if am is not None and am > timezone.localdate():
        raise Verweigert("Der Tag des Eingangs liegt in der Zukunft.")
    if am is not None and not bekannt.get("frist"):
        bekannt["frist"] = frist_ab(am)
    return bekannt


def _gesperrt(beschwerde: Beschwerde, wer: Mitgliedschaft) -> Beschwerde:
    aktuell = (
        Beschwerde.objects.select_for_update(of=("self",)).select_related("zentrum").get(pk=beschwerde.pk)
    )
    if not darf(FUEHREN, wer, aktuell):
        raise Verweigert("Das macht das Team des Zentrums.")
    return aktuell


def _offen(beschwerde: Beschwerde, wer: Mitgliedschaft) -> Beschwerde:
    aktuell = _gesperrt(beschwerde, wer)
    if not aktuell.offen:
        raise Verweigert(f"Das ist schon {aktuell.get_status_display()}.")
    return aktuell


def _ankuendigen(beschwerde: Beschwerde) -> None:
    benachrichtigung.schreiben(
        benachrichtigung.team(beschwerde.zentrum),
        schluessel=f"beschwerde:{beschwerde.pk}",
        betreff=f"Neue Rückmeldung an {beschwerde.zentrum}",
        text=(
            "jemand hat Ihrem Zentrum über das öffentliche Formular geschrieben. Der Text steht nicht in "
            f"dieser Mail. Bitte antworten Sie bis zum {beschwerde.frist:%d.%m.%Y}."
        ),
        pfad=reverse("beschwerde", args=[beschwerde.pk]),
    )


def _antwort_schicken(beschwerde: Beschwerde) -> None:
    """Its text is forgotten when it is sent; the address goes when the Beschwerde is closed."""
    stand = f"{settings.BASE_URL}{reverse('beschwerde_stand')}"
    mit_code = f"Den Stand sehen Sie mit Ihrem Code: {stand}\n" if beschwerde.code else ""
    post.einreihen(
        schluessel=f"{ANTWORTPOST}{beschwerde.pk}:{beschwerde.version}",
        an=beschwerde.kontakt,
        betreff=f"Antwort: {beschwerde.zentrum}",
        antwort_an=beschwerde.zentrum.email,
        vertraulich=True,
        text=(
            f"Guten Tag,\n\nSie haben am {beschwerde.eingegangen_am:%d.%m.%Y} an „{beschwerde.zentrum}“ "
            f"geschrieben. Hier ist die Antwort:\n\n{beschwerde.antwort}\n\n{mit_code}"
            "Wenn die Sache abgeschlossen ist, wird diese Adresse gelöscht.\n"
        ),
    )

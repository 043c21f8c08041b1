"""The outbox: every mail once, and nobody guesses what became of it."""

import smtplib
import socket
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from stzverbund.basis import post
from stzverbund.basis.models import Postausgang
from tests.hilfen.post import Postserver

Status = Postausgang.Status
VORLAEUFIG = smtplib.SMTPDataError(451, b"please try again later")
ENDGUELTIG = smtplib.SMTPDataError(550, b"no such mailbox")


@pytest.fixture(autouse=True)
def _postserver(settings) -> None:
    settings.EMAIL_BACKEND = "tests.hilfen.post.Postserver"
    Postserver.leeren()


def _einreihen(schluessel: str = "eins", betreff: str = "Erinnerung") -> Postausgang:
    post.einreihen(schluessel=schluessel, an="leitung@haus.example", betreff=betreff, text="Guten Tag")
    return Postausgang.objects.get(schluessel=schluessel)


@pytest.mark.django_db
def test_derselbe_schluessel_wird_einmal_eingereiht() -> None:
    angaben = {"an": "a@haus.example", "betreff": "Frist", "text": "Guten Tag"}
    assert post.einreihen(schluessel="erinnerung:7", **angaben) is True
    assert post.einreihen(schluessel="erinnerung:7", **angaben) is False
    assert Postausgang.objects.count() == 1


@pytest.mark.django_db
def test_vertrauliches_ist_nach_dem_versand_vergessen() -> None:
    angaben = {"an": "a@haus.example", "betreff": "Einladung", "text": "Ihr Link", "vertraulich": True}
    Postserver.leeren(VORLAEUFIG)
    post.einreihen(schluessel="einladung:1:1", **angaben)
    _einreihen()
    post.versenden()
    assert Postausgang.objects.get(vertraulich=True).text == "Ihr Link"
    post.versenden()
    assert list(Postausgang.objects.order_by("text").values_list("text", flat=True)) == ["", "Guten Tag"]
    assert not Postausgang.objects.exclude(status=Status.GESENDET).exists()


@pytest.mark.django_db
def test_betreff_bleibt_eine_zeile() -> None:
    assert _einreihen(betreff="Frist\r\nBcc: alle@haus.example").betreff == "Frist Bcc: alle@haus.example"


@pytest.mark.django_db
def test_wer_seine_aenderung_zuruecknimmt_schreibt_keine_mail() -> None:
    with transaction.atomic():
        _einreihen()
        transaction.set_rollback(True)
    assert not Postausgang.objects.exists()


@pytest.mark.django_db
def test_aelteste_zuerst_und_nur_einmal() -> None:
    for nummer in ("eins", "zwei", "drei"):
        _einreihen(nummer, betreff=nummer)
    assert post.versenden(anzahl=2) == 2
    assert Postserver.angekommen == ["eins", "zwei"]
    assert [post.versenden(), post.versenden()] == [1, 0]
    assert Postserver.angekommen == ["eins", "zwei", "drei"]
    mail = Postausgang.objects.get(schluessel="drei")
    assert (mail.status, mail.versuche) == (Status.GESENDET, 1)
    assert mail.gesendet_am


@pytest.mark.django_db
def test_uebernommen_bevor_der_server_sie_sieht() -> None:
    _einreihen()
    post.versenden()
    assert Postserver.status == [Status.IN_VERSAND]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("antwort", "danach"),
    [
        (VORLAEUFIG, Status.WARTET),
        (smtplib.SMTPRecipientsRefused({"leitung@haus.example": (450, b"greylisted")}), Status.WARTET),
        (ConnectionRefusedError(), Status.WARTET),
        (socket.gaierror(), Status.WARTET),
        (ENDGUELTIG, Status.FEHLER),
        (smtplib.SMTPRecipientsRefused({"leitung@haus.example": (550, b"unknown")}), Status.FEHLER),
        (ValueError("bad header"), Status.FEHLER),
        (TimeoutError(), Status.UNKLAR),
        (smtplib.SMTPServerDisconnected(), Status.UNKLAR),
    ],
    ids=lambda wert: type(wert).__name__ if isinstance(wert, Exception) else str(wert),
)
def test_was_aus_einer_mail_wird(antwort: Exception, danach: str) -> None:
    _einreihen("schlecht", betreff="schlecht")
    _einreihen("gut", betreff="gut")
    Postserver.leeren(antwort)
    assert post.versenden() == 1
    assert Postserver.angekommen == ["gut"]
    assert Postausgang.objects.get(schluessel="schlecht").status == danach


@pytest.mark.django_db
def test_vorlaeufige_absage_wird_in_den_naechsten_laeufen_neu_versucht() -> None:
    _einreihen()
    Postserver.leeren(*[VORLAEUFIG] * 3)
    for lauf in (1, 2, 3):
        assert post.versenden() == 0
        assert Postausgang.objects.get().versuche == lauf
    assert post.versenden() == 1


@pytest.mark.django_db
def test_nach_fuenf_versuchen_ist_schluss() -> None:
    _einreihen()
    Postserver.leeren(*[VORLAEUFIG] * 9)
    for _ in range(7):
        post.versenden()
    mail = Postausgang.objects.get()
    assert (mail.status, mail.versuche) == (Status.FEHLER, 5)
    assert "please try again later" in mail.fehler


@pytest.mark.django_db
def test_unklarer_ausgang_wird_nur_von_hand_wiederholt() -> None:
    mail = _einreihen()
    Postserver.leeren(TimeoutError("no answer"))
    post.versenden()
    assert post.versenden() == 0
    assert post.erneut_senden(mail=mail) is True
    assert post.versenden() == 1
    assert post.erneut_senden(mail=mail) is False
    assert Postserver.angekommen == ["Erinnerung"]


@pytest.mark.django_db
def test_abgebrochener_versand_wird_unklar_laufender_nicht() -> None:
    jetzt = timezone.now()
    for schluessel, minuten in (("abgebrochen", 16), ("laufend", 5)):
        mail = _einreihen(schluessel)
        mail.status, mail.uebernommen_am = Status.IN_VERSAND, jetzt - timedelta(minutes=minuten)
        mail.save()
    assert post.versenden() == 0
    assert Postausgang.objects.get(schluessel="abgebrochen").status == Status.UNKLAR
    assert Postausgang.objects.get(schluessel="laufend").status == Status.IN_VERSAND


@pytest.mark.django_db(transaction=True)
def test_zwei_arbeiter_senden_nichts_doppelt() -> None:
    betreffe = [f"Mail {nummer}" for nummer in range(20)]
    for betreff in betreffe:
        _einreihen(betreff, betreff=betreff)
    gesendet: list[int] = []

    def arbeiten() -> None:
        gesendet.append(post.versenden())
        connection.close()

    arbeiter = [threading.Thread(target=arbeiten) for _ in range(2)]
    for faden in arbeiter:
        faden.start()
    for faden in arbeiter:
        faden.join()
    assert sum(gesendet) == 20
    assert sorted(Postserver.angekommen) == sorted(betreffe)


@pytest.mark.django_db
def test_nur_alte_gesendete_werden_entfernt() -> None:
    heute = date(2026, 11, 22)
    alt, jung = (datetime(2026, 8, tag, 12, tzinfo=UTC) for tag in (20, 25))
    for schluessel, status, gesendet in (
        ("alt", Status.GESENDET, alt),
        ("jung", Status.GESENDET, jung),
        ("unklar", Status.UNKLAR, None),
    ):
        mail = _einreihen(schluessel)
        mail.status, mail.gesendet_am = status, gesendet
        mail.save()
    assert [post.aufraeumen(heute), post.aufraeumen(heute)] == [1, 0]
    assert sorted(Postausgang.objects.values_list("schluessel", flat=True)) == ["jung", "unklar"]


@pytest.mark.django_db
def test_befehl_sendet_und_nennt_die_zahl(capsys: pytest.CaptureFixture[str]) -> None:
    _einreihen()
    call_command("post_senden")
    call_command("post_senden")
    assert capsys.readouterr().out == "Gesendete Mails: 1\nGesendete Mails: 0\n"

"""Mails with more than text, as a mail server gets them: parsed with the standard library."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from stzverbund.basis import post
from stzverbund.basis.dateien import Geprueft, ablegen
from stzverbund.basis.kalender import Beteiligt, Kalendereintrag, nachricht
from stzverbund.basis.models import Postausgang
from tests.hilfen.smtp import alternativen, anhaenge, postamt

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 Tagesordnung %%EOF"
VON, AN = (
    Beteiligt("post@stz.example", "Verbund Stadtteilzentren"),
    Beteiligt("leitung@haus.example", "Lea Ö."),
)


def _eintrag(abgesagt: bool = False) -> bytes:
    eintrag = Kalendereintrag(
        uid="sitzung-7@stzverbund",
        titel="Sitzung des Verbunds – Thema „Wärme“",
        beginn=datetime(2026, 12, 8, 10),  # noqa: DTZ001 - wall-clock time in Berlin
        ende=datetime(2026, 12, 8, 12),  # noqa: DTZ001
        stand=datetime(2026, 11, 22, 12, tzinfo=UTC),
        text="Antworten: https://stz.example/l/geheim/",
        abgesagt=abgesagt,
    )
    return nachricht(eintrag, von=VON, an=AN)


def _einreihen(schluessel: str = "einladung:7", **mehr: object) -> None:
    post.einreihen(
        **{"schluessel": schluessel, "an": AN.email, "betreff": "Einladung für März", "text": "Grüße"} | mehr
    )


def test_einfache_mails_sind_ein_text(settings) -> None:
    with postamt(settings) as amt:
        _einreihen()
        assert post.versenden() == 1
    (mail,) = amt.mails
    assert (mail.get_content_type(), mail.get_content().strip()) == ("text/plain", "Grüße")
    assert mail["Reply-To"] is None


def test_alle_teile_kommen_an(settings) -> None:
    """One alternative part for programs that know calendars, one file for those that do not, the PDF."""
    settings.DEFAULT_FROM_EMAIL = VON.email
    tagesordnung = ablegen(Geprueft(PDF, "Tagesordnung März.pdf", "application/pdf"), wer=None)
    teile = {"html": "<p>Grüße</p>", "kalender": _eintrag(), "anhaenge": [tagesordnung]}
    with postamt(settings) as amt:
        _einreihen(antwort_an="koordination@verbund.example", **teile)
        assert post.versenden() == 1
    (mail,) = amt.mails
    assert amt.empfaenger == [["leitung@haus.example"]]
    assert (mail["To"], mail["From"], mail["Subject"]) == (AN.email, VON.email, "Einladung für März")
    assert mail["Reply-To"] == "koordination@verbund.example"
    formen = alternativen(mail)
    assert list(formen) == ["text/plain", "text/html", "text/calendar"], "the best form comes last"
    assert formen["text/html"].get_content().strip() == "<p>Grüße</p>"
    kalender = formen["text/calendar"]
    assert kalender["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    dateien = anhaenge(mail)
    assert list(dateien) == ["invite.ics", "Tagesordnung März.pdf"]
    assert dateien["Tagesordnung März.pdf"].get_content() == PDF
    assert dateien["invite.ics"].get_content_type() == "application/ics"
    assert dateien["invite.ics"].get_content() == _eintrag()
    (ereignis,) = Calendar.from_ical(kalender.get_content()).events
    assert ereignis["ORGANIZER"] == f"mailto:{mail['From']}", "or Outlook takes it for somebody else's"
    assert ereignis["SUMMARY"] == "Sitzung des Verbunds – Thema „Wärme“"


def test_absage_und_vergessen(settings) -> None:
    """The calendar part holds the personal link: it goes with every mail, the text with confidential ones."""
    with postamt(settings) as amt:
        _einreihen("offen", html="<p>Link</p>", kalender=_eintrag(abgesagt=True))
        _einreihen("vertraulich", html="<p>Link</p>", kalender=_eintrag(), vertraulich=True)
        assert post.versenden() == 2
    methoden = [alternativen(mail)["text/calendar"]["Content-Type"].params["method"] for mail in amt.mails]
    assert methoden == ["CANCEL", "REQUEST"]
    gespeichert = Postausgang.objects.order_by("pk").values_list("text", "html", "kalender")
    assert list(gespeichert) == [("Grüße", "", ""), ("", "", "")]


def test_was_nicht_geschrieben_werden_kann_ist_gescheitert_und_bleibt(settings) -> None:
    """Nothing of it has left the house, so it may be sent again once it is mended."""
    weg = ablegen(Geprueft(PDF, "weg.pdf", "application/pdf"), wer=None)
    weg.datei.storage.delete(weg.datei.name)
    _einreihen("ohne Datei", anhaenge=[weg])
    _einreihen("Liste", kalender=b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n", vertraulich=True)
    with postamt(settings) as amt:
        assert post.versenden() == 0
    assert amt.mails == []
    gespeichert = list(Postausgang.objects.order_by("pk").values_list("status", "text"))
    assert gespeichert == [(Postausgang.Status.FEHLER, "Grüße")] * 2

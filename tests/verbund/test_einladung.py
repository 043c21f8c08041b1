"""Invitations from the preview to the mail server: one mail each, the same UID for ever, answers by link."""

import re
from datetime import date, time, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from stzverbund.basis import post
from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.hilfen.ical import gelesen
from tests.hilfen.pdf import pdf_text
from tests.hilfen.smtp import Empfang, alternativen, anhaenge, postamt
from tests.welt import Welt
from verbund import fristen, sitzungen
from verbund.einladung import antworten, empfaenger, versand
from verbund.models import Delegation, Dokument, Einladung, Sitzung, Teilnahme
from zentren.models import Mitgliedschaft

pytestmark = pytest.mark.django_db
HEUTE = timezone.localdate()


@pytest.fixture
def sitzung(welt: Welt) -> Sitzung:
    """In two weeks, with an item for all and one for the Verbund only; the own centre has two delegates."""
    sitzung = f.SitzungFabrik(verbund=welt.rollen["koordination"].verbund, gastgeber=welt.eigenes)
    f.PunktFabrik(sitzung=sitzung, titel="Kältehilfe", sichtbarkeit="bezirksamt", minuten=30, position=1)
    f.PunktFabrik(sitzung=sitzung, titel="Streit im Haus", minuten=20, position=2)
    f.PunktFabrik(sitzung=sitzung, titel="Sommerfest", sichtbarkeit="oeffentlich", minuten=15, position=3)
    for art, rolle in (("delegiert", "mitarbeit"), ("vertretung", "leitung")):
        Delegation.objects.create(
            verbund=sitzung.verbund,
            zentrum=welt.eigenes,
            person=welt.rollen[rolle].person,
            art=art,
            von=HEUTE,
        )
    fristen.vorgeben(sitzung)
    return sitzung


def _senden(welt: Welt, sitzung: Sitzung, *rollen: str, bemerkung: str = "") -> int:
    stand = versand.vorschau(sitzung)
    personen = {welt.rollen[rolle].person_id for rolle in rollen} or {
        zeile.empfaenger.person.pk for zeile in stand.zeilen
    }
    return versand.versenden(
        sitzung=sitzung,
        personen=personen,
        stand=stand.stand,
        bemerkung=bemerkung,
        wer=welt.rollen["koordination"],
    )


def _termin(mail: EmailMessage) -> Any:
    (ereignis,) = Calendar.from_ical(alternativen(mail)["text/calendar"].get_content()).events
    return ereignis


def _nach_adresse(amt: Empfang) -> dict[str, EmailMessage]:
    assert [len(adressen) for adressen in amt.empfaenger] == [1] * len(amt.mails), "one mail, one person"
    return {str(mail["To"]): mail for mail in amt.mails}


def test_wer_eingeladen_wird(welt: Welt, sitzung: Sitzung) -> None:
    """Delegates of the day, elsewhere the Leitung; each person once, nobody of another Bezirk."""
    nachbarin = f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.nachbar)
    f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.fern)
    f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.nachbar, person__is_active=False)
    f.MitgliedschaftFabrik(rolle="koordination", verbund=sitzung.verbund, person=nachbarin.person)
    f.DelegationFabrik(zentrum=welt.eigenes, verbund=sitzung.verbund, von=sitzung.datum + timedelta(days=1))
    f.DelegationFabrik(zentrum=welt.eigenes, verbund=sitzung.verbund, bis=HEUTE)
    wer = [(e.wofuer, e.als, e.person.name) for e in empfaenger.vorgeschlagene(sitzung)]
    assert wer == [
        ("STZ Eigenes", "delegiert", "Test Mitarbeit"),
        ("STZ Eigenes", "Vertretung", "Test Leitung"),
        ("STZ Nachbar", "Leitung", nachbarin.person.name),
        ("Koordination", "", "Test Koordination des Verbundes"),
        ("Geschäftsstelle", "", "Test Geschäftsstelle Bezirke"),
        ("Bezirksamt", "", "Test Bezirksamt"),
    ]
    Mitgliedschaft.objects.filter(pk=welt.rollen["leitung"].pk).update(bis=HEUTE)
    assert "Test Leitung" not in [e.person.name for e in empfaenger.vorgeschlagene(sitzung)], "has left"
    sitzung.arbeitskreis = f.ArbeitskreisFabrik(verbund=sitzung.verbund)
    sitzung.arbeitskreis.mitglieder.add(welt.eigenes)
    assert {e.wofuer for e in empfaenger.vorgeschlagene(sitzung)} == {"STZ Eigenes", "Koordination"}


def test_einladen_aendern_absagen(welt: Welt, sitzung: Sitzung, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Verbund <post@stz.example>"
    koordination = welt.rollen["koordination"]
    with postamt(settings) as amt:
        assert _senden(welt, sitzung) == 5
        assert post.versenden() == 5
    mails = _nach_adresse(amt)
    fuer_team, fuer_amt = mails["mitarbeit@demo.example"], mails["bezirksamt@demo.example"]
    assert fuer_team["Subject"] == f"Einladung: Verbundsitzung am {sitzung.datum:%d.%m.%Y}"
    assert fuer_team["Reply-To"] == koordination.person.email
    formen = alternativen(fuer_team)
    assert formen["text/calendar"]["Content-Type"].params["method"] == "REQUEST"
    (termin,) = gelesen(anhaenge(fuer_team)["invite.ics"].get_content())["ereignisse"]
    assert (termin["uid"], termin["fassung"]) == (f"{sitzung.uid}@stzverbund", 0)
    assert [t["adresse"] for t in termin["teilnehmer"]] == ["mailto:mitarbeit@demo.example"]
    assert [v["adresse"] for v in termin["veranstalter"]] == ["mailto:post@stz.example"]
    assert termin["beginn"] | {"utc": ""} == {
        "ort": f"{sitzung.datum}T10:00:00",
        "zone": "Europe/Berlin",
        "utc": "",
    }
    for form in ("text/plain", "text/html"):
        assert "Streit im Haus" in formen[form].get_content()
    tagesordnung = [teil for name, teil in anhaenge(fuer_team).items() if name.endswith(".pdf")]
    assert "10:50 3. Sommerfest" in pdf_text(tagesordnung[0].get_content())
    for teil in fuer_amt.walk():
        inhalt = b"" if teil.is_multipart() else teil.get_content()
        text = pdf_text(inhalt) if teil.get_content_type() == "application/pdf" else str(inhalt)
        assert "Streit im Haus" not in text, "what is internal stays in the Verbund"
    assert "10:50 3. Sommerfest" in pdf_text(
        anhaenge(fuer_amt)[f"Tagesordnung {sitzung.datum} Auszug.pdf"].get_content()
    )
    assert sorted(Dokument.objects.values_list("sichtbarkeit", flat=True)) == ["bezirksamt", "intern"]
    assert not Postausgang.objects.exclude(text="", html="", kalender="").exists()
    sitzung.refresh_from_db()
    assert (sitzung.status, sitzung.fristen.filter(erledigt_am__isnull=True).count()) == ("eingeladen", 2)
    seiten = Teilnahme.objects.filter(sitzung=sitzung).values_list("zentrum__name", "stelle")
    assert list(seiten) == [
        ("STZ Eigenes", ""),
        ("STZ Nachbar", ""),
        (None, "Bezirksamt"),
        (None, "Geschäftsstelle"),
        (None, "Koordination"),
    ]
    assert versand.vorschau(sitzung).noetige == 0

    sitzungen.aendern(sitzung=sitzung, angaben={"beginn": time(9)}, version=sitzung.version, wer=koordination)
    sitzung.refresh_from_db()
    assert versand.vorschau(sitzung).noetige == 5
    with postamt(settings) as amt:
        assert _senden(welt, sitzung, "mitarbeit", bemerkung="Wir beginnen früher.") == 1
        post.versenden()
        sitzungen.absagen(sitzung=sitzung, grund="Zu viele sind krank.", wer=koordination)
        sitzung.refresh_from_db()
        assert _senden(welt, sitzung, "mitarbeit") == 1
        post.versenden()
    aenderung, absage = amt.mails
    assert "Wir beginnen früher." in alternativen(aenderung)["text/plain"].get_content()
    assert [alternativen(m)["text/calendar"]["Content-Type"].params["method"] for m in amt.mails] == [
        "REQUEST",
        "CANCEL",
    ]
    assert [(str(_termin(m)["UID"]), _termin(m)["SEQUENCE"]) for m in amt.mails] == [
        (termin["uid"], 1),
        (termin["uid"], 2),
    ]
    text = alternativen(absage)["text/plain"].get_content()
    assert "Zu viele sind krank." in text
    assert "/l/" not in text
    assert list(anhaenge(absage)) == ["invite.ics"]
    assert versand.vorschau(sitzung).noetige == 4


def test_zwei_koordinieren_zugleich(welt: Welt, sitzung: Sitzung) -> None:
    """Who has looked at something else than what would be sent looks again; nothing is sent twice."""
    gesehen = versand.vorschau(sitzung)
    angaben = {
        "personen": {welt.rollen["mitarbeit"].person_id},
        "stand": gesehen.stand,
        "bemerkung": "",
        "wer": welt.rollen["koordination"],
    }
    f.PunktFabrik(sitzung=sitzung, position=9)
    with pytest.raises(Verweigert, match="Inzwischen"):
        versand.versenden(sitzung=sitzung, **angaben)
    angaben["stand"] = versand.vorschau(sitzung).stand
    assert versand.versenden(sitzung=sitzung, **angaben) == 1
    with pytest.raises(Verweigert, match="Inzwischen"):
        versand.versenden(sitzung=sitzung, **angaben)
    angaben |= {"stand": versand.vorschau(Sitzung.objects.get()).stand, "personen": {0}}
    with pytest.raises(Verweigert, match="mindestens eine Person"):
        versand.versenden(sitzung=Sitzung.objects.get(), **angaben)
    assert Postausgang.objects.count() == 1


def _link(an: str) -> str:
    mail = Postausgang.objects.filter(an=an).latest("pk")
    return re.search(r"/l/\w+/", mail.text)[0]  # type: ignore[index]


def test_antworten_ueber_den_link(welt: Welt, sitzung: Sitzung) -> None:
    """GET shows, POST commits; the seat of the centre follows its people; the last answer counts."""
    _senden(welt, sitzung)
    delegierte, vertretung, niemand = _link("mitarbeit@demo.example"), _link("leitung@demo.example"), Client()
    platz = Teilnahme.objects.get(zentrum=welt.eigenes)
    seite = niemand.get(delegierte)
    assert (seite.status_code, seite["Referrer-Policy"]) == (200, "no-referrer")
    assert "Streit im Haus" in seite.content.decode()
    assert "Streit im Haus" not in niemand.get(_link("bezirksamt@demo.example")).content.decode()
    for link, antwort, fuer_das_zentrum, wer in (
        (delegierte, "abgesagt", "offen", None),
        (vertretung, "zugesagt", "zugesagt", "leitung"),
        (vertretung, "abgesagt", "abgesagt", None),
        (delegierte, "vertretung", "vertretung", None),
        (delegierte, "zugesagt", "zugesagt", "mitarbeit"),
    ):
        assert niemand.post(link, {"antwort": antwort}).status_code == 302
        platz.refresh_from_db()
        assert (platz.antwort, platz.person_id) == (
            fuer_das_zentrum,
            welt.rollen[wer].person_id if wer else None,
        )
    Mitgliedschaft.objects.filter(pk=welt.rollen["mitarbeit"].pk).update(bis=HEUTE - timedelta(days=1))
    assert "Streit im Haus" not in niemand.get(delegierte).content.decode(), "the role has ended"
    frueher = [z.empfaenger for z in versand.vorschau(sitzung).zeilen if z.empfaenger.frueher]
    assert [(e.person, e.intern) for e in frueher] == [(welt.rollen["mitarbeit"].person, False)]
    assert niemand.post(delegierte, {"antwort": "vielleicht"}).status_code == 422
    assert "Sie haben zugesagt." in niemand.get(delegierte).content.decode()
    eine = Einladung.objects.get(person=welt.rollen["mitarbeit"].person)
    sitzungen.absagen(sitzung=sitzung, grund="Sturm", wer=welt.rollen["koordination"])
    assert niemand.post(delegierte, {"antwort": "abgesagt"}).status_code == 422
    assert "abgesagt: Sturm" in niemand.get(delegierte).content.decode()
    with pytest.raises(Verweigert, match="ist abgesagt"):
        antworten.antworten(einladung=eine, antwort="abgesagt", wer=welt.rollen["mitarbeit"])


def test_wer_ein_konto_hat_antwortet_auf_der_seite(welt: Welt, sitzung: Sitzung) -> None:
    _senden(welt, sitzung, "mitarbeit")
    adresse = f"/verbund/sitzungen/{sitzung.pk}/antwort/"
    assert welt.client("mitarbeit").post(adresse, {"antwort": "zugesagt"}).status_code == 302
    assert Einladung.objects.get().antwort == "zugesagt"
    assert welt.client("leitung").post(adresse, {"antwort": "zugesagt"}).status_code == 404, "was not invited"
    Sitzung.objects.update(datum=date(2026, 1, 5))
    welt.client("mitarbeit").post(adresse, {"antwort": "abgesagt"})
    assert Einladung.objects.get().antwort == "zugesagt", "it has begun"

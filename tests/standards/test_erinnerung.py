"""Reminders: once a phase to who is late, weekly to the offices; the dates of the start page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from standards import ablauf, aussen, fristen, runden, voten
from standards.erinnerung import erinnern
from standards.models import Runde, Selbstbewertung
from stzverbund.basis.links import UeberLink
from stzverbund.basis.models import Postausgang
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt
from zentren.models import Zentrum

pytestmark = pytest.mark.django_db
LEITUNG = "leitung@demo.example"
FAELLIG = date(2026, 11, 30)


def _mails(adresse: str) -> list[str]:
    return list(Postausgang.objects.filter(an=adresse).order_by("pk").values_list("text", flat=True))


def test_wer_nicht_eingereicht_hat_wird_je_phase_einmal_erinnert(welt: Welt) -> None:
    runde = s.runde(welt, jahr=2026)
    Postausgang.objects.all().delete()
    tage = [FAELLIG + timedelta(days=n) for n in (-8, -7, -6, 0, 1, 2, 14, 15, 30)]
    assert [erinnern(tag) for tag in tage] == [0, 1, 0, 0, 1, 0, 0, 1, 0]
    assert [erinnern(tag) for tag in tage] == [0] * len(tage), "the job may run twice"
    mails = _mails("leitung@demo.example")
    assert [
        wort in text for wort, text in zip(("bis 30.11.", "war am", "seit mehr als 14"), mails, strict=True)
    ]
    Runde.objects.filter(pk=runde.pk).update(faellig=date(2026, 12, 31), pruefung_bis=date(2027, 3, 1))
    assert erinnern(date(2026, 12, 24)) == 1, "a date that was moved begins its phase anew"
    s.beantworten(runde.bewertungen.get(), welt)
    ablauf.einreichen(bewertung=runde.bewertungen.get(), wer=welt.rollen["leitung"])
    vorher = len(_mails(LEITUNG))
    erinnern(date(2027, 1, 1))
    assert len(_mails(LEITUNG)) == vorher, "it is submitted"


def test_aemter_hoeren_einmal_die_woche_solange_etwas_wartet(welt: Welt) -> None:
    bewertung = s.bewertung(welt, freigabe=True)
    s.beantworten(bewertung, welt)
    ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])
    Postausgang.objects.all().delete()
    heute = timezone.localdate()
    montag = heute + timedelta(days=14 - heute.weekday())
    assert erinnern(heute + timedelta(days=6)) == 0, "it has not waited for a week"
    assert [erinnern(montag), erinnern(montag + timedelta(days=6)), erinnern(montag + timedelta(days=7))] == [
        1,
        0,
        1,
    ]
    assert "auf Ihre Freigabe" in Postausgang.objects.latest("pk").betreff
    ablauf.freigeben(bewertung=bewertung, wer=welt.rollen["traeger"])
    assert erinnern(montag + timedelta(days=14)) == 1
    assert Postausgang.objects.latest("pk").an == "bezirksamt@demo.example"


def test_fristen_und_rundentermine_der_startseite(welt: Welt) -> None:
    """Centres see what is due, the Bezirksamt which round is to open, to review, to close."""
    amt, alle = welt.rollen["bezirksamt"], Zentrum.objects.all()
    geplant = f.RundeFabrik(bezirk=welt.bezirk, fassung=s.fassung(), jahr=2026, beginn=date(2026, 9, 1))
    assert fristen.rundentermine(amt, date(2026, 8, 1)) == []
    (termin,) = fristen.rundentermine(amt, date(2026, 8, 30))
    assert (termin.runde, termin.was, termin.bis) == (geplant, fristen.OEFFNEN, date(2026, 9, 1))
    assert fristen.rundentermine(welt.rollen["leitung"], date(2026, 8, 30)) == []
    assert fristen.faellige(alle, FAELLIG) == []

    geplant.standards.set(geplant.fassung.standards.all())
    geplant.zentren.set([welt.eigenes])
    runde = runden.oeffnen(runde=geplant, wer=amt)
    (frist,) = fristen.faellige(alle, FAELLIG)
    assert (frist.bewertung.zentrum, frist.phase, frist.bis) == (welt.eigenes, "bald", FAELLIG)
    assert fristen.faellige(Zentrum.objects.filter(pk=welt.nachbar.pk), FAELLIG) == []
    assert fristen.rundentermine(amt, FAELLIG) == []
    assert fristen.rundentermine(amt, date(2027, 2, 20))[0].was == fristen.PRUEFEN
    Selbstbewertung.objects.update(status="entfallen", grund="g")
    assert fristen.rundentermine(amt, FAELLIG)[0].was == fristen.ABSCHLIESSEN
    runden.abschliessen(runde=runde, wer=amt)
    assert fristen.rundentermine(amt, FAELLIG) == []


def test_beitraege_hoert_die_andere_seite_einmal_am_tag(welt: Welt) -> None:
    """What was written on a day, in one mail to each other side; from outside the author hears it too."""
    bewertung = s.eingereicht(welt)
    leitung, amt, verband = (welt.rollen[rolle] for rolle in ("leitung", "bezirksamt", "verband"))
    antwort = s.antwort(bewertung, "1.1")
    for text in ("Rampe?", "Und wann?"):
        voten.beitragen(bewertung=bewertung, antwort=antwort, text=text, wer=amt)
    voten.beitragen(bewertung=bewertung, antwort=antwort, text="Im Mai.", wer=leitung)
    voten.beitragen(bewertung=bewertung, text="Schön.", wer=verband)
    von_aussen = runden.aussen_beginnen(runde=bewertung.runde, zentrum=welt.eigenes, wer=amt)
    link = {"gueltig_bis": timezone.localdate() + timedelta(days=20), "zuletzt": None}
    aussen.ausstellen(bewertung=von_aussen, email="aussen@stz.example", wer=amt, **link)
    Selbstbewertung.objects.filter(pk=von_aussen.pk).update(
        status="in_pruefung", einreichungen=1, eingereicht_am=timezone.now()
    )
    von_aussen.refresh_from_db()
    frage = s.antwort(von_aussen, "2.1")
    voten.beitragen(bewertung=von_aussen, antwort=frage, text="Wo?", wer=amt)
    voten.beitragen(bewertung=von_aussen, antwort=frage, text="Dort.", wer=UeberLink(aussen.AUSSEN))
    Postausgang.objects.all().delete()
    heute = timezone.localdate()
    assert erinnern(heute) == 0, "the day is not over"
    assert [erinnern(heute + timedelta(days=n)) for n in (1, 2, 3)] == [4, 0, 0]
    (haus,) = _mails(LEITUNG)
    assert "Kriterium 1.1 (Bezirksamt)\nzum Ganzen (Verband)" in haus
    eigene_mail, von_aussen_mail = _mails("bezirksamt@demo.example")
    assert "Kriterium 1.1 (Zentrum)\nzum Ganzen (Verband)" in eigene_mail
    assert "Kriterium 2.1 (Außenevaluation)" in von_aussen_mail
    (nach_aussen,) = _mails("aussen@stz.example")
    assert "Kriterium 2.1 (Bezirksamt)" in nach_aussen
    assert "/l/" not in nach_aussen, "no token is stored"
    assert "3 neue Beiträge" in Postausgang.objects.get(an=LEITUNG).betreff
    assert "Rampe" not in haus

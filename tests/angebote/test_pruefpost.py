"""Mails about entries that nobody has checked: once a rhythm, a digest for each centre, not every day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote import pflege
from angebote.models import Angebot, Fremdangebot
from angebote.pruefpost import ans_pruefen_erinnern
from stzverbund.basis.models import Postausgang
from tests import fabriken as f
from tests.welt import Welt

# A Monday; checked so that a rhythm of three months has passed since Sunday.
MONTAG = date(2026, 11, 16)
GEPRUEFT = date(2026, 8, 14)


def _angebot(welt: Welt, **mehr: object) -> Angebot:
    grund = {"zentrum": welt.eigenes, "titel": "Nähcafé", "geprueft_am": GEPRUEFT, "pruefrhythmus": 3}
    return f.AngebotFabrik(**grund | mehr)


def _an() -> list[str]:
    return sorted(Postausgang.objects.values_list("an", flat=True))


def test_eine_mail_mit_allem_an_das_team(welt: Welt) -> None:
    angebot = _angebot(welt)
    fremd = f.FremdangebotFabrik(zentrum=welt.eigenes, titel="Yoga", geprueft_am=None)
    _angebot(welt, titel="Frisch", geprueft_am=MONTAG)
    _angebot(welt, titel="Entwurf", status="entwurf", geprueft_am=None)
    assert ans_pruefen_erinnern(MONTAG) == 2
    assert _an() == ["leitung@demo.example", "mitarbeit@demo.example"]
    mail = Postausgang.objects.first()
    assert mail.betreff == "STZ Eigenes: Bitte prüfen Sie 2 Angebote"
    assert f"- Nähcafé (geprüft am 14.08.2026): http://localhost:8000/angebote/{angebot.pk}/" in mail.text
    yoga = reverse("fremdangebot", args=[fremd.pk])
    assert f"- Yoga (noch nie geprüft): http://localhost:8000{yoga}" in mail.text
    assert "Frisch" not in mail.text
    assert "Entwurf" not in mail.text


def test_einmal_je_rhythmus_und_nicht_jeden_tag(welt: Welt) -> None:
    _angebot(welt)
    tage = []
    for tag in (date(2026, 11, 1) + timedelta(days=n) for n in range(220)):
        if ans_pruefen_erinnern(tag):
            tage.append(tag)
        assert ans_pruefen_erinnern(tag) == 0
    assert tage == [date(2026, 11, 15), date(2027, 2, 16), date(2027, 5, 17)]


def test_hoechstens_eine_mail_in_der_woche(welt: Welt) -> None:
    _angebot(welt)
    _angebot(welt, titel="Chor", geprueft_am=GEPRUEFT + timedelta(days=3))
    assert ans_pruefen_erinnern(MONTAG) == 2
    mittwoch, naechster_montag = MONTAG + timedelta(days=2), MONTAG + timedelta(days=7)
    assert ans_pruefen_erinnern(mittwoch) == 0
    Postausgang.objects.all().delete()
    assert ans_pruefen_erinnern(naechster_montag) == 2
    assert "Chor" in Postausgang.objects.first().text
    assert "Nähcafé" not in Postausgang.objects.first().text


def test_wer_prueft_hat_wieder_zeit(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    angebot = _angebot(welt)
    ans_pruefen_erinnern(MONTAG)
    monkeypatch.setattr(timezone, "localdate", lambda *args: MONTAG)
    pflege.als_geprueft_vermerken(angebot=angebot, wer=welt.rollen["leitung"])
    faellig_ab = date(2027, 2, 17)
    assert ans_pruefen_erinnern(faellig_ab - timedelta(days=1)) == 0
    assert ans_pruefen_erinnern(faellig_ab) == 2


def test_jedes_zentrum_fuer_sich_und_nur_wer_offen_ist(welt: Welt) -> None:
    f.MitgliedschaftFabrik(
        rolle="mitarbeit", zentrum=welt.nachbar, person=f.PersonFabrik(email="nachbar@demo.example")
    )
    f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.fern)
    welt.fern.in_betrieb_bis = MONTAG - timedelta(days=1)
    welt.fern.save()
    for zentrum in (welt.eigenes, welt.nachbar, welt.fern):
        f.FremdangebotFabrik(zentrum=zentrum, geprueft_am=None)
    assert ans_pruefen_erinnern(MONTAG) == 3
    assert _an() == ["leitung@demo.example", "mitarbeit@demo.example", "nachbar@demo.example"]


def test_erinnern_macht_keinen_verlauf_und_keine_fassung(welt: Welt) -> None:
    angebot = _angebot(welt)
    vorher = angebot.history.count()
    ans_pruefen_erinnern(MONTAG)
    assert angebot.history.count() == vorher
    angebot.refresh_from_db()
    assert (angebot.version, angebot.erinnert_am) == (1, MONTAG)


def test_ohne_empfaenger_bleibt_es_offen(welt: Welt) -> None:
    eintrag = f.FremdangebotFabrik(zentrum=welt.nachbar, geprueft_am=None)
    assert ans_pruefen_erinnern(MONTAG) == 0
    assert Fremdangebot.objects.get(pk=eintrag.pk).erinnert_am is None

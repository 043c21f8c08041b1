"""What a Rückfrage has opened is a draft again: no page, paper or export outside of the house holds it."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standards import ablauf, antworten, aussen, runden, voten
from standards.models import Nachweis, Selbstbewertung
from standards.urls import urlpatterns
from stzverbund.basis.links import UeberLink
from tests.hilfen import standards as s
from tests.welt import Welt

GEHEIM = "GEHEIM"
OHNE_GEGENSTAND = {"aussen_widerrufen"}
"""Addresses that need something which is not there: a link of an Außenevaluation."""


def _in_rueckfrage(welt: Welt) -> Selbstbewertung:
    """1.1 was asked about; the centre has changed its answer, with a Massnahme and a proof."""
    bewertung, leitung = s.eingereicht(welt), welt.rollen["leitung"]
    amt = welt.rollen["bezirksamt"]
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo?", wer=amt)
    ablauf.nachfragen(bewertung=bewertung, wer=amt)
    was = {"titel": GEHEIM, "eigner": "zentrum", "faellig": date(2027, 1, 1)}
    antworten.massnahme_schreiben(antwort=s.antwort(bewertung, "1.1"), wer=leitung, **was)
    antwort = s.antwort(bewertung, "1.1")
    angaben = {"einschaetzung": "teilweise", "begruendung": GEHEIM, "notiz": GEHEIM}
    antworten.beantworten(antwort=antwort, angaben=angaben, version=antwort.version, wer=leitung)
    Nachweis.objects.create(antwort=antwort, titel=GEHEIM, adresse="https://stz.example/", datum="2026-01-01")
    return bewertung


def _adressen(bewertung: Selbstbewertung) -> list[str]:
    """All addresses of the room, about this Selbstbewertung and its asked Kriterium."""
    antwort = s.antwort(bewertung, "1.1")
    werte: dict[str, Any] = {
        "zentrum": bewertung.zentrum.slug,
        "jahr": bewertung.runde.jahr,
        "nummer": 1,
        "antwort": antwort.pk,
        "bewertung": bewertung.pk,
        "kriterium": antwort.kriterium_id,
        "art": "xlsx",
    }
    adressen = []
    for muster in urlpatterns:
        if muster.name in OHNE_GEGENSTAND:
            continue
        nachweis = Nachweis.objects.get(antwort=antwort).pk
        for pk in {bewertung.pk, bewertung.runde_id, antwort.pk, nachweis}:
            namen = muster.pattern.converters
            adressen.append(reverse(muster.name, kwargs={name: (werte | {"pk": pk})[name] for name in namen}))
    return sorted(set(adressen))


def _text(client: Client, adresse: str) -> str:
    antwort = client.get(adresse)
    inhalt = b"".join(antwort.streaming_content) if antwort.streaming else antwort.content
    if inhalt.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            inhalt = b"".join(archiv.read(name) for name in archiv.namelist())
    return inhalt.decode(errors="replace")


@pytest.mark.parametrize("rolle", ["bezirksamt", "verband"])
def test_nachgefragtes_liest_draussen_niemand(
    welt: Welt, rolle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stzverbund.basis.pdf.pdf_aus_html", lambda html, *, titel: html.encode())
    bewertung = _in_rueckfrage(welt)
    adressen = _adressen(bewertung)
    drinnen, draussen = welt.client("leitung"), welt.client(rolle)
    verraten = [adresse for adresse in adressen if GEHEIM in _text(draussen, adresse)]
    assert verraten == []
    assert sum(GEHEIM in _text(drinnen, adresse) for adresse in adressen if "/2026/" in adresse) >= 4


def test_nachgefragtes_von_aussen_liest_niemand_sonst(welt: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    """The centre that it is about reads it no more than the offices do."""
    monkeypatch.setattr("stzverbund.basis.pdf.pdf_aus_html", lambda html, *, titel: html.encode())
    link, amt = UeberLink(aussen.AUSSEN), welt.rollen["bezirksamt"]
    runde = s.eingereicht(welt).runde
    bewertung = runden.aussen_beginnen(runde=runde, zentrum=welt.eigenes, wer=amt)
    for antwort in bewertung.antworten.all():
        angaben = {"einschaetzung": "erfuellt", "begruendung": "Gesehen."}
        antworten.beantworten(antwort=antwort, angaben=angaben, version=antwort.version, wer=link)
    ablauf.einreichen(bewertung=bewertung, wer=link)
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo?", wer=amt)
    bewertung.refresh_from_db()
    ablauf.nachfragen(bewertung=bewertung, email="aussen@stz.example", wer=amt)
    was = {"titel": GEHEIM, "eigner": "zentrum", "faellig": date(2027, 1, 1)}
    antworten.massnahme_schreiben(antwort=s.antwort(bewertung, "1.1"), wer=link, **was)
    antwort = s.antwort(bewertung, "1.1")
    angaben = {"einschaetzung": "teilweise", "begruendung": GEHEIM, "notiz": GEHEIM}
    antworten.beantworten(antwort=antwort, angaben=angaben, version=antwort.version, wer=link)
    Nachweis.objects.create(antwort=antwort, titel=GEHEIM, adresse="https://stz.example/", datum="2026-01-01")
    adressen = [*_adressen(bewertung), reverse("massnahmen"), reverse("start")]
    eigene = [adresse for adresse in adressen if "/2026/" in adresse or "/massnahmen/" in adresse]
    for rolle, seiten in (("leitung", eigene), ("bezirksamt", adressen)):
        client = welt.client(rolle)
        assert [adresse for adresse in seiten if GEHEIM in _text(client, adresse)] == [], rolle

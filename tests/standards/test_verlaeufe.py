"""The trails: what each side reads of a Selbstbewertung, a round, a Massnahme."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from standards import ablauf, antworten, runden, voten
from stzverbund.basis.pflege import speichern
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

pytestmark = pytest.mark.django_db


def _zeilen(welt: Welt, rolle: str, objekt: Any) -> list[tuple[str, str]]:
    adresse = reverse("verlauf_von", args=[objekt._meta.model_name, objekt.pk])
    return [(e.wovon, e.was) for e in welt.client(rolle).get(adresse).context["eintraege"]]


def test_jede_seite_liest_ihren_teil_der_selbstbewertung(welt: Welt) -> None:
    """What passes between centre and Träger is not the Bezirksamt's; notes are the centre's own."""
    bewertung, leitung = s.bewertung(welt, freigabe=True), welt.rollen["leitung"]
    antworten.beantworten(
        antwort=s.antwort(bewertung, "1.1"),
        angaben={"einschaetzung": "erfuellt", "notiz": "Nächstes Jahr Frau Schmitt fragen"},
        version=1,
        wer=leitung,
    )
    s.beantworten(bewertung, welt)
    ablauf.einreichen(bewertung=bewertung, wer=leitung)
    ablauf.zurueckgeben(bewertung=bewertung, grund="Noch nicht gut", wer=welt.rollen["traeger"])
    ablauf.einreichen(bewertung=bewertung, wer=leitung)
    ablauf.freigeben(bewertung=bewertung, wer=welt.rollen["traeger"])
    voten.votieren(
        antwort=s.antwort(bewertung, "1.1"), art="hinweis", bemerkung="Gut", wer=welt.rollen["bezirksamt"]
    )

    haus = _zeilen(welt, "leitung", bewertung)
    assert ("", "vom Träger zurückgegeben: Noch nicht gut") in haus
    assert any("Notiz" in was and "Schmitt" in was for wovon, was in haus if wovon == "Kriterium 1.1")
    traeger = _zeilen(welt, "traeger", bewertung)
    assert ("Kriterium 1.1", "Unsere Einschätzung: offen → erfüllt") in traeger
    assert not any("Schmitt" in was for _, was in traeger)
    amt = _zeilen(welt, "bezirksamt", bewertung)
    assert [was for wovon, was in amt if not wovon] == [
        "Prüfung begonnen",
        "freigegeben",
        "eingereicht",
        "eingereicht",
    ]
    ((_, votum),) = [zeile for zeile in amt if zeile[0]]
    assert votum == "Votum: leer → Hinweis; Bemerkung: leer → Gut"


def test_runde_und_ihre_schwellen(welt: Welt) -> None:
    runde = s.runde(welt)
    runden.festlegen(
        runde=runde, standards=[], zentren=[], schwellen={}, wer=welt.rollen["bezirksamt"], version=2
    )
    texte = [was for _, was in _zeilen(welt, "bezirksamt", runde)]
    assert "geöffnet" in texte
    assert "geändert" in texte


def test_vor_der_vereinbarung_war_eine_massnahme_ein_entwurf(welt: Welt) -> None:
    massnahme = f.MassnahmeFabrik(zentrum=welt.eigenes, eigner="bezirksamt")
    massnahme.titel = "Erster Gedanke"
    speichern(massnahme, version=1)
    massnahme.titel = "Rampe bauen"
    speichern(massnahme, version=2)
    massnahme.vereinbart_am = timezone.now()
    speichern(massnahme, version=3)
    massnahme.titel = "Rampe und Klingel"
    speichern(massnahme, version=4)
    amt = " ".join(was for _, was in _zeilen(welt, "bezirksamt", massnahme))
    assert "Rampe bauen → Rampe und Klingel" in amt
    assert "Gedanke" not in amt
    seite = welt.client("bezirksamt").get(reverse("massnahme", args=[massnahme.pk])).content.decode()
    assert "Rampe bauen → Rampe und Klingel" in seite
    assert "Gedanke" not in seite

"""Angebote in the browserless client: the thin line from the form to the count, rights, list, states."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote.models import Angebot, Termin
from tests import fabriken as f
from tests.welt import Welt


def formularwerte(**mehr: Any) -> dict[str, Any]:
    """What a browser sends for a complete Angebot: Tuesdays, 10:00 to 11:30."""
    werte = {
        "titel": "Nähcafé",
        "art": "gruppe",
        "leistungsbereich": f.LeistungsbereichFabrik().pk,
        "ort": "Nachbarschaftsgarten",
        "zielgruppen": [f.ZielgruppeFabrik().pk],
        "kosten": "frei",
        "kontakt_telefon": "030 123456",
        "schwerpunkt": "alle",
        "stufenlos": "unknown",
        "pruefrhythmus": 6,
        "zaehlung_je_termin": "on",
        "zeit-TOTAL_FORMS": 2,
        "zeit-INITIAL_FORMS": 0,
        "zeit-0-rhythmus": "woechentlich",
        "zeit-0-wochentage": [1],
        "zeit-0-intervall": 1,
        "zeit-0-position": 1,
        "zeit-0-von": "10:00",
        "zeit-0-bis": "11:30",
        "zeit-0-pause_feiertage": "on",
        "zeit-1-rhythmus": "woechentlich",
        "zeit-1-intervall": 1,
        "zeit-1-position": 1,
        "zeit-1-pause_feiertage": "on",
    }
    return werte | mehr


def test_duenne_linie(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    assert client.get(reverse("angebot_neu")).status_code == 200
    antwort = client.post(reverse("angebot_neu"), formularwerte(veroeffentlichen="1"))
    assert antwort.status_code == 302, antwort.context["form"].fehlerliste
    angebot = Angebot.objects.get()
    assert angebot.status == "veroeffentlicht"
    assert angebot.geprueft_am == timezone.localdate()
    assert angebot.termine.exists()
    assert client.get(antwort.url).status_code == 200
    assert client.get(reverse("angebot_liste")).status_code == 200
    assert client.get(reverse("angebot_bearbeiten", args=[angebot.pk])).status_code == 200
    termin = f.TerminFabrik(angebot=angebot, datum=timezone.localdate() - timedelta(days=1))
    assert "Nähcafé" in client.get(reverse("termin_liste")).content.decode()
    assert client.get(reverse("termin", args=[termin.pk])).status_code == 200
    antwort = client.post(
        reverse("termin_schnell", args=[termin.pk]),
        {"status": "stattgefunden", "teilnahmen": "12", "version": 1},
        headers={"HX-Request": "true"},
    )
    assert "12 Teilnahmen" in antwort.content.decode()
    termin.refresh_from_db()
    assert (termin.status, termin.teilnahmen) == ("stattgefunden", 12)
    for adresse in (
        reverse("verzeichnis"),
        reverse("verzeichnis_angebot", args=[angebot.pk]),
        reverse("verzeichnis_zentrum", args=["eigenes"]),
    ):
        assert "Nähcafé" in welt.client(None).get(adresse).content.decode()

"""The start page names what has to be checked, with a link to the very entry."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from stzverbund.start.aufgaben import aufgaben
from tests import fabriken as f
from tests.welt import Welt

HEUTE = timezone.localdate()
ALT = HEUTE - timedelta(days=400)


def _zeilen(welt: Welt) -> list[tuple[str, str]]:
    alle = aufgaben(welt.rollen["mitarbeit"], HEUTE)
    return [(zeile.titel, zeile.adresse) for zeile in alle if zeile.wort == "Prüfen"]


def test_eines_hat_seinen_eigenen_link(welt: Welt) -> None:
    angebot = f.AngebotFabrik(zentrum=welt.eigenes, titel="Nähcafé", geprueft_am=ALT)
    fremd = f.FremdangebotFabrik(zentrum=welt.eigenes, titel="Yoga", geprueft_am=ALT)
    f.AngebotFabrik(zentrum=welt.eigenes, geprueft_am=HEUTE)
    assert _zeilen(welt) == [
        ("Nähcafé: Angaben prüfen", reverse("angebot", args=[angebot.pk])),
        ("Yoga: Angaben prüfen", reverse("fremdangebot", args=[fremd.pk])),
    ]


def test_mehrere_stehen_in_der_liste_so_viele_wie_gesagt(welt: Welt) -> None:
    f.AngebotFabrik.create_batch(2, zentrum=welt.eigenes, geprueft_am=ALT)
    f.FremdangebotFabrik.create_batch(3, zentrum=welt.eigenes, geprueft_am=ALT)
    nachbar = f.FremdangebotFabrik(zentrum=welt.nachbar, geprueft_am=ALT)
    zeilen = _zeilen(welt)
    assert [titel for titel, _ in zeilen] == [
        "2 Angebote lange nicht geprüft",
        "3 Fremdangebote lange nicht geprüft",
    ]
    for (_, adresse), anzahl in zip(zeilen, (2, 3), strict=True):
        seite = welt.client("mitarbeit").get(adresse).content.decode()
        assert f"{anzahl} Einträge" in seite
    assert nachbar.titel not in seite

"""The people of an organisation, accounts for the Verwaltung, and the page of who has no role."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from angebote.models import Angebot
from standards.models import Selbstbewertung
from stzverbund.basis import links
from stzverbund.basis.models import Ereignis
from tests import fabriken as f
from tests.welt import KENNWORT, Welt
from verbund.models import Aufgabe, Einladung, Gast
from zentren.models import Mitgliedschaft, Traeger, Verbund
from zentren.personen.einladungen import EINLADUNG
from zentren.stadtteilmanagement.models import Barrierepruefung

HEUTE = timezone.localdate()
TAG = timedelta(days=1)


def _stelle(art: str, organisation: Any) -> str:
    return reverse("stelle", args=[art, organisation.pk])


def _seite(welt: Welt, rolle: str, adresse: str) -> str:
    antwort = welt.client(rolle).get(adresse)
    assert antwort.status_code == 200
    return antwort.content.decode()


def test_wer_verwaltet_sieht_mehr_als_wer_liest(welt: Welt) -> None:
    vor_31_tagen = timezone.now() - 31 * TAG
    f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=welt.eigenes, person__last_login=vor_31_tagen)
    f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.eigenes, email="offen@haus.example")
    f.MitgliedschaftFabrik(person__name="Ehemalige", rolle="mitarbeit", zentrum=welt.eigenes, bis=HEUTE - TAG)
    lange_her = HEUTE - 400 * TAG
    f.MitgliedschaftFabrik(person__name="Lange her", rolle="mitarbeit", zentrum=welt.eigenes, bis=lange_her)
    adresse = _stelle("zentrum", welt.eigenes)
    fuer_leitung, fuer_team = _seite(welt, "leitung", adresse), _seite(welt, "mitarbeit", adresse)
    for worte in ("Jemanden einladen", "offen@haus.example", "vor mehr als 30 Tagen", "übergeben"):
        assert worte in fuer_leitung
        assert worte not in fuer_team
    for seite in (fuer_leitung, fuer_team):
        assert "Ehemalige" in seite
        assert "Lange her" not in seite
        assert "mitarbeit@demo.example" in seite
    fuer_traeger = _seite(welt, "traeger", adresse)
    assert "Mitarbeit" in fuer_traeger
    assert reverse("mitgliedschaft", args=[welt.rollen["leitung"].pk]) in fuer_traeger
    assert reverse("mitgliedschaft", args=[welt.rollen["mitarbeit"].pk]) not in fuer_traeger
    assert "offen@haus.example" not in fuer_traeger


def test_gleich_viele_abfragen(welt: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    genannte = (Angebot, Selbstbewertung, Aufgabe, Einladung, Gast, Barrierepruefung)
    ContentType.objects.get_for_models(*genannte)  # remembered, whoever asks first
    for anzahl in (1, 3):
        for _ in range(anzahl):
            f.MitgliedschaftFabrik(rolle="leitung", zentrum=welt.eigenes)
            links.ausstellen(
                zweck=EINLADUNG,
                gegenstand=f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.eigenes),
                gueltig_bis=timezone.now() + TAG,
                wer=welt.rollen["leitung"],
            )
        for rolle, adresse, abfragen in (
            ("leitung", _stelle("zentrum", welt.eigenes), 7),
            ("verwaltung", reverse("personen_liste"), 6),
            ("leitung", reverse("ausgestellte_links"), 9),
        ):
            client = welt.client(rolle)
            with django_assert_num_queries(abfragen):
                client.get(adresse)


def test_ohne_leitung_steht_es_beim_traeger_und_auf_der_seite(welt: Welt) -> None:
    titel = "STZ Eigenes: Zentrum ohne Leitung"
    assert titel not in _seite(welt, "traeger", reverse("start"))
    Mitgliedschaft.objects.filter(rolle="leitung").update(bis=HEUTE - TAG)
    for rolle in ("traeger", "verwaltung"):
        assert titel in _seite(welt, rolle, reverse("start")), rolle
    assert titel not in _seite(welt, "bezirksamt", reverse("start"))
    assert "hat zurzeit keine Leitung" in _seite(welt, "traeger", _stelle("zentrum", welt.eigenes))
    assert "ohne Leitung" in _seite(welt, "traeger", _stelle("traeger", welt.traeger))
    welt.eigenes.in_betrieb_bis = HEUTE - TAG
    welt.eigenes.save()
    assert titel not in _seite(welt, "traeger", reverse("start"))


def test_traeger_ohne_zugang_haelt_meldungen_auf(welt: Welt) -> None:
    titel = "Eigener Träger gGmbH: niemand kann Meldungen freigeben"
    Traeger.objects.exclude(pk=welt.traeger.pk).update(freigabe_noetig=False)
    gewarnte = ("leitung", "bezirksamt", "verwaltung")
    for rolle in gewarnte:
        assert titel not in _seite(welt, rolle, reverse("start")), rolle
    person = welt.rollen["traeger"].person
    person.is_active = False
    person.save()
    for rolle in gewarnte:
        assert titel in _seite(welt, rolle, reverse("start")), rolle
    for rolle in ("mitarbeit", "koordination", "verband"):
        assert titel not in _seite(welt, rolle, reverse("start")), rolle
    Traeger.objects.update(freigabe_noetig=False)
    assert titel not in _seite(welt, "bezirksamt", reverse("start"))


def test_arbeitslisten_gehoeren_der_stelle(welt: Welt) -> None:
    """A stand-in who was let in today sees on the start page and in the lists what the others see."""
    f.FachstelleFabrik(bezirk=welt.bezirk)
    f.AngebotFabrik(zentrum=welt.eigenes, status="entwurf")
    adressen = ["start", "angebot_liste", "termin_liste", "statistik", "zentrum_liste", "berichte"]
    for m in list(welt.rollen.values()):
        neu = f.MitgliedschaftFabrik(
            rolle=m.rolle,
            von=HEUTE,
            zentrum=m.zentrum,
            traeger=m.traeger,
            verband=m.verband,
            bezirksamt=m.bezirksamt,
            verbund=m.verbund,
        )
        welt.rollen["vertretung"] = neu
        for name in adressen:
            eigene, vertretung = (
                _ohne_marken(_seite(welt, rolle, reverse(name))) for rolle in (m.rolle, "vertretung")
            )
            assert eigene == vertretung, f"{m.rolle}: {name}"


def _ohne_marken(seite: str) -> str:
    return "\n".join(
        zeile
        for zeile in seite.splitlines()
        if not ("csrfmiddlewaretoken" in zeile or "data-person" in zeile)
    )


def test_mehrere_rollen_wechseln_im_kopf(welt: Welt) -> None:
    person = welt.rollen["leitung"].person
    f.MitgliedschaftFabrik(person=person, rolle="traeger", traeger=welt.traeger, von=HEUTE)
    f.MitgliedschaftFabrik(person=person, rolle="mitarbeit", zentrum=welt.nachbar, von=HEUTE + TAG)
    seite = _seite(welt, "leitung", reverse("rolle_wechseln"))
    assert "Eigener Träger gGmbH, Träger" in seite
    assert "STZ Nachbar" not in seite
    assert reverse("rolle_wechseln") in _seite(welt, "leitung", reverse("start"))
    assert reverse("rolle_wechseln") not in _seite(welt, "traeger", reverse("start"))


def test_ohne_rolle_steht_ueberall_wen_man_fragt(welt: Welt) -> None:
    welt.eigenes.email = "post@eigenes.example"
    welt.eigenes.save()
    Mitgliedschaft.objects.filter(pk=welt.rollen["leitung"].pk).update(bis=HEUTE - TAG)
    client = welt.client("leitung")
    for adresse in ("/start/", "/rolle/", "/personen/", "/zentren/gibt-es-nicht/", "/verwaltung/", "/links/"):
        for antwort in (client.get(adresse, follow=True), client.post(adresse, follow=True)):
            assert antwort.status_code == 403, adresse
            assert "mailto:post@eigenes.example" in antwort.content.decode(), adresse
    for adresse in ("/", "/datenschutz/", "/abmelden/"):
        assert client.get(adresse).status_code == 200
    f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.nachbar, email="Leitung@demo.example")
    assert "Sie sind eingeladen: STZ Nachbar, Mitarbeit" in client.get("/start/").content.decode()


def test_ohne_jede_stelle_hilft_die_verwaltung(welt: Welt) -> None:
    welt.rollen["leitung"].delete()
    seite = welt.client("leitung").get("/start/").content.decode()
    assert "mailto:verwaltung@demo.example" in seite
    verbund = Verbund.objects.get(bezirk=welt.bezirk)
    person = welt.rollen["leitung"].person
    f.MitgliedschaftFabrik(person=person, rolle="koordination", verbund=verbund, von=HEUTE + TAG)
    assert f"ab {HEUTE + TAG:%d.%m.%Y}" in welt.client("leitung").get("/start/").content.decode()


def test_konto_sperren_und_oeffnen(welt: Welt) -> None:
    person, client = welt.rollen["leitung"].person, welt.client("verwaltung")
    offene_sitzung = welt.client("leitung")
    adresse = reverse("person", args=[person.pk])
    antwort = client.post(
        reverse("person_sperren", args=[person.pk]), {"grund": "Handy verloren"}, follow=True
    )
    assert "Das Konto ist gesperrt." in antwort.content.decode()
    assert offene_sitzung.get("/start/").status_code == 302
    assert offene_sitzung.post("/anmelden/", {"login": person.email, "password": KENNWORT}).status_code == 302
    assert offene_sitzung.get("/start/").status_code == 302
    assert "Handy verloren" in client.get(adresse).content.decode()
    client.post(reverse("person_sperren", args=[person.pk]))
    assert list(Ereignis.objects.zu(person).values_list("was", flat=True)).count("Konto gesperrt") == 1
    client.post(reverse("person_entsperren", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active
    selbst = welt.rollen["verwaltung"].person
    antwort = client.post(reverse("person_sperren", args=[selbst.pk]), follow=True)
    assert "Ihr eigenes Konto" in antwort.content.decode()
    selbst.refresh_from_db()
    assert selbst.is_active


@pytest.mark.parametrize(
    ("frage", "namen"),
    [
        ("q=TRAEGER@demo", {"Test Träger"}),
        ("rolle=leitung", {"Test Leitung"}),
        ("stand=gesperrt", {"Ärztin Gesperrt"}),
        ("stand=ohne", {"Ohne Rolle"}),
        ("q=arztin", {"Ärztin Gesperrt"}),
    ],
)
def test_personen_finden(welt: Welt, frage: str, namen: set[str]) -> None:
    f.PersonFabrik(name="Ärztin Gesperrt", is_active=False)
    f.PersonFabrik(name="Ohne Rolle")
    antwort = welt.client("verwaltung").get(f"{reverse('personen_liste')}?{frage}")
    assert {str(zeile.record) for zeile in antwort.context["table"].rows} == namen


def test_stellen_finden(welt: Welt) -> None:
    alle = _seite(welt, "verwaltung", reverse("stellen"))
    for name in ("STZ Fern", "Eigener Träger gGmbH", "PARITÄTISCHER, Geschäftsstelle Bezirke", "AWO"):
        assert name in alle
    gefunden = _seite(welt, "verwaltung", f"{reverse('stellen')}?q=FERN")
    assert "STZ Fern" in gefunden
    assert "STZ Eigenes" not in gefunden
    assert "Keine Stelle heißt so." in _seite(welt, "verwaltung", f"{reverse('stellen')}?q=xyz")


def test_unbekannte_stellen(welt: Welt) -> None:
    client = welt.client("verwaltung")
    for art, pk in (("gibt-es-nicht", 1), ("verwaltung", 5), ("zentrum", 99999)):
        assert client.get(reverse("stelle", args=[art, pk])).status_code == 404
    nur_verband = welt.verband.pk
    assert client.get(reverse("stelle", args=["geschaeftsstelle", nur_verband])).status_code == 404

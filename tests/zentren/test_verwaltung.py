"""The administration: only the role Verwaltung, and never a password."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from stzverbund.basis.models import Postausgang
from tests import fabriken as f
from tests.welt import KENNWORT, Welt
from zentren.models import Fachstellenart, Person, Rolle, Zentrum

EIGENE_MODELLE = [
    modell
    for modell in admin.site._registry
    if modell._meta.app_label
    in {"zentren", "basis", "angebote", "verbund", "standards", "stadtteilmanagement"}
]


@pytest.fixture
def verwaltung(welt: Welt) -> Client:
    return welt.client("verwaltung")


def test_nur_die_rolle_verwaltung_kommt_hinein(welt: Welt, verwaltung: Client) -> None:
    adresse = reverse("admin:index")
    assert verwaltung.get(adresse).status_code == 200
    for rolle in set(Rolle.values) - {"verwaltung"}:
        person = welt.rollen[rolle].person
        person.is_superuser = True
        person.save()
        assert welt.client(rolle).get(adresse, follow=True).status_code == 403, rolle
    antwort = Client().get(adresse, follow=True)
    assert antwort.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("modell", EIGENE_MODELLE, ids=lambda modell: modell._meta.label_lower)
def test_alle_listen_und_formulare_oeffnen(verwaltung: Client, modell: type) -> None:
    name = f"admin:{modell._meta.app_label}_{modell._meta.model_name}"
    assert verwaltung.get(reverse(f"{name}_changelist")).status_code == 200
    verwaltet = admin.site._registry[modell]
    anlegen = verwaltung.get(reverse(f"{name}_add"))
    assert anlegen.status_code == (200 if verwaltet.has_add_permission(anlegen.wsgi_request) else 403)


def test_zentrum_gruenden_nur_mit_stadtteilen_des_bezirks(welt: Welt, verwaltung: Client) -> None:
    eigene, fremde = f.RegionFabrik(bezirk=welt.bezirk), f.RegionFabrik(bezirk=welt.fern.bezirk)
    angaben = {
        "name": "STZ Neu",
        "slug": "neu",
        "typ": "stadtteilzentrum",
        "traeger": welt.traeger.pk,
        "bezirk": welt.bezirk.pk,
        "in_betrieb_von": "01.01.2026",
    }
    adresse = reverse("admin:zentren_zentrum_add")
    antwort = verwaltung.post(adresse, angaben | {"regionen": [fremde.pk]})
    assert "nur Stadtteile des Bezirks" in antwort.content.decode()
    assert verwaltung.post(adresse, angaben | {"regionen": [eigene.pk]}).status_code == 302
    assert Zentrum.objects.get(slug="neu").regionen.get() == eigene


def test_wortlaut_des_rahmenkonzepts_bleibt(verwaltung: Client) -> None:
    aus_dem_papier = f.FachstellenartFabrik()
    ergaenzt = f.FachstellenartFabrik(schluessel="frauenhaus", name="Frauenhaus", ergaenzt=True)
    for art, status in ((aus_dem_papier, 403), (ergaenzt, 302)):
        adresse = reverse("admin:zentren_fachstellenart_change", args=[art.pk])
        antwort = verwaltung.post(adresse, {"name": "Anders", "reihenfolge": 1})
        assert antwort.status_code == status
    assert sorted(Fachstellenart.objects.values_list("name", flat=True)) == ["Anders", "Schuldnerberatung"]


def test_unklare_mail_wird_nur_von_hand_noch_einmal_gesendet(verwaltung: Client) -> None:
    felder = {"an": "a@haus.example", "betreff": "Erinnerung", "text": "vertraulicher Inhalt"}
    unklar = Postausgang.objects.create(schluessel="1", status=Postausgang.Status.UNKLAR, **felder)
    gesendet = Postausgang.objects.create(schluessel="2", status=Postausgang.Status.GESENDET, **felder)
    adresse = reverse("admin:basis_postausgang_changelist")
    verwaltung.post(adresse, {"action": "noch_einmal", "_selected_action": [unklar.pk, gesendet.pk]})
    unklar.refresh_from_db()
    gesendet.refresh_from_db()
    assert (unklar.status, gesendet.status) == ("wartet", "gesendet")
    einzeln = verwaltung.get(reverse("admin:basis_postausgang_change", args=[unklar.pk]))
    assert "vertraulicher Inhalt" not in einzeln.content.decode()


def test_erste_person_einer_installation_kommt_in_die_verwaltung(db: None) -> None:
    Person.objects.create_superuser("Erste@Haus.example", KENNWORT, name="Erste Person")
    client = Client()
    anmeldung = {"login": "erste@haus.example", "password": KENNWORT}
    antwort = client.post(reverse("account_login") + "?next=/verwaltung/", anmeldung, follow=True)
    assert antwort.request["PATH_INFO"] == reverse("admin:index")
    assert antwort.status_code == 200

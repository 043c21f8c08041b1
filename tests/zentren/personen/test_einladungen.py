"""Invitations: one mail for each, accepted once, sent again, revoked, forgotten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Link, Postausgang
from stzverbund.basis.pflege import Verweigert
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Einladung, Mitgliedschaft, Person, Rolle
from zentren.personen import einladungen
from zentren.personen.stellen import Stelle

HEUTE = timezone.localdate()
EMAIL = "neu@haus.example"


def _einladen(welt: Welt, **mehr) -> Einladung:
    angaben = {"rolle": Rolle.MITARBEIT, "email": EMAIL, "name": "Kim Neu", "von": HEUTE, "bis": None}
    stelle = Stelle("zentrum", welt.eigenes)
    return einladungen.einladen(stelle=stelle, wer=welt.rollen["leitung"], **angaben | mehr)


def _gegenstand(einladung: Einladung) -> list[str]:
    return list(Ereignis.objects.zu(einladung).values_list("was", flat=True))


def test_eine_einladung_ist_eine_mail_und_ein_link(welt: Welt) -> None:
    einladung = _einladen(welt, email="Neu@Haus.example")
    mail, link = Postausgang.objects.get(), Link.objects.get()
    assert (einladung.email, mail.an) == (EMAIL, EMAIL)
    assert "Test Leitung (STZ Eigenes, Leitung) lädt Sie ein: STZ Eigenes, Mitarbeit." in mail.text
    assert link.gegenstand == einladung
    assert link.gueltig_bis == einladung.gueltig_bis
    assert einladung.gueltig_bis - timezone.now() == pytest.approx(
        timedelta(days=7), abs=timedelta(minutes=1)
    )
    assert _gegenstand(einladung) == ["Einladung ausgestellt"]


def test_zweimal_abgeschickt_ist_einmal_eingeladen(welt: Welt) -> None:
    assert _einladen(welt) == _einladen(welt)
    assert (Einladung.objects.count(), Postausgang.objects.count(), Link.objects.count()) == (1, 1, 1)
    with pytest.raises(Verweigert, match="schon eine Einladung unterwegs"):
        _einladen(welt, bis=HEUTE)
    _einladen(welt, rolle=Rolle.LEITUNG)
    assert Einladung.objects.count() == 2


def test_wer_schon_dabei_ist_wird_nicht_eingeladen(welt: Welt) -> None:
    m = f.MitgliedschaftFabrik(rolle="mitarbeit", zentrum=welt.eigenes, bis=HEUTE + timedelta(days=9))
    with pytest.raises(Verweigert, match="hat die Rolle in dieser Zeit schon"):
        _einladen(welt, email=m.person.email.upper())
    assert not Postausgang.objects.exists()
    danach = _einladen(welt, email=m.person.email, von=m.bis + timedelta(days=1))
    assert danach.offen


def test_annehmen_gibt_die_rolle_genau_einmal(welt: Welt) -> None:
    bis = HEUTE + timedelta(days=30)
    einladung = _einladen(welt, bis=bis)
    person = einladungen.konto_anlegen(einladung=einladung, name="Kim Neu", passwort="langes-wort-77")
    m = Mitgliedschaft.objects.get(person=person)
    assert (m.rolle, m.zentrum, m.von, m.bis) == ("mitarbeit", welt.eigenes, HEUTE, bis)
    assert person.check_password("langes-wort-77")
    assert einladungen.annehmen(einladung=einladung, person=person) is None
    with pytest.raises(Verweigert, match="gilt nicht mehr"):
        einladungen.konto_anlegen(einladung=einladung, name="Andere", passwort="langes-wort-77")
    assert Mitgliedschaft.objects.filter(person=person).count() == 1
    angenommen = Ereignis.objects.zu(m).get()
    assert (angenommen.was, angenommen.rolle) == ("Einladung angenommen", "STZ Eigenes, Mitarbeit")
    assert _gegenstand(einladung) == ["Einladung ausgestellt", "Einladung angenommen"]


def test_wer_ein_konto_hat_nimmt_nur_die_eigene_an(welt: Welt) -> None:
    person = welt.rollen["mitarbeit"].person
    eigene = _einladen(welt, email=person.email, rolle=Rolle.LEITUNG)
    with pytest.raises(Verweigert, match="andere E-Mail-Adresse"):
        einladungen.annehmen(einladung=eigene, person=welt.rollen["traeger"].person)
    with pytest.raises(Verweigert, match="schon ein Konto"):
        einladungen.konto_anlegen(einladung=eigene, name="Ein Zweiter", passwort="langes-wort-77")
    assert Person.objects.filter(email=person.email).count() == 1
    neu = einladungen.annehmen(einladung=eigene, person=person)
    assert neu is not None
    assert neu.rolle == "leitung"


def test_wer_die_rolle_inzwischen_hat_bekommt_sie_nicht_doppelt(welt: Welt) -> None:
    person = welt.rollen["mitarbeit"].person
    einladung = _einladen(welt, email=person.email, rolle=Rolle.LEITUNG)
    f.MitgliedschaftFabrik(person=person, rolle="leitung", zentrum=welt.eigenes)
    with pytest.raises(Verweigert, match="Sie haben diese Rolle in dieser Zeit schon"):
        einladungen.annehmen(einladung=einladung, person=person)
    assert person.mitgliedschaften.filter(rolle="leitung").count() == 1


@pytest.mark.parametrize("fall", ["widerrufen", "abgelaufen"])
def test_was_nicht_mehr_gilt_gibt_keine_rolle(welt: Welt, fall: str) -> None:
    einladung = _einladen(welt)
    if fall == "widerrufen":
        einladungen.widerrufen(einladung=einladung, wer=welt.rollen["leitung"])
        assert not Link.objects.gueltig().exists()
        assert _gegenstand(einladung)[-1] == "Einladung widerrufen"
        with pytest.raises(Verweigert, match="nicht mehr offen"):
            einladungen.widerrufen(einladung=einladung, wer=welt.rollen["leitung"])
    else:
        Einladung.objects.update(gueltig_bis=timezone.now())
    with pytest.raises(Verweigert, match="gilt nicht mehr"):
        einladungen.konto_anlegen(einladung=einladung, name="Kim", passwort="langes-wort-77")
    assert not Person.objects.filter(email=EMAIL).exists()


def test_erneut_gesendet_schliesst_den_alten_link(welt: Welt) -> None:
    einladung = _einladen(welt)
    alter = Link.objects.get()
    Einladung.objects.update(gueltig_bis=timezone.now())
    wer = welt.rollen["leitung"]
    einladungen.erneut_senden(einladung=einladung, version=1, wer=wer)
    with pytest.raises(Verweigert, match="eben schon"):
        einladungen.erneut_senden(einladung=einladung, version=1, wer=wer)
    einladung.refresh_from_db()
    assert einladung.annehmbar
    assert Link.objects.gueltig().exclude(pk=alter.pk).count() == 1
    assert Postausgang.objects.count() == 2
    einladungen.widerrufen(einladung=einladung, wer=wer)
    with pytest.raises(Verweigert, match="nicht mehr offen"):
        einladungen.erneut_senden(einladung=einladung, version=3, wer=wer)


def test_dreissig_tage_nach_dem_ende_vergessen(welt: Welt) -> None:
    jetzt, tag = timezone.now(), timedelta(days=1)
    alt, neu = jetzt - 30 * tag - timedelta(minutes=1), jetzt - 30 * tag + timedelta(hours=1)
    for zeit in (alt, neu):
        f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.eigenes, angenommen_am=zeit)
        f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.eigenes, widerrufen_am=zeit)
        f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.eigenes, gueltig_bis=zeit)
    offen = f.EinladungFabrik(rolle="mitarbeit", zentrum=welt.eigenes, von=date(2020, 1, 1))
    assert einladungen.aufraeumen(HEUTE) == 3
    assert Einladung.objects.count() == 4
    assert offen in Einladung.objects.all()

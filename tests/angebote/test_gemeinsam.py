"""The inconspicuous Meldungen accepted together, after a preview that stays true."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from angebote import ablauf, erfassung
from angebote.models import Meldung
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt

Status = Meldung.Status


@pytest.fixture
def wartende(welt: Welt) -> tuple[Meldung, Meldung]:
    """An inconspicuous one of the own centre, an unusual one of the neighbour."""
    for zentrum in (welt.eigenes, welt.nachbar):
        m.mit_vorgeschichte(welt, zentrum)
    return m.vorgelegt(welt, zahl=41), m.vorgelegt(welt, welt.nachbar, zahl=90)


def _vorschau(client: Client) -> str:
    antwort = client.get(reverse("meldungen_annehmen"))
    assert antwort.status_code == 200
    return antwort.content.decode()


def _annehmen(client: Client, *meldungen: Meldung, **mehr: str) -> str:
    """Posts the preview as it was rendered; returns what the worklist says."""
    angaben: dict[str, Any] = {"meldung": [meldung.pk for meldung in meldungen]}
    for meldung in meldungen:
        angaben |= {f"aktenzeichen_{meldung.pk}": "Soz 9", f"version_{meldung.pk}": str(meldung.version)}
    return client.post(reverse("meldungen_annehmen"), angaben | mehr, follow=True).content.decode()


def _status(*meldungen: Meldung) -> list[str]:
    return [Meldung.objects.get(pk=meldung.pk).status for meldung in meldungen]


def test_nur_die_unauffaelligen(welt: Welt, wartende: tuple[Meldung, Meldung]) -> None:
    ruhig, auffaellig = wartende
    amt = welt.client("bezirksamt")
    html = _vorschau(amt)
    assert "STZ Eigenes" in html
    assert "STZ Nachbar" not in html
    assert f"zuletzt: {m.AKTENZEICHEN}" in html
    html = _annehmen(amt, ruhig, auffaellig)
    assert _status(ruhig, auffaellig) == [Status.ANGENOMMEN, Status.FREIGEGEBEN]
    assert "1 Meldung ist angenommen" in html
    assert "STZ Nachbar, Meldung" in html
    assert "nicht mehr unter den unauffälligen" in html
    assert welt.client("traeger").get(reverse("meldungen_annehmen")).status_code == 403


def test_erklaerte_stehen_mit_ihren_worten_in_der_vorschau(welt: Welt) -> None:
    m.mit_vorgeschichte(welt)
    meldung = m.entwurf(welt.eigenes, zahl=100)
    ort = {"zentrum": welt.eigenes, "wer": welt.rollen["leitung"], "angebot": m.angebot(welt.eigenes)}
    for monat in meldung.zeitraum.monate:
        erfassung.erklaerung_speichern(
            **ort, monat=monat, kennzahl=f.KennzahlFabrik(), erklaerung="Neue Gruppe", vorher="", version=1
        )
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    meldung = ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    amt = welt.client("bezirksamt")
    assert _vorschau(amt).count("100 (sonst um 40). „Neue Gruppe“") == 3
    _annehmen(amt, meldung)
    assert _status(meldung) == [Status.ANGENOMMEN]


def test_zurueckgezogen_waehrend_der_vorschau(welt: Welt) -> None:
    welt.traeger.freigabe_noetig = False
    welt.traeger.save()
    m.mit_vorgeschichte(welt)
    meldung, amt = m.vorgelegt(welt, zahl=41), welt.client("bezirksamt")
    assert "STZ Eigenes" in _vorschau(amt)
    ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"])
    html = _annehmen(amt, meldung)
    assert _status(meldung) == [Status.ENTWURF]
    assert f"STZ Eigenes, {meldung.bezeichnung}: Sie ist inzwischen nicht mehr" in html
    ablauf.einreichen(meldung=meldung, wer=welt.rollen["leitung"])
    html = _annehmen(amt, meldung)
    assert _status(meldung) == [Status.EINGEREICHT]
    assert "inzwischen geändert" in html
    html = _annehmen(amt, Meldung.objects.get(pk=meldung.pk))
    assert _status(meldung) == [Status.ANGENOMMEN]


def test_ohne_aktenzeichen_oder_fremd_geschieht_nichts(welt: Welt, wartende: tuple[Meldung, Meldung]) -> None:
    ruhig, amt = wartende[0], welt.client("bezirksamt")
    html = _annehmen(amt, ruhig, **{f"aktenzeichen_{ruhig.pk}": ""})
    assert "Bitte geben Sie das Aktenzeichen an" in html
    fern = m.entwurf(welt.fern)
    assert "STZ Fern" not in _annehmen(amt, fern, meldung=f"{fern.pk}")
    assert _status(ruhig, fern) == [Status.FREIGEGEBEN, Status.ENTWURF]


def test_einzeln_annehmen_gilt_fuer_das_was_zu_sehen_war(
    welt: Welt, wartende: tuple[Meldung, Meldung]
) -> None:
    ruhig, amt = wartende[0], welt.client("bezirksamt")
    html = amt.get(reverse("meldung", args=[ruhig.pk])).content.decode()
    assert f'name="version" value="{ruhig.version}"' in html
    adresse = reverse("meldung_annehmen", args=[ruhig.pk])
    antwort = amt.post(adresse, {"aktenzeichen": "Soz 1", "version": ruhig.version - 1})
    assert antwort.status_code == 422
    assert "inzwischen geändert" in antwort.content.decode()
    assert amt.post(adresse, {"aktenzeichen": "Soz 1", "version": ruhig.version}).status_code == 302


def test_vorschau_braucht_gleich_viele_abfragen(
    welt: Welt, django_assert_num_queries: Callable[..., Any]
) -> None:
    amt = welt.client("bezirksamt")
    for weitere in (1, 2):
        for _ in range(weitere):
            zentrum = f.ZentrumFabrik(bezirk=welt.bezirk)
            m.mit_vorgeschichte(welt, zentrum)
            m.vorgelegt(welt, zentrum, zahl=41)
        with django_assert_num_queries(6):
            _vorschau(amt)

"""Campaigns over many houses: the match is given exactly, and becomes a Förderung of each centre."""

from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stzverbund.basis.models import Postausgang
from stzverbund.basis.pflege import Verweigert
from stzverbund.start import aufgaben as startseite
from tests import stadtteilfabriken as s
from tests.welt import Welt
from zentren.stadtteilmanagement import kampagnen
from zentren.stadtteilmanagement.models import Foerderung, Kampagne
from zentren.stadtteilmanagement.verteilung import anteile


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=40).filter(any))
def test_verteilung_geht_auf_den_cent_auf(betrag: int, gewichte: list[int]) -> None:
    teile = anteile(betrag, gewichte)
    assert sum(teile) == betrag
    assert all(abs(teil - betrag * g / sum(gewichte)) < 1 for teil, g in zip(teile, gewichte, strict=True))
    assert [t for g, t in zip(gewichte, teile, strict=True) if not g] == [0] * gewichte.count(0)
    nach_gewicht = [teil for _, teil in sorted(zip(gewichte, teile, strict=True))]
    assert nach_gewicht == sorted(nach_gewicht), "who collected more never gets less"


def test_verteilung_im_einzelnen() -> None:
    """What is left goes to the largest remainders, among equal ones to the first."""
    assert anteile(100, [1, 1, 1]) == [34, 33, 33]
    assert anteile(10, [2, 5, 3, 0]) == [2, 5, 3, 0]
    assert anteile(1_500_000, [100, 250, 999]) == [111_193, 277_984, 1_110_823]
    with pytest.raises(ValueError, match="weights"):
        anteile(1, [0, 0])


@pytest.mark.django_db
def test_von_der_teilnahme_bis_zur_foerderung(welt: Welt, django_assert_num_queries: Any) -> None:
    gs, team = welt.client("geschaeftsstelle"), welt.client("mitarbeit")
    angaben = {
        "titel": "Spendenmeisterschaft",
        "von": "2026-09-01",
        "bis": "2026-10-15",
        "zuschuss": "1.000",
        "verteilung": "anteilig",
    }
    assert gs.post(reverse("kampagne_neu"), angaben | {"zuschuss": "viel"}).status_code == 422
    assert gs.post(reverse("kampagne_neu"), angaben).status_code == 302
    kampagne = Kampagne.objects.get()
    assert kampagne.verband == welt.rollen["geschaeftsstelle"].verband
    adresse = reverse("kampagne", args=[kampagne.pk])
    assert team.get(adresse).status_code == 404
    dazu = reverse("kampagnenteilnahme_neu", args=[kampagne.pk])
    assert gs.post(dazu, {"spendende": "1", "summe": "5"}).status_code == 422
    haus = {"zentrum": welt.eigenes.pk, "spendende": "0", "summe": "0"}
    assert gs.post(dazu, haus).status_code == 302
    assert gs.post(dazu, haus).status_code == 422, "twice"
    assert gs.post(dazu, {"organisation": "Verein", "spendende": "3", "summe": "200"}).status_code == 302
    verteilt = gs.post(reverse("kampagne_verteilen", args=[kampagne.pk]), follow=True)
    assert "Der Zuschuss ist verteilt" in verteilt.content.decode()
    assert gs.post(reverse("kampagne_zuruecknehmen", args=[kampagne.pk])).status_code == 302

    eigenes, verein = kampagne.teilnahmen.order_by("pk")
    zahlen = reverse("kampagne_zahlen", args=[kampagne.pk])
    daten = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    for nr, (teilnahme, spendende, summe) in enumerate(((eigenes, 12, "100,01"), (verein, 3, "200"))):
        daten |= {f"form-{nr}-id": str(teilnahme.pk), f"form-{nr}-spendende": str(spendende)}
        daten |= {f"form-{nr}-summe": summe, f"form-{nr}-version": str(teilnahme.version)}
    assert gs.post(zahlen, daten | {"form-0-summe": "hundert"}).status_code == 422
    assert gs.post(zahlen, daten | {"form-0-version": "1"}).status_code == 422, "changed by the distribution"
    assert gs.post(zahlen, daten).status_code == 302
    eigenes.refresh_from_db()
    assert (eigenes.spendende, eigenes.summe) == (12, 10_001)

    gs.post(reverse("kampagne_verteilen", args=[kampagne.pk]))
    eigenes.refresh_from_db()
    verein.refresh_from_db()
    assert (eigenes.zuschuss, verein.zuschuss) == (33_336, 66_664)
    assert Postausgang.objects.filter(an="leitung@demo.example", betreff__contains="433,37 Euro").exists()
    assert gs.post(dazu, {"organisation": "Spät", "spendende": "3", "summe": "200"}).status_code == 422
    seite = welt.client("bezirksamt").get(adresse).content.decode()
    assert "Spendende</th>" not in seite, "how many have given to a house is for the house"
    team.get(adresse)
    with django_assert_num_queries(5):
        seite = team.get(adresse).content.decode()
    assert "(12 Spendende)" in seite
    assert "Spendende</th>" not in seite
    assert "Spendende</th>" in gs.get(adresse).content.decode()

    (zeile,) = [z for z in startseite.aufgaben(welt.rollen["leitung"], kampagne.bis) if z.wort == "Kampagne"]
    assert (zeile.titel, zeile.adresse) == ("433,37 Euro als Förderung übernehmen", adresse)
    uebernehmen = reverse("kampagnenteilnahme_uebernehmen", args=[eigenes.pk])
    assert team.post(reverse("kampagnenteilnahme_uebernehmen", args=[verein.pk])).status_code == 403
    ziel = team.post(uebernehmen).url
    neue = Foerderung.objects.get()
    assert ziel == reverse("foerderung", args=[neue.pk])
    assert (neue.zentrum, neue.art, neue.bewilligt, neue.kampagne) == (
        welt.eigenes,
        "spende",
        43_337,
        kampagne,
    )
    assert f'href="{ziel}"' in welt.client("traeger").get(adresse).content.decode()
    liste = welt.client("bezirksamt").get(adresse, {"export": "csv"}).content.decode()
    assert "STZ Eigenes;;100.01;333.36;433.37" in liste
    with pytest.raises(Verweigert, match="steht schon"):
        kampagnen.uebernehmen(teilnahme=eigenes, wer=welt.rollen["leitung"])
    with pytest.raises(Verweigert, match="schon als Förderung"):
        kampagnen.zuruecknehmen(kampagne=kampagne, wer=welt.rollen["geschaeftsstelle"])
    gs.post(reverse("kampagne_loeschen", args=[kampagne.pk]))
    assert Kampagne.objects.exists()
    kampagne.refresh_from_db()
    aendern = angaben | {"titel": "Neuer Titel", "zuschuss": "9", "version": kampagne.version}
    assert gs.post(reverse("kampagne_bearbeiten", args=[kampagne.pk]), aendern).status_code == 302
    kampagne.refresh_from_db()
    assert (kampagne.titel, kampagne.zuschuss) == ("Neuer Titel", 100_000), "what is given stays"


@pytest.mark.django_db
@pytest.mark.parametrize(("regel", "teile"), [("gleich", [5_001, 5_000]), ("spendende", [2_500, 7_501])])
def test_regeln_der_verteilung(welt: Welt, regel: str, teile: list[int]) -> None:
    wer = welt.rollen["geschaeftsstelle"]
    kampagne = s.KampagneFabrik(verband=wer.verband, zuschuss=10_001, verteilung=regel)
    for zentrum, spendende in ((welt.eigenes, 1), (welt.nachbar, 3)):
        s.KampagnenteilnahmeFabrik(kampagne=kampagne, zentrum=zentrum, spendende=spendende)
    kampagnen.verteilen(kampagne=kampagne, wer=wer)
    assert list(kampagne.teilnahmen.order_by("pk").values_list("zuschuss", flat=True)) == teile
    leer = s.KampagneFabrik(verband=wer.verband, zuschuss=5)
    s.KampagnenteilnahmeFabrik(kampagne=leer, zentrum=welt.eigenes)
    with pytest.raises(Verweigert, match="erst die Zahlen"):
        kampagnen.verteilen(kampagne=leer, wer=wer)

"""Reports as page and PDF: the same figures, accessible, marked as drafts, for whom they are meant."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from angebote.models import Beratung
from stzverbund.berichte.models import Sachbericht
from tests import fabriken as f
from tests.berichte import jahr as j
from tests.berichte.seite import zahlen_der_seite
from tests.hilfen.pdf import pdf_seiten, pdf_ua_fehler
from tests.welt import Welt


@pytest.fixture
def jahre(welt: Welt) -> Welt:
    """Two full years of the own centre, the neighbour has half of one."""
    bestand = j.angebote(welt.eigenes)
    j.summen(*j.volles_jahr(welt.eigenes, 2024, bestand))
    j.summen(*j.volles_jahr(welt.eigenes, 2025, bestand, mal=2))
    halb = [j.meldung(welt.nachbar, date(2025, monat, 1)) for monat in (1, 4)]
    for meldung in halb:
        j.fuellen(meldung, j.angebote(welt.nachbar), mal=3)
    j.summen(*halb)
    return welt


@pytest.mark.eine_datenbank
@pytest.mark.parametrize(
    ("rolle", "adresse"),
    [
        ("leitung", ("bericht_zentrum", "eigenes")),
        ("traeger", ("bericht_traeger", "eigener")),
        ("bezirksamt", ("bericht_bezirk", "10")),
        ("verband", ("bericht_verband", "awo")),
        ("geschaeftsstelle", ("bericht_verband", "parisozial")),
    ],
)
def test_seite_und_pdf_sagen_dasselbe(jahre: Welt, rolle: str, adresse: tuple[str, str]) -> None:
    client = jahre.client(rolle)
    name, schluessel = adresse
    antwort = client.get(reverse(name, args=[schluessel, 2025]))
    assert antwort.status_code == 200
    blatt = client.get(reverse(f"{name}_pdf", args=[schluessel, 2025]))
    assert blatt["Content-Type"] == "application/pdf"
    seiten = pdf_seiten(blatt.content)
    text = " ".join(seiten)
    zeilen, kacheln = zahlen_der_seite(antwort.content.decode())
    assert len(zeilen) > 40
    assert len(kacheln) == 8
    assert [zeile for zeile in zeilen if zeile not in text] == []
    assert [zahl for zahl in kacheln if zahl not in text] == []
    assert all("Entwurf" in seite for seite in seiten)
    assert "Entwurf" in antwort.content.decode()
    assert pdf_ua_fehler(blatt.content) == []


def test_zahlen_stehen_bei_ihren_namen(jahre: Welt) -> None:
    """The base number of Teilnahmen (3) x month x 14 x 2 in two Angebote, the Chor has none."""
    html = jahre.client("leitung").get(reverse("bericht_zentrum", args=["eigenes", 2025])).content.decode()
    zeilen, kacheln = zahlen_der_seite(html)
    teilnahmen = 3 * 78 * 14 * 2 * 2
    assert kacheln[2] == f"{teilnahmen:,}".replace(",", ".")
    assert (
        f"{teilnahmen:,} {teilnahmen // 2:,} +{teilnahmen // 2:,} +100 % 24 von 36".replace(",", ".")
        in zeilen
    )
    assert "0 0 0 – 0 von 12" not in zeilen
    assert "k. A. k. A. – – 0 von 12" in zeilen


def test_entwurf_sieht_nur_das_haus(welt: Welt) -> None:
    bestand = j.angebote(welt.eigenes)
    j.fuellen(j.meldung(welt.eigenes, date(2025, 1, 1)), bestand)
    j.fuellen(j.meldung(welt.eigenes, date(2025, 4, 1), status="entwurf"), bestand, mal=1000)
    j.fuellen(j.meldung(welt.eigenes, date(2025, 7, 1), status="eingereicht"), bestand, mal=1000)
    Sachbericht.objects.create(zentrum=welt.eigenes, jahr=2025, ergebnisse="Noch im Entwurf: der Garten.")
    adresse = reverse("bericht_zentrum", args=["eigenes", 2025])
    seiten = {r: welt.client(r).get(adresse).content.decode() for r in welt.rollen}
    for rolle in ("mitarbeit", "leitung", "traeger"):
        assert "4. Quartal 2025" in seiten[rolle]
        assert "der Garten" in seiten[rolle]
        # 3 x (4+5+6 and 7+8+9) x 14 x 1000 x 2 and the accepted quarter.
        assert "3.276.504" in seiten[rolle]
    for rolle in ("bezirksamt", "verband", "geschaeftsstelle"):
        assert "noch nicht angenommen" in seiten[rolle]
        assert "der Garten" not in seiten[rolle]
        assert "3.276.504" not in seiten[rolle]
        assert zahlen_der_seite(seiten[rolle])[1][2] == "504"


def test_beratungen_im_einzelnen_nur_fuer_haus_und_traeger(jahre: Welt) -> None:
    meldung = jahre.eigenes.meldungen.filter(zeitraum__von=date(2025, 1, 1)).get()
    Beratung.objects.create(
        meldung=meldung, datum=date(2025, 1, 7), thema="schulden", kontakt="erst", anzahl=17
    )
    adresse = reverse("bericht_zentrum", args=["eigenes", 2025])
    for rolle in ("mitarbeit", "leitung", "traeger"):
        assert "Schulden" in jahre.client(rolle).get(adresse).content.decode()
    for rolle in ("bezirksamt", "verband", "geschaeftsstelle"):
        assert "Schulden" not in jahre.client(rolle).get(adresse).content.decode()


def test_verband_sieht_andere_nur_zusammen(jahre: Welt) -> None:
    adresse = reverse("bericht_verband", args=["awo", 2025])
    client = jahre.client("verband")
    html = client.get(adresse).content.decode()
    assert "STZ Eigenes" in html
    assert "STZ Nachbar" not in html
    assert "andere Zentren" not in html
    for nr in range(2):
        weiteres = f.ZentrumFabrik(bezirk=jahre.bezirk, name=f"STZ Geheim {nr}")
        meldung = j.meldung(weiteres, date(2025, 1, 1))
        j.fuellen(meldung, j.angebote(weiteres))
        j.summen(meldung)
    html = client.get(adresse).content.decode()
    assert "andere Zentren, zusammen" in html
    assert "Geheim" not in html


def test_geschaeftsstelle_sieht_bezirke_nebeneinander(jahre: Welt) -> None:
    html = (
        jahre.client("geschaeftsstelle")
        .get(reverse("bericht_verband", args=["parisozial", 2025]))
        .content.decode()
    )
    assert "Bezirke nebeneinander" in html
    assert "Marzahn-Hellersdorf" in html
    assert "STZ Fern" not in html  # no agreement with Lichtenberg


def test_jahr_ohne_zahlen(welt: Welt) -> None:
    j.zeitraeume(welt.eigenes, 2025)
    antwort = welt.client("leitung").get(reverse("bericht_zentrum", args=["eigenes", 2025]))
    assert "liegen noch keine Zahlen vor" in antwort.content.decode()
    antwort = welt.client("bezirksamt").get(reverse("bericht_bezirk", args=["10", 2018]))
    assert "keines der Zentren in Betrieb" in antwort.content.decode()


def test_aus_dem_sachbericht_wird_kein_html(welt: Welt) -> None:
    Sachbericht.objects.create(zentrum=welt.eigenes, jahr=2025, ergebnisse="<script>alert(1)</script>")
    html = welt.client("leitung").get(reverse("bericht_zentrum", args=["eigenes", 2025])).content.decode()
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("rolle", "adresse", "anzahl"),
    [
        ("leitung", ("bericht_zentrum", "eigenes"), 60),
        ("geschaeftsstelle", ("bericht_verband", "parisozial"), 60),
    ],
)
def test_gleich_viele_abfragen(
    jahre: Welt,
    django_assert_max_num_queries: Callable[..., Any],
    rolle: str,
    adresse: tuple[str, str],
    anzahl: int,
) -> None:
    client = jahre.client(rolle)
    with django_assert_max_num_queries(anzahl) as zaehler:
        client.get(reverse(adresse[0], args=[adresse[1], 2025]))
    bisher = len(zaehler)
    for _ in range(3):
        haus = f.ZentrumFabrik(bezirk=jahre.bezirk)
        j.summen(*j.volles_jahr(haus, 2025, j.angebote(haus)))
    j.fuellen(j.meldung(jahre.eigenes, date(2025, 1, 1), nr=1), j.angebote(jahre.eigenes))
    with django_assert_max_num_queries(anzahl) as zaehler:
        client.get(reverse(adresse[0], args=[adresse[1], 2025]))
    assert len(zaehler) == bisher

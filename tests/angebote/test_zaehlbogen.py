"""Zählbögen: the Termine of a month on paper, what is counted already in its box, free of findings."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote import zaehlbogen
from angebote.models import Angebot, Beratungsthema
from angebote.terminplan import HORIZONT
from stzverbund.basis.zeit import monat_plus, monatsanfang
from tests import fabriken as f
from tests.hilfen.pdf import pdf_seiten, pdf_text, pdf_ua_fehler
from tests.welt import Welt

HEUTE = timezone.localdate()
OKTOBER = date(2026, 10, 1)


def _angebot(welt: Welt, titel: str, **mehr: Any) -> Angebot:
    return f.AngebotFabrik(zentrum=welt.eigenes, titel=titel, **mehr)


def _pdf(welt: Welt, name: str, *args: Any) -> bytes:
    antwort = welt.client("mitarbeit").get(reverse(name, args=args))
    assert antwort["Content-Type"] == "application/pdf"
    return antwort.content


def test_was_auf_den_bogen_gehoert(welt: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    aerzte, nadel = _angebot(welt, "Ärztehaus"), _angebot(welt, "Nähcafé")
    ohne = _angebot(welt, "Offenes Café", zaehlung_je_termin=False)
    spaeter = f.TerminFabrik(angebot=nadel, datum=date(2026, 10, 13))
    frueher = f.TerminFabrik(angebot=nadel, datum=date(2026, 10, 6))
    anderer = f.TerminFabrik(angebot=aerzte, datum=date(2026, 10, 31))
    einzeln = f.TerminFabrik(angebot=ohne, datum=date(2026, 10, 31))
    f.TerminFabrik(angebot=nadel, datum=date(2026, 9, 30))
    f.TerminFabrik(angebot=nadel, datum=date(2026, 11, 1))
    f.TerminFabrik(angebot=f.AngebotFabrik(zentrum=welt.nachbar), datum=date(2026, 10, 6))
    with django_assert_num_queries(1):
        boegen = zaehlbogen.boegen(welt.eigenes, OKTOBER)
    assert [(bogen.angebot, list(bogen.termine)) for bogen in boegen] == [
        (aerzte, [anderer]),
        (nadel, [frueher, spaeter]),
    ]
    (bogen,) = zaehlbogen.boegen(welt.eigenes, OKTOBER, ohne)
    assert list(bogen.termine) == [einzeln]


@pytest.mark.eine_datenbank
def test_bogen_des_monats(welt: Welt) -> None:
    nadel = _angebot(welt, "Nähcafé", ort="Garten")
    f.TerminFabrik(
        angebot=nadel,
        datum=date(2026, 10, 6),
        status="stattgefunden",
        teilnahmen=1200,
        ehrenamtliche=3,
    )
    f.TerminFabrik(angebot=nadel, datum=date(2026, 10, 13), status="ausgefallen", grund="Krankheit")
    f.TerminFabrik(angebot=nadel, datum=date(2026, 10, 20))
    for i in range(40):
        f.TerminFabrik(angebot=_angebot(welt, f"Gruppe {i:02}"), datum=date(2026, 10, 1 + i % 28))
    taeglich = _angebot(welt, "Täglich")
    for tag in range(1, 32):
        f.TerminFabrik(angebot=taeglich, datum=date(2026, 10, tag))
    pdf = _pdf(welt, "zaehlbogen_monat", "eigenes", OKTOBER)
    text = pdf_text(pdf)
    for teil in (
        "Zählbogen Oktober 2026",
        "STZ Eigenes",
        "Nähcafé",
        "Garten",
        "1.200",
        "Krankheit",
        "Sa 31.10.",
    ):
        assert teil in text
    assert len(pdf_seiten(pdf)) > 2
    assert pdf_ua_fehler(pdf) == []


@pytest.mark.parametrize("anzahl", [1, 2, 3, 6])
def test_bogen_eines_angebots(welt: Welt, anzahl: int) -> None:
    nadel = _angebot(welt, "Nähcafé", ort="Garten")
    for i in range(anzahl):
        f.TerminFabrik(angebot=nadel, datum=OKTOBER + timedelta(days=i))
    pdf = _pdf(welt, "zaehlbogen_angebot", nadel.pk, OKTOBER)
    text = pdf_text(pdf)
    assert "Zählbogen Nähcafé, Oktober 2026 STZ Eigenes, Garten" in text
    assert text.count("stattgefunden") == anzahl
    assert pdf_ua_fehler(pdf) == []


def test_leerer_monat(welt: Welt) -> None:
    pdf = _pdf(welt, "zaehlbogen_monat", "eigenes", OKTOBER)
    assert "keine Termine, die einzeln gezählt werden" in pdf_text(pdf)
    assert pdf_ua_fehler(pdf) == []


def test_bogen_fuer_beratung(welt: Welt) -> None:
    for name in ("Suchtberatung", "Jobcenter", "Sonstige"):
        f.FachstellenartFabrik(schluessel=name, name=name)
    pdf = _pdf(welt, "zaehlbogen_beratung", "eigenes", OKTOBER)
    text = pdf_text(pdf)
    for teil in (
        *Beratungsthema.labels,
        "Erstkontakt",
        "Langzeitkontakt",
        "Jobcenter",
        "Nachbarschaftshilfe",
    ):
        assert teil in text
    assert pdf_ua_fehler(pdf) == []


def test_auch_fuer_den_naechsten_monat(welt: Welt) -> None:
    client = welt.client("mitarbeit")
    letzter = zaehlbogen.letzter_monat(HEUTE)
    naechster = monat_plus(monatsanfang(HEUTE), 1)
    assert zaehlbogen.naechste(HEUTE) == [monatsanfang(HEUTE), naechster]
    assert naechster <= letzter

    def status(monat: date) -> int:
        return client.get(reverse("zaehlbogen_beratung", args=["eigenes", monat])).status_code

    assert [status(naechster), status(letzter), status(monat_plus(letzter, 1))] == [200, 200, 404]
    assert status(date(2019, 12, 1)) == 404


def test_sagt_was_noch_nicht_feststeht(welt: Welt) -> None:
    letzter = zaehlbogen.letzter_monat(HEUTE)
    bis = zaehlbogen.fehlt_ab(letzter, HEUTE)
    assert zaehlbogen.fehlt_ab(monatsanfang(HEUTE), HEUTE) is None
    assert bis in (None, HEUTE + HORIZONT)
    assert zaehlbogen.fehlt_ab(date(2026, 12, 1), date(2026, 11, 1)) == date(2026, 12, 27)
    assert zaehlbogen.fehlt_ab(date(2026, 12, 1), date(2026, 11, 5)) is None


def test_geschlossenes_zentrum(welt: Welt) -> None:
    welt.eigenes.in_betrieb_bis = date(2026, 9, 30)
    welt.eigenes.save()
    client = welt.client("traeger")
    adressen = [reverse("zaehlbogen_monat", args=["eigenes", date(2026, m, 1)]) for m in (9, 10)]
    assert [client.get(adresse).status_code for adresse in adressen] == [200, 404]


def test_verlinkt_wo_man_sie_sucht(welt: Welt) -> None:
    client, nadel = welt.client("mitarbeit"), _angebot(welt, "Nähcafé")
    monat, naechster = zaehlbogen.naechste(HEUTE)
    seiten = {
        reverse("termin_liste"): [
            reverse("zaehlbogen_monat", args=["eigenes", monat]),
            reverse("zaehlbogen_monat", args=["eigenes", naechster]),
        ],
        reverse("angebot", args=[nadel.pk]): [reverse("zaehlbogen_angebot", args=[nadel.pk, naechster])],
        reverse("statistik_monat", args=["eigenes", monat]): [
            reverse("zaehlbogen_monat", args=["eigenes", monat])
        ],
        reverse("beratung", args=["eigenes", monat]): [
            reverse("zaehlbogen_beratung", args=["eigenes", monat])
        ],
    }
    for seite, ziele in seiten.items():
        inhalt = client.get(seite).content.decode()
        assert [ziel for ziel in ziele if f'"{ziel}"' not in inhalt] == []

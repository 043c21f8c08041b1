"""The year of the Stadtteilmanagement in reports: the registers counted, the same on page and paper."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stzverbund.berichte.stadtteil.zahlen import Registerzahlen, registerzahlen, zusammen
from tests import fabriken as f
from tests import stadtteilfabriken as s
from tests.berichte import jahr as j
from tests.berichte.seite import zahlen_der_seite
from tests.hilfen.pdf import pdf_text, pdf_ua_fehler
from tests.welt import Welt
from zentren.models import Aufgabe, Belegung, Zentrum

JAHR = 2025
MAI = date(JAHR, 5, 4)


def _belegt(
    zentrum: Zentrum, name: str, *, art: str = "angebot", stunden: int = 2, tag: date = MAI, ab: int = 10
) -> None:
    raum = f.RaumFabrik(standort=f.StandortFabrik(zentrum=zentrum), name=name)
    beginn = timezone.make_aware(datetime.combine(tag, time(ab)))
    ende = beginn + timedelta(hours=stunden)
    Belegung.objects.create(raum=raum, art=art, beginn=beginn, ende=ende, anlass="x")


def _voll(zentrum: Zentrum, aufgabe: Aufgabe) -> None:
    """A centre with something in each register, in the year and (less) in the year before."""
    for tag in (MAI, MAI, date(JAHR - 1, 5, 4)):
        s.TaetigkeitFabrik(zentrum=zentrum, datum=tag, aufgabe=aufgabe)
    s.TaetigkeitFabrik(zentrum=zentrum, datum=MAI, aufgabe=aufgabe, form="anerkennung")
    s.BedarfFabrik(zentrum=zentrum, ermittelt_am=MAI)
    s.BedarfFabrik(zentrum=zentrum, ermittelt_am=date(JAHR - 1, 3, 1), umgesetzt_am=MAI, status="umgesetzt")
    s.KooperationFabrik(zentrum=zentrum, seit=date(JAHR - 3, 1, 1), unterzeichnet_am=MAI)
    s.GremiumFabrik(zentrum=zentrum, seit=MAI)
    s.FoerderungFabrik(zentrum=zentrum, von=date(JAHR, 7, 1), bis=date(JAHR + 1, 6, 30), bewilligt=3_650_000)
    s.BefragungFabrik(zentrum=zentrum, von=MAI, bis=MAI, status="geschlossen", boegen=40, papierboegen=2)
    for tage in (2, 4):
        s.BeschwerdeFabrik(
            zentrum=zentrum,
            eingegangen_am=MAI,
            frist=MAI + timedelta(days=3),
            status="beantwortet",
            antwort="Ja.",
            beantwortet_am=MAI + timedelta(days=tage),
            text="GEHEIMER TEXT",
        )
    _belegt(zentrum, "Probenraum")
    offen = zentrum.standorte.get(raeume__name="Probenraum").oeffnungszeiten
    offen.create(wochentag=MAI.weekday(), von=time(10), bis=time(12))
    f.RaumFabrik(standort=zentrum.standorte.get(raeume__name="Probenraum"), name="Leerer Raum")
    _belegt(zentrum, "Saal", art="buchung", stunden=3)
    _belegt(zentrum, "Küche", art="sperre")
    _belegt(zentrum, "Flur", tag=date(JAHR + 1, 1, 1), ab=0)


@pytest.fixture
def volle(welt: Welt) -> Welt:
    aufgabe = s.AufgabeFabrik()
    s.AufgabeFabrik(schluessel="A3.2", text="Arbeitskreise leiten")
    for zentrum in (welt.eigenes, welt.nachbar):
        j.zeitraeume(zentrum, JAHR)
        _voll(zentrum, aufgabe)
    return welt


def _text(welt: Welt, rolle: str, name: str, gegenstand: str) -> str:
    seite = welt.client(rolle).get(reverse(name, args=[gegenstand, JAHR])).content.decode()
    return seite.replace("\xa0", " ").replace("\xad", "")


def _zeile(html: str, name: str) -> list[str]:
    """The cells of the first line of this name."""
    reihen = re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    reihe = next(r for r in reihen if re.search(rf">\s*{re.escape(name)}\b", r))
    zellen = re.findall(r"<t[dh].*?</t[dh]>", reihe, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", zelle).split()) for zelle in zellen]


def test_bericht_des_zentrums(volle: Welt) -> None:
    html = _text(volle, "leitung", "bericht_zentrum", "eigenes")
    for name, jetzt, vorher in (
        ("Einträge im Tätigkeitsbuch", "3", "1"),
        ("Bedarfe ermittelt", "1", "1"),
        ("Bedarfe umgesetzt", "1", "0"),
        ("Bedarfe offen am Ende des Jahres", "1", "1"),
        ("Kooperationen", "1", "1"),
        ("davon mit gültiger Vereinbarung", "1", "0"),
        ("Gremien, in denen das Zentrum vertreten ist", "1", "0"),
        ("Antworten in Befragungen", "42", "0"),
        ("Nutzungen der Räume", "2", "0"),
        ("davon durch Gruppen", "1", "0"),
        ("Stunden, in denen Räume genutzt wurden", "5,0", "0,0"),
    ):
        assert _zeile(html, name)[1:] == [jetzt, vorher], name
    # 184 of 365 days
    assert _zeile(html, "öffentliche Förderung")[3] == "18.400,00"
    assert _zeile(html, "STZ Eigenes")[1:] == ["2", "2", "1", "0", "0", "3"]
    assert _zeile(html, "Anerkennung")[1:] == ["1"]
    assert _zeile(html, "Probenraum")[1:] == ["104,0", "2,0", "2,0", "2 %"]
    assert _zeile(html, "Leerer Raum")[1:] == ["104,0", "0,0", "0,0", "–"], "nothing is planned there"
    assert _zeile(html, "A3.1")[1].startswith("3 Einträge im Tätigkeitsbuch")
    assert _zeile(html, "A3.2")[1] == "nichts eingetragen"
    assert "GEHEIMER TEXT" not in html
    amt = _text(volle, "bezirksamt", "bericht_zentrum", "eigenes")
    assert _zeile(amt, "STZ Eigenes")[1:] == ["unter 5", "–", "–", "–", "–", "–"]
    assert _zeile(amt, "Antworten in Befragungen")[1] == "42"


def test_bericht_ueber_viele(volle: Welt, django_assert_num_queries: Callable[..., Any]) -> None:
    html = _text(volle, "bezirksamt", "bericht_bezirk", volle.bezirk.schluessel)
    assert _zeile(html, "A3.1")[1] == "2"
    assert html.count("unter 5") == 2
    assert html.count("verdeckt</td>") == 1, "the sum is not said to be under 5"
    leer = f.ZentrumFabrik(bezirk=volle.bezirk)
    haeuser = [volle.eigenes.pk, volle.nachbar.pk, leer.pk]
    with django_assert_num_queries(5):
        eines = registerzahlen(haeuser[:1], JAHR)
    with django_assert_num_queries(5):
        alle = registerzahlen(haeuser, JAHR)
    assert eines[volle.eigenes.pk, JAHR] == alle[volle.nachbar.pk, JAHR]
    assert (leer.pk, JAHR) not in alle
    assert zusammen(alle[pk, JAHR] for pk in haeuser[:2]).antworten == 84
    traeger = _text(volle, "traeger", "bericht_traeger", volle.eigenes.traeger.slug)
    assert _zeile(traeger, "zusammen")
    assert "unter 5" not in traeger


def test_beschwerden_in_der_reihe_der_zentren(volle: Welt) -> None:
    s.BeschwerdeFabrik(zentrum=f.ZentrumFabrik(bezirk=volle.bezirk, name="Anfang"), eingegangen_am=MAI)
    html = _text(volle, "bezirksamt", "bericht_bezirk", volle.bezirk.schluessel)
    tafel = html[html.index("in der Frist") :]
    assert tafel.index("Anfang") < tafel.index("STZ Eigenes")


def test_ohne_eintraege_kein_abschnitt(welt: Welt) -> None:
    j.zeitraeume(welt.eigenes, JAHR)
    html = _text(welt, "leitung", "bericht_zentrum", "eigenes")
    assert 'id="stadtteil"' not in html
    assert "Aufgaben des Stadtteilmanagements" not in html


@pytest.mark.parametrize(("art", "rolle"), [("zentrum", "leitung"), ("bezirk", "bezirksamt")])
def test_auf_papier_dieselben_zahlen(volle: Welt, art: str, rolle: str) -> None:
    gegenstand = "eigenes" if art == "zentrum" else volle.bezirk.schluessel
    client, adresse = volle.client(rolle), [gegenstand, JAHR]
    zeilen, kacheln = zahlen_der_seite(client.get(reverse(f"bericht_{art}", args=adresse)).content.decode())
    blatt = client.get(reverse(f"bericht_{art}_pdf", args=adresse)).content
    text = pdf_text(blatt).replace("\xad", "")
    for inhalt in (*zeilen, *kacheln):
        assert " ".join(inhalt.replace("\xad", "").split()) in text
    assert "18.400,00" in text
    assert pdf_ua_fehler(blatt) == []


tage = st.dates(date(JAHR - 2, 1, 1), date(JAHR + 1, 12, 31))


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(tage, st.none() | tage, st.none() | tage), max_size=6))
def test_bedarfe_nachgezaehlt(liste: list[tuple[date, date | None, date | None]]) -> None:
    zentrum = f.ZentrumFabrik()
    for ermittelt, umgesetzt, verworfen in liste:
        s.BedarfFabrik(
            zentrum=zentrum, ermittelt_am=ermittelt, umgesetzt_am=umgesetzt, verworfen_am=verworfen
        )
    zahlen = registerzahlen([zentrum.pk], JAHR)
    for jahr in (JAHR, JAHR - 1):
        z = zahlen.get((zentrum.pk, jahr), Registerzahlen())
        ende = date(jahr, 12, 31)
        assert z.bedarfe_ermittelt == sum(e.year == jahr for e, _, _ in liste)
        assert z.bedarfe_umgesetzt == sum(bool(u) and u.year == jahr for _, u, _ in liste)
        assert z.bedarfe_offen == sum(
            e <= ende and not (u and u <= ende) and not (v and v <= ende) for e, u, v in liste
        )

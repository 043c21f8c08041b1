"""Links for people without an account: stored as a hash, found while valid, revoked, cleared away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.models import Ereignis, Link
from stzverbund.basis.verlauf import verlauf
from tests import fabriken as f
from tests.welt import Welt
from zentren.models import Fachstelle

ZWECK = links.Zweck("probe", "Probe-Link")
ANDERER = links.Zweck("anders", "anderer Link")


@pytest.fixture
def gegenstand(welt: Welt) -> Fachstelle:
    return f.FachstelleFabrik(bezirk=welt.bezirk)


def _ausstellen(welt: Welt, gegenstand: Fachstelle, tage: int = 7) -> str:
    bis = timezone.now() + timedelta(days=tage)
    return links.ausstellen(zweck=ZWECK, gegenstand=gegenstand, gueltig_bis=bis, wer=welt.rollen["leitung"])


def test_gespeichert_ist_nur_die_pruefsumme(welt: Welt, gegenstand: Fachstelle) -> None:
    token = _ausstellen(welt, gegenstand)
    link = Link.objects.get()

    assert len(token) == links.LAENGE
    assert set(token) <= set(links.ZEICHEN)
    assert token not in str(Link.objects.values().get())
    assert len(link.token_hash) == 64
    assert links.finden(token) == link
    assert links.finden(token).gegenstand == gegenstand
    assert link.ausgestellt_von == welt.rollen["leitung"].person


def test_keiner_gleicht_dem_anderen(welt: Welt, gegenstand: Fachstelle) -> None:
    assert len({_ausstellen(welt, gegenstand) for _ in range(20)}) == 20


def test_vom_zettel_abgetippt(welt: Welt, gegenstand: Fachstelle) -> None:
    token = _ausstellen(welt, gegenstand)

    assert links.finden(f" {token.upper()} ") is not None
    assert links.finden(token[:-1]) is None
    assert links.finden("") is None


def test_abgelaufen(welt: Welt, gegenstand: Fachstelle) -> None:
    token = _ausstellen(welt, gegenstand, tage=-1)

    assert links.finden(token) is None
    assert Link.objects.get().gueltig is False
    assert links.widerrufen(zweck=ZWECK, link=Link.objects.get(), wer=None) is False


def test_widerrufen_wirkt_einmal(welt: Welt, gegenstand: Fachstelle) -> None:
    token, wer = _ausstellen(welt, gegenstand), welt.rollen["mitarbeit"]
    link = Link.objects.get()

    assert links.widerrufen(zweck=ANDERER, link=link, wer=wer) is False
    assert links.finden(token) == link
    assert links.widerrufen(zweck=ZWECK, link=link, wer=wer) is True
    assert links.widerrufen(zweck=ZWECK, link=link, wer=wer) is False
    assert links.finden(token) is None
    ereignisse = [(e.was, e.person, e.grund) for e in Ereignis.objects.zu(gegenstand)]
    bis = f"gültig bis {timezone.localtime(link.gueltig_bis):%d.%m.%Y}"
    assert ereignisse == [
        ("Probe-Link ausgestellt", welt.rollen["leitung"].person, bis),
        ("Probe-Link zurückgezogen", wer.person, bis),
    ]


def test_ausgestellte_eines_gegenstands(welt: Welt, gegenstand: Fachstelle) -> None:
    _ausstellen(welt, gegenstand)
    _ausstellen(welt, gegenstand)
    _ausstellen(welt, f.FachstelleFabrik(bezirk=welt.bezirk))

    neuester, aelterer = links.ausgestellte(ZWECK, gegenstand)
    assert neuester.pk > aelterer.pk
    assert not links.ausgestellte(ANDERER, gegenstand).exists()


def test_benutzt_nennt_nur_den_tag(welt: Welt, gegenstand: Fachstelle, django_assert_num_queries) -> None:
    _ausstellen(welt, gegenstand)
    links.benutzt(Link.objects.get())
    link = Link.objects.get()

    assert link.zuletzt_benutzt_am == timezone.localdate()
    with django_assert_num_queries(0):
        links.benutzt(link)


def test_aufraeumen_nach_neunzig_tagen(welt: Welt, gegenstand: Fachstelle) -> None:
    for tage in (-91, -89, 7):
        _ausstellen(welt, gegenstand, tage=tage)
    _ausstellen(welt, gegenstand)
    neuester, heute = Link.objects.first(), timezone.localdate()
    Link.objects.filter(pk=neuester.pk).update(widerrufen_am=timezone.now() - timedelta(days=91))

    assert links.aufraeumen(heute) == 2
    assert links.aufraeumen(heute) == 0
    assert Link.objects.count() == 2
    assert Ereignis.objects.zu(gegenstand).count() == 4


def test_wer_ueber_einen_link_kommt_hat_keinen_namen(welt: Welt, gegenstand: Fachstelle) -> None:
    from stzverbund.basis.verlauf import ereignis

    ereignis(gegenstand, "gezählt", wer=links.UeberLink(ZWECK))
    ereignis(gegenstand, "gerechnet", wer=None)

    assert {(e.was, e.wer) for e in verlauf(gegenstand)} >= {
        ("gezählt", "über Probe-Link"),
        ("gerechnet", "System"),
    }

"""Reminders: once for each phase, to the right people, and nothing where nothing is to be done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from angebote import ablauf
from angebote.erinnerungen import erinnern
from angebote.faelligkeit import faellig
from angebote.models import Meldejahr, Meldezeitraum, Meldung
from angebote.zeitraeume import meldejahr_sichern
from stzverbund.basis.models import Postausgang
from tests import fabriken as f
from tests.hilfen import meldung as m
from tests.welt import Welt
from zentren.models import Zentrum

# Third quarter 2026: due 15.10., grace 31.10., lock 29.11.
ENDE = date(2026, 9, 30)
FRIST, NACHFRIST, SPERRE = date(2026, 10, 15), date(2026, 10, 31), date(2026, 11, 29)


@pytest.fixture
def zeitraum(welt: Welt) -> Meldezeitraum:
    """Only the third quarter is asked for: the centres opened in July."""
    Zentrum.objects.update(in_betrieb_von=date(2026, 7, 1))
    Zentrum.objects.filter(pk=welt.fern.pk).update(in_betrieb_bis=date(2026, 7, 2))
    return meldejahr_sichern(bezirk=welt.bezirk, jahr=2026).zeitraeume.get(nummer=3)


def _mails(an: str = "leitung@demo.example") -> list[str]:
    return list(Postausgang.objects.filter(an=an).order_by("pk").values_list("text", flat=True))


def test_eine_mail_je_phase(zeitraum: Meldezeitraum) -> None:
    tag = ENDE
    gesendet = {}
    while tag < SPERRE + timedelta(days=3):
        if erinnern(tag):
            gesendet[tag] = _mails()[-1]
        assert erinnern(tag) == 0
        tag += timedelta(days=1)
    assert list(gesendet) == [
        FRIST - timedelta(days=7),
        FRIST + timedelta(days=1),
        NACHFRIST + timedelta(days=1),
    ]
    assert "bis 15.10.2026 einzureichen" in gesendet[date(2026, 10, 8)]
    assert "Nachfrist läuft bis 31.10.2026" in gesendet[date(2026, 10, 16)]
    assert "Ab 29.11.2026 ist der Zeitraum gesperrt" in gesendet[date(2026, 11, 1)]
    assert all("/statistik/" in text for text in gesendet.values())


def test_wer_angefangen_hat_bekommt_den_link_zur_pruefung(welt: Welt, zeitraum: Meldezeitraum) -> None:
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, zeitraum=zeitraum)
    erinnern(FRIST)
    assert f"/statistik/meldungen/{meldung.pk}/vor-dem-einreichen/" in _mails()[0]


@pytest.mark.parametrize("status", ["eingereicht", "zurueckgegeben", "angenommen", "nicht_gemeldet"])
def test_wer_eingereicht_hat_wird_nicht_erinnert(welt: Welt, zeitraum: Meldezeitraum, status: str) -> None:
    jetzt = timezone.now()
    f.MeldungFabrik(
        zentrum=welt.eigenes,
        zeitraum=zeitraum,
        status=status,
        grund="x",
        eingereicht_am=jetzt,
        angenommen_am=jetzt,
    )
    assert erinnern(FRIST + timedelta(days=1)) == 0


def test_pruefende_werden_wochenweise_erinnert(welt: Welt) -> None:
    meldung = m.eingereicht(welt)
    Postausgang.objects.all().delete()
    heute = timezone.localdate()
    Zentrum.objects.update(in_betrieb_bis=heute - timedelta(days=400))
    assert erinnern(heute) == 0
    assert erinnern(heute + timedelta(days=6)) == 0
    assert erinnern(heute + timedelta(days=7)) == 1
    assert erinnern(heute + timedelta(days=7)) == 0
    assert erinnern(heute + timedelta(days=14)) == 1
    betreff = Postausgang.objects.filter(an="traeger@demo.example").values_list("betreff", flat=True)
    assert set(betreff) == {"1 Meldung wartet auf Ihre Freigabe"}
    ablauf.freigeben(meldung=meldung, wer=welt.rollen["traeger"])
    Postausgang.objects.all().delete()
    assert erinnern(heute + timedelta(days=21)) == 1
    assert "Die älteste wartet seit dem" in _mails("bezirksamt@demo.example")[0]


def test_das_laufende_jahr_hat_danach_seine_zeitraeume(welt: Welt) -> None:
    erinnern(date(2027, 1, 1))
    assert set(Meldejahr.objects.values_list("bezirk__name", "jahr")) == {
        ("Marzahn-Hellersdorf", 2027),
        ("Lichtenberg", 2027),
    }
    assert Meldezeitraum.objects.count() == 8


@pytest.mark.parametrize(
    ("tag", "stufe"),
    [
        (date(2026, 9, 15), None),
        (date(2026, 9, 16), "offen"),
        (FRIST, "offen"),
        (FRIST + timedelta(days=1), "faellig"),
        (NACHFRIST, "faellig"),
        (NACHFRIST + timedelta(days=1), "nachfrist"),
        (SPERRE, "gesperrt"),
    ],
)
def test_stufen_der_faelligkeit(welt: Welt, zeitraum: Meldezeitraum, tag: date, stufe: str | None) -> None:
    treffer = faellig(Zentrum.objects.filter(pk=welt.eigenes.pk), tag)
    assert [t.stufe for t in treffer] == ([stufe] if stufe else [])


def test_geoeffnet_und_zurueckgegeben_ist_spaet_aber_nicht_gesperrt(
    welt: Welt, zeitraum: Meldezeitraum
) -> None:
    meldung = f.MeldungFabrik(zentrum=welt.eigenes, zeitraum=zeitraum, entsperrt_bis=SPERRE)
    eigenes = Zentrum.objects.filter(pk=welt.eigenes.pk)
    assert [t.stufe for t in faellig(eigenes, SPERRE)] == ["nachfrist"]
    assert [t.stufe for t in faellig(eigenes, SPERRE + timedelta(days=1))] == ["gesperrt"]
    Meldung.objects.filter(pk=meldung.pk).update(status="zurueckgegeben", grund="x")
    assert [t.stufe for t in faellig(eigenes, SPERRE + timedelta(days=1))] == ["nachfrist"]

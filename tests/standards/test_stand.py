"""What is shown as Beleg: of today while a Selbstbewertung is with its centre, else as it was submitted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from angebote.models import Angebot
from standards import ablauf, runden, voten
from standards.belege import REGELN, stand
from standards.models import Einschaetzung, Schwelle, Selbstbewertung
from stzverbund.start.aufgaben import aufgaben
from tests import fabriken as f
from tests.hilfen import standards as s
from tests.welt import Welt

HEUTE = timezone.localdate


@pytest.fixture
def neun(welt: Welt) -> Welt:
    """An edition with 1.1, 1.2, 9.1 and 10.2; 3 of 4 Angebote are checked."""
    fassung = f.FassungFabrik()
    for nummer, kriterium in ((1, 1), (1, 2), (9, 1), (10, 2)):
        standard = fassung.standards.filter(nummer=nummer).first() or f.StandardFabrik(
            fassung=fassung, nummer=nummer
        )
        f.KriteriumFabrik(standard=standard, nummer=kriterium)
    fassung.veroeffentlicht_am = date(2017, 9, 20)
    fassung.save()
    for tag in (HEUTE(), HEUTE(), HEUTE(), date(2020, 1, 1)):
        f.AngebotFabrik(zentrum=welt.eigenes, geprueft_am=tag)
    return welt


def _zeile(bewertung: Selbstbewertung, kriterium: str = "9.1") -> stand.Belegzeile:
    bewertung = Selbstbewertung.objects.select_related("runde").get(pk=bewertung.pk)
    return stand.gezeigt(bewertung)[kriterium][0]


def _eingereicht(welt: Welt) -> Selbstbewertung:
    bewertung = s.bewertung(welt)
    s.beantworten(bewertung, welt, begruendung="Im Haus geprüft.")
    return ablauf.einreichen(bewertung=bewertung, wer=welt.rollen["leitung"])


def test_live_beim_zentrum_sonst_eingefroren_mit_drift(neun: Welt, monkeypatch: pytest.MonkeyPatch) -> None:
    bewertung = s.bewertung(neun)
    assert not _zeile(bewertung).eingefroren
    assert _zeile(bewertung).urteil == "dagegen"
    s.beantworten(bewertung, neun, begruendung="Im Haus geprüft.")
    ablauf.einreichen(bewertung=bewertung, wer=neun.rollen["leitung"])
    fest = _zeile(bewertung)
    assert (fest.eingefroren, fest.drift) == (True, "")
    assert fest.satz.startswith("3 von 4 veröffentlichten Angeboten (75\xa0%) sind")
    assert fest.bis == HEUTE()
    assert "zu_pruefen=true&zentrum=" in fest.verweise[0].adresse
    Angebot.objects.update(geprueft_am=HEUTE())
    danach = _zeile(bewertung)
    assert (danach.satz, danach.urteil) == (fest.satz, "dagegen")
    assert danach.drift == "seit Einreichung +25 Prozentpunkte, heute spricht es dafür"
    monkeypatch.setitem(REGELN, "geprueft", replace(REGELN["geprueft"], version=2))
    assert _zeile(bewertung).drift == ""
    bewertung = ablauf.zurueckziehen(bewertung=bewertung, wer=neun.rollen["leitung"])
    assert (_zeile(bewertung).eingefroren, _zeile(bewertung).urteil) == (False, "dafuer")


def test_waehrend_einer_rueckfrage_liest_man_aussen_was_eingereicht_ist(neun: Welt) -> None:
    bewertung, amt = _eingereicht(neun), neun.rollen["bezirksamt"]
    voten.votieren(antwort=s.antwort(bewertung, "9.1"), art="rueckfrage", bemerkung="Wann?", wer=amt)
    bewertung = ablauf.nachfragen(bewertung=bewertung, wer=amt)
    for innen in (True, False):
        assert stand.gezeigt(bewertung, innen=innen)["9.1"][0].eingefroren is not innen


def test_nach_der_runde_bewegt_sich_nichts_mehr(neun: Welt) -> None:
    bewertung = _eingereicht(neun)
    amt = neun.rollen["bezirksamt"]
    Angebot.objects.update(geprueft_am=date(2020, 1, 1))
    assert _zeile(bewertung).drift == "seit Einreichung −75 Prozentpunkte"
    bewertung = ablauf.entfallen(bewertung=bewertung, grund="geschlossen", wer=amt)
    runden.abschliessen(runde=bewertung.runde, wer=amt)
    assert (_zeile(bewertung).eingefroren, _zeile(bewertung).drift) == (True, "")


def test_viele_in_gleich_vielen_abfragen(neun: Welt, django_assert_num_queries: Any) -> None:
    """Drafts and one that is submitted: thresholds, what is frozen, and all rules once."""
    drittes = f.ZentrumFabrik(bezirk=neun.bezirk, traeger=neun.traeger)
    runde = s.runde(neun, neun.eigenes, neun.nachbar, drittes)
    for zentrum in (neun.nachbar, drittes):
        f.AngebotFabrik(zentrum=zentrum)
    eigene = runde.bewertungen.get(zentrum=neun.eigenes)
    s.beantworten(eigene, neun, begruendung="Im Haus geprüft.")
    ablauf.einreichen(bewertung=eigene, wer=neun.rollen["leitung"])
    alle = list(runde.bewertungen.select_related("runde"))
    einzeln = [b for b in alle if b.pk == eigene.pk]
    assert einzeln
    for auswahl in (einzeln, alle):
        with django_assert_num_queries(2 + _abfragen_der_regeln(neun)):
            gezeigt = stand.gezeigt_je(auswahl)
        assert gezeigt.keys() == {b.pk for b in auswahl}
    with django_assert_num_queries(2):
        assert stand.gezeigt_je(einzeln, drift=False)[eigene.pk]["9.1"][0].drift == ""


def _abfragen_der_regeln(welt: Welt) -> int:
    with CaptureQueriesContext(connection) as gezaehlt:
        stand.heute([welt.eigenes])
    return len(gezaehlt)


def test_die_schwellen_der_runde_gelten(neun: Welt) -> None:
    bewertung = s.bewertung(neun)
    Schwelle.objects.create(runde=bewertung.runde, schluessel="geprueft.anteil", wert=75)
    assert _zeile(bewertung).urteil == "dafuer"
    assert _zeile(bewertung).satz.endswith("Schwelle 75\xa0%.")
    assert stand.heute([neun.eigenes])[neun.eigenes.pk]["9.1"][0][1].urteil == "dagegen"


def test_kriterium_ohne_regel_sagt_warum(neun: Welt) -> None:
    zeilen = stand.gezeigt(_eingereicht(neun))
    was = "Was von außen gefordert wird, steht nicht in den Daten; auch nicht, ob darauf eingegangen wurde."
    assert zeilen["2.2"] == [stand.Belegzeile("", stand.OHNE, f"Nicht aus Daten belegbar: {was}")]
    assert list(zeilen)[-1] == "11.1"


def test_der_vorschlag_ist_nur_einer(neun: Welt) -> None:
    bewertung = s.bewertung(neun)
    zeilen, antwort = stand.gezeigt(bewertung), s.antwort(bewertung, "9.1")
    assert stand.vorschlag(antwort, zeilen["9.1"]) == Einschaetzung.TEILWEISE
    assert stand.vorschlag(antwort, zeilen["10.2"]) is None
    Angebot.objects.update(geprueft_am=HEUTE())
    assert stand.vorschlag(antwort, stand.gezeigt(bewertung)["9.1"]) == Einschaetzung.ERFUELLT
    s.beantworten(bewertung, neun)
    assert stand.vorschlag(s.antwort(bewertung, "9.1"), zeilen["9.1"]) is None


def test_luecken_sind_kleine_aufgaben(neun: Welt) -> None:
    Angebot.objects.update(geprueft_am=HEUTE() - timedelta(days=1))
    zeilen = [a for a in aufgaben(neun.rollen["mitarbeit"], HEUTE()) if a.wort == "Standards"]
    assert [a.titel for a in zeilen] == [
        "Bei den Angeboten sagen, für wen sie sind",
        "Eine Sprechzeit oder ein Angebot zur Selbsthilfe veröffentlichen",
        "Fehlende Angaben der Angebote ergänzen",
        "1 weitere Lücke bei den Mindeststandards",
    ]
    assert zeilen[0].adresse == f"{reverse('angebot_liste')}?zentrum={neun.eigenes.pk}"
    assert zeilen[0].warum.startswith("Zu Kriterium 1.2: Die veröffentlichten Angebote richten sich an 0")
    seite = neun.client("mitarbeit").get(zeilen[-1].adresse).content.decode()
    assert "3 von 4" not in seite
    assert "4 von 4 veröffentlichten Angeboten (100\xa0%) sind innerhalb" in seite
    assert "es gelten die üblichen Schwellen" in seite
    assert "Im Tätigkeitsbuch steht nichts zur Beteiligung und Begleitung Ehrenamtlicher." in seite
    Angebot.objects.update(status="entwurf", geprueft_am=None)
    assert not [a for a in aufgaben(neun.rollen["mitarbeit"], HEUTE()) if a.wort == "Standards"]

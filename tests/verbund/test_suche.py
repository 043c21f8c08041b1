"""The search: what is found, by whom, in which order; on both engines."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stzverbund.basis.dateien import ablegen, pruefen
from tests import fabriken as f
from tests.welt import Welt
from verbund import aufgaben, beschluesse, suche, volltext
from verbund.models import Dokument, Protokoll, Sucheintrag

pytestmark = pytest.mark.django_db
WORTFORMEN = connection.vendor == "postgresql"


@pytest.fixture
def verbund(welt: Welt) -> Any:
    return welt.rollen["koordination"].verbund


def _titel(wort: str, m: Any) -> list[str]:
    return [eintrag.titel for eintrag in suche.finden(suche.worte(wort), m)]


def test_worte_und_reihenfolge(welt: Welt, verbund: Any) -> None:
    """Titles first, then the newest; umlauts and accents as people type them; figures of a number."""
    m, heute = welt.rollen["leitung"], timezone.localdate()
    for tage, titel, text in (
        (30, "Häuser", ""),
        (3, "Sommerfest", "In allen Häusern."),
        (9, "Ferien", "Häuser"),
    ):
        punkt = f.PunktFabrik(
            sitzung__verbund=verbund,
            sitzung__datum=heute - timedelta(days=tage),
            titel=titel,
            beschreibung=text,
        )
        suche.eintragen(punkt)
    assert _titel("häuser", m) == ["Häuser", "Sommerfest", "Ferien"]
    assert _titel("HÄUSER sommerfest", m) == ["Sommerfest"]
    assert _titel("Hauses", m) == (["Häuser", "Sommerfest", "Ferien"] if WORTFORMEN else [])
    assert _titel("merfest", m) == ["Sommerfest"]  # part of a word, where there is no word form
    assert _titel("x &!:*'", m) == [] == _titel("", m)
    koordination = welt.rollen["koordination"]
    eins = beschluesse.fassen(punkt=punkt, angaben={"text": "Wir öffnen."}, wer=koordination)
    assert _titel(f"Beschluss {eins.kennung}", m) == [f"{eins}: Ferien"]
    seite = welt.client("leitung").get("/verbund/suche/?q=häuser").content.decode()
    assert "3 Fundstellen" in seite
    assert "allen <mark>Häusern</mark>" in seite


def test_wer_findet_was(welt: Welt, verbund: Any) -> None:
    """Drafts of minutes, internal items and tasks of others are not for the partners."""
    heute, koordination = timezone.localdate(), welt.rollen["koordination"]
    sitzung = f.SitzungFabrik(verbund=verbund, datum=heute, titel="Zebra")
    protokoll = f.ProtokollFabrik(sitzung=sitzung)
    f.PunktFabrik(sitzung=sitzung, titel="Zebra intern", text="Streifen")
    f.PunktFabrik(sitzung=sitzung, titel="Zebra offen", text="Streifen", sichtbarkeit="bezirksamt")
    f.PunktFabrik(
        verbund=verbund, sitzung=None, stand="vorgeschlagen", titel="Zebra neu", sichtbarkeit="oeffentlich"
    )
    for wer in ("bezirksamt", "koordination"):
        angaben = {"titel": f"Zebra {wer}", "stelle": wer, "faellig": heute}
        aufgaben.anlegen(verbund=verbund, angaben=angaben, wer=koordination)
    f.PunktFabrik(sitzung__verbund=f.VerbundFabrik(bezirk=welt.fern.bezirk), titel="Zebra fern")
    call_command("suche_aufbauen", stdout=io.StringIO())

    alle = {f"Zebra {heute:%d.%m.%Y}", "Zebra intern", "Zebra offen", "Zebra neu"}
    partner = {f"Zebra {heute:%d.%m.%Y}", "Zebra offen"}
    seine = {"Zebra bezirksamt", "Zebra koordination"}
    for rolle, erwartet in {
        "mitarbeit": alle | seine,
        "koordination": alle | seine,
        "traeger": alle | seine,
        "bezirksamt": partner | {"Zebra bezirksamt"},
        "verband": partner,
        "verwaltung": set(),
    }.items():
        titel = _titel("Zebra", welt.rollen[rolle])
        assert (set(titel), len(titel)) == (erwartet, len(erwartet)), rolle
    assert _titel("Streifen", welt.rollen["bezirksamt"]) == []
    Protokoll.objects.filter(pk=protokoll.pk).update(status="genehmigt", genehmigt_am=heute)
    suche.eintragen(type(sitzung).objects.get(pk=sitzung.pk))
    assert _titel("Streifen", welt.rollen["bezirksamt"]) == ["Zebra offen"]
    assert len(_titel("Streifen", welt.rollen["mitarbeit"])) == 2


def test_text_von_pdf(welt: Welt, verbund: Any) -> None:
    """The text of a PDF is read once and found; what is deleted is found no more."""
    from weasyprint import HTML

    blatt = HTML(string="<p>Pflegestützpunkt in der Ringstraße</p>").write_pdf()
    datei = ablegen(pruefen(blatt, "plan.pdf"), wer=None)
    dokument = Dokument.objects.create(verbund=verbund, titel="Plan", datei=datei)
    assert volltext.nachholen(timezone.localdate()) == 1
    assert volltext.nachholen(timezone.localdate()) == 0
    assert _titel("ringstrasse" if not WORTFORMEN else "Ringstraße", welt.rollen["leitung"]) == ["Plan"]
    kaputt = ablegen(pruefen(b"%PDF-1.7 kaputt %%EOF", "kaputt.pdf"), wer=None)
    assert volltext.lesen(kaputt) == ""
    suche.austragen(dokument)
    assert not Sucheintrag.objects.filter(art="dokument").exists()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(eingabe=st.text(max_size=60))
def test_jede_eingabe_ist_eine_frage(welt: Welt, eingabe: str) -> None:
    """Whatever is typed, nothing breaks; words consist of letters and figures only."""
    woerter = suche.worte(eingabe)
    assert len(woerter) <= 8
    assert all(wort.isalnum() for wort in woerter)
    assert list(suche.finden(woerter, welt.rollen["leitung"])) == []


def test_seite_hat_gleich_viele_abfragen(welt: Welt, verbund: Any, django_assert_num_queries: Any) -> None:
    """As many queries for one hit as for twenty."""
    client = welt.client("leitung")
    for anzahl in (1, 20):
        suche.eintragen(*(f.AufgabeFabrik(verbund=verbund, titel="Giraffe") for _ in range(anzahl)))
        with django_assert_num_queries(6 + WORTFORMEN):
            assert client.get("/verbund/suche/?q=giraffe").status_code == 200

"""Resolutions: their numbers, what may be changed when, and by whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.welt import Welt
from verbund import beschluesse, suche
from verbund.models import Beschluss, Protokoll

pytestmark = pytest.mark.django_db


@pytest.fixture
def punkt(welt: Welt) -> Any:
    """An item of today's session of the own Verbund."""
    return f.PunktFabrik(
        sitzung__verbund=welt.rollen["koordination"].verbund, sitzung__datum=timezone.localdate()
    )


def test_fassen_aendern_umsetzen(welt: Welt, punkt: Any) -> None:
    """Taken with a number; changed while the minutes are open; its follow-up told at any time."""
    wer, kennzahl = welt.rollen["koordination"], f.KennzahlFabrik()
    eins = beschluesse.fassen(
        punkt=punkt, angaben={"text": " Wir öffnen. ", "kennzahlen": [kennzahl]}, wer=wer
    )
    assert (eins.kennung, eins.text, list(eins.kennzahlen.all())) == (
        f"1/{punkt.sitzung.datum.year}",
        "Wir öffnen.",
        [kennzahl],
    )
    with pytest.raises(Verweigert, match="Stimmen"):
        beschluesse.aendern(beschluss=eins, angaben={"ergebnis": "mehrheitlich"}, version=1, wer=wer)
    stimmen = {"ergebnis": "mehrheitlich", "ja": 5, "nein": 2, "enthaltung": 1}
    assert beschluesse.aendern(beschluss=eins, angaben=stimmen, version=1, wer=wer).ja == 5
    with pytest.raises(Ueberholt):
        beschluesse.aendern(beschluss=eins, angaben={"ja": 6}, version=1, wer=wer)

    f.ProtokollFabrik(sitzung=punkt.sitzung, status="genehmigt", genehmigt_am=timezone.localdate())
    for verboten in (
        lambda: beschluesse.aendern(beschluss=eins, angaben={"ja": 6}, version=2, wer=wer),
        lambda: beschluesse.streichen(beschluss=eins, grund="Irrtum", wer=wer),
        lambda: beschluesse.fassen(punkt=punkt, angaben={"text": "Zu spät."}, wer=wer),
    ):
        with pytest.raises(Verweigert, match="genehmigt"):
            verboten()
    geprueft = {"gleichstellung": "Wirkt auf alle gleich."}
    assert beschluesse.aendern(beschluss=eins, angaben=geprueft, version=2, wer=wer).version == 3
    with pytest.raises(Verweigert, match="wodurch"):
        beschluesse.folge_setzen(beschluss=eins, folge="ueberholt", version=3, wer=wer)
    fertig = beschluesse.folge_setzen(beschluss=eins, folge="umgesetzt", version=3, wer=wer)
    assert fertig.folge_am == timezone.localdate()
    assert beschluesse.folge_setzen(beschluss=eins, folge="offen", version=4, wer=wer).folge_am is None
    assert Ereignis.objects.zu(eins).filter(was="Umsetzung: umgesetzt").exists()


def test_wer_fasst_und_wann(welt: Welt, punkt: Any) -> None:
    """Koordination and the centre that writes the minutes, in a session that takes place and has begun."""
    angaben, leitung = {"text": "Wir öffnen."}, welt.rollen["leitung"]
    with pytest.raises(Verweigert, match="Protokoll führt"):
        beschluesse.fassen(punkt=punkt, angaben=angaben, wer=leitung)
    protokoll = f.ProtokollFabrik(sitzung=punkt.sitzung, schreibt=welt.eigenes)
    assert beschluesse.fassen(punkt=punkt, angaben=angaben, wer=leitung).nummer == 1
    Protokoll.objects.filter(pk=protokoll.pk).update(schreibt=welt.nachbar)
    with pytest.raises(Verweigert, match="Protokoll führt"):
        beschluesse.fassen(punkt=punkt, angaben=angaben, wer=leitung)
    wer, morgen = welt.rollen["koordination"], timezone.localdate() + timedelta(days=1)
    for sitzung, satz in (
        ({"datum": morgen}, "noch vor"),
        ({"status": "abgesagt", "grund": "Sturm"}, "abgesagt"),
    ):
        anderer = f.PunktFabrik(
            sitzung=f.SitzungFabrik(**{"verbund": wer.verbund, "datum": punkt.sitzung.datum} | sitzung)
        )
        with pytest.raises(Verweigert, match=satz):
            beschluesse.fassen(punkt=anderer, angaben=angaben, wer=wer)
    vorschlag = f.PunktFabrik(verbund=wer.verbund, sitzung=None, stand="vorgeschlagen")
    with pytest.raises(Verweigert, match="keiner Tagesordnung"):
        beschluesse.fassen(punkt=vorschlag, angaben=angaben, wer=wer)
    with pytest.raises(Verweigert, match="was beschlossen"):
        beschluesse.fassen(punkt=punkt, angaben={"text": " "}, wer=wer)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(schritte=st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=8))
def test_nummern_ohne_luecke_und_nie_doppelt(
    welt: Welt, punkt: Any, schritte: list[tuple[int, bool]]
) -> None:
    """Over three years, some struck out at once: each year counts 1, 2, 3 … in the order of taking."""
    wer = welt.rollen["koordination"]
    verbund, heute = f.VerbundFabrik(bezirk=wer.verbund.bezirk), timezone.localdate()
    punkte = [
        f.PunktFabrik(sitzung__verbund=verbund, sitzung__datum=heute.replace(year=heute.year - n, day=1))
        for n in range(3)
    ]
    davor = {p.sitzung.datum.year: _nummern(p.sitzung.datum.year) for p in punkte}
    gezaehlt = {jahr: len(nummern) for jahr, nummern in davor.items()}
    for welcher, versehen in schritte:
        eins = beschluesse.fassen(punkt=punkte[welcher], angaben={"text": "Ja."}, wer=wer)
        gezaehlt[eins.jahr] += 1
        assert eins.nummer == gezaehlt[eins.jahr]
        if versehen:
            gestrichen = beschluesse.streichen(beschluss=eins, grund="Versehen", wer=wer)
            assert gestrichen.folge == "gestrichen"
            with pytest.raises(Verweigert, match="schon gestrichen"):
                beschluesse.streichen(beschluss=eins, grund="Versehen", wer=wer)
    for jahr, anzahl in gezaehlt.items():
        assert _nummern(jahr) == list(range(1, anzahl + 1))


def test_fehler_stehen_am_feld(welt: Welt, punkt: Any) -> None:
    """What is missing is said beside the field; the register finds words and filters."""
    eins, client = f.BeschlussFabrik(punkt=punkt, nummer=1), welt.client("koordination")
    seite = f"/verbund/beschluesse/{eins.pk}/"
    falsch = client.post(
        f"{seite}bearbeiten/",
        {"version": 1, "text": "Ja.", "ergebnis": "abgelehnt", "sichtbarkeit": "intern"},
    )
    assert set(falsch.context["form"].errors) == {"ja", "nein"}
    ueberholt = client.post(f"{seite}umsetzung/", {"version": 1, "folge": "ueberholt"})
    assert set(ueberholt.context["form"].errors) == {"folge_text"}
    suche.eintragen(eins)
    for frage, anzahl in (("q=nachbarn", 1), ("q=gibtesnicht", 0), ("folge=offen", 1), ("jahr=1999", 0)):
        liste = client.get(f"/verbund/beschluesse/?{frage}").context["table"]
        assert len(liste.rows) == anzahl, frage
    export = client.get("/verbund/beschluesse/?export=csv").content.decode()
    assert "Alle Zentren öffnen am Tag der Nachbarn." in export


def _nummern(jahr: int) -> list[int]:
    return sorted(Beschluss.objects.filter(jahr=jahr).values_list("nummer", flat=True))

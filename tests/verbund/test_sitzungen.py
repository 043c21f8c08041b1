"""Sessions and items: planned, moved, cancelled, held; who reads what."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import Error, transaction
from django.utils import timezone

from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Ueberholt, Verweigert
from tests import fabriken as f
from tests.welt import Welt
from verbund import sitzungen, tagesordnung
from verbund.models import Protokoll, Sitzung, Tagesordnungspunkt

pytestmark = pytest.mark.django_db
Status, Stand = Sitzung.Status, Tagesordnungspunkt.Stand


@pytest.fixture
def verbund(welt: Welt) -> Any:
    return welt.rollen["koordination"].verbund


def _angaben(tag: date, **anders: Any) -> dict[str, Any]:
    return {"datum": tag, "beginn": time(10), "ende": time(12)} | anders


def test_planen_verschieben_absagen(welt: Welt, verbund: Any) -> None:
    """A session has its dates and what the last one left open; moving it moves them; cancelling keeps it."""
    heute, koordination = timezone.localdate(), welt.rollen["koordination"]
    letzte = f.SitzungFabrik(verbund=verbund, datum=heute - timedelta(days=30))
    f.ProtokollFabrik(sitzung=letzte)
    sitzung = sitzungen.anlegen(
        verbund=verbund, angaben=_angaben(heute + timedelta(days=40)), wer=koordination
    )
    assert {frist.art: (frist.faellig - sitzung.datum).days for frist in sitzung.fristen.all()} == {
        "themen": -28,
        "tagesordnung": -16,
        "einladung": -14,
        "protokoll": 7,
        "rueckmeldung": 21,
    }
    assert [(p.genehmigt, p.position) for p in sitzung.punkte.all()] == [(letzte, 1)]

    neu = sitzung.datum + timedelta(days=7)
    verschoben = sitzungen.aendern(sitzung=sitzung, angaben={"datum": neu}, version=1, wer=koordination)
    assert (verschoben.sequenz, verschoben.fristen.get(art="einladung").faellig) == (
        1,
        neu - timedelta(days=14),
    )
    gleich = sitzungen.aendern(
        sitzung=sitzung, angaben={"hinweise": "Bitte pünktlich"}, version=2, wer=koordination
    )
    assert gleich.sequenz == 1
    with pytest.raises(Ueberholt):
        sitzungen.aendern(sitzung=sitzung, angaben={"datum": neu}, version=1, wer=koordination)

    vorschlag = tagesordnung.vorschlagen(
        verbund=verbund, angaben={"titel": "Sommerfest"}, wer=welt.rollen["mitarbeit"]
    )
    tagesordnung.platzieren(punkt=vorschlag, sitzung=sitzung, wer=koordination)
    with pytest.raises(Verweigert, match="schon vergeben"):
        tagesordnung.platzieren(punkt=vorschlag, sitzung=sitzung, wer=koordination)
    abgesagt = sitzungen.absagen(sitzung=sitzung, grund="Zu wenige können.", wer=koordination)
    vorschlag.refresh_from_db()
    assert (abgesagt.status, abgesagt.sequenz) == (Status.ABGESAGT, 2)
    assert (vorschlag.stand, vorschlag.sitzung, vorschlag.vorgeschlagen_von) == (
        Stand.VORGESCHLAGEN,
        None,
        welt.eigenes,
    )
    assert Ereignis.objects.zu(abgesagt).filter(was="abgesagt", grund="Zu wenige können.").exists()
    with pytest.raises(Verweigert):
        sitzungen.aendern(sitzung=abgesagt, angaben={}, version=3, wer=koordination)


def test_nummern_im_jahr(welt: Welt, verbund: Any) -> None:
    """The number comes when the session has been held, each kind of session counts for itself."""
    koordination, heute = welt.rollen["koordination"], timezone.localdate()
    kreis = f.ArbeitskreisFabrik(verbund=verbund)
    eine, zweite = (f.SitzungFabrik(verbund=verbund, datum=heute) for _ in range(2))
    im_kreis = f.SitzungFabrik(verbund=verbund, datum=heute, arbeitskreis=kreis)
    offen = f.PunktFabrik(sitzung=eine)
    with pytest.raises(Verweigert, match="Noch offen: 1"):
        sitzungen.durchfuehren(sitzung=eine, wer=koordination)
    Tagesordnungspunkt.objects.filter(pk=offen.pk).update(stand=Stand.BEHANDELT)
    nummern = [sitzungen.durchfuehren(sitzung=s, wer=koordination).nummer for s in (eine, zweite, im_kreis)]
    assert nummern == [1, 2, 1]
    assert Protokoll.objects.filter(sitzung=eine, status="entwurf").exists()
    with pytest.raises(Verweigert, match="schon durchgeführt"):
        sitzungen.durchfuehren(sitzung=eine, wer=koordination)
    with pytest.raises(Verweigert, match="liegt noch vor"):
        sitzungen.durchfuehren(sitzung=f.SitzungFabrik(verbund=verbund), wer=koordination)


def test_festgeschriebenes_bleibt(verbund: Any) -> None:
    """The database refuses to change items of locked minutes, and ever to delete a resolution."""
    punkt = f.PunktFabrik(sitzung__verbund=verbund)
    beschluss = f.BeschlussFabrik(punkt=punkt)
    jetzt = timezone.now()
    f.ProtokollFabrik(
        sitzung=punkt.sitzung,
        status="festgeschrieben",
        genehmigt_am=jetzt.date(),
        festgeschrieben_am=jetzt,
    )
    for versuch in (
        lambda: Tagesordnungspunkt.objects.filter(pk=punkt.pk).update(text="anders"),
        lambda: f.PunktFabrik(sitzung=punkt.sitzung),
        lambda: type(beschluss).objects.filter(pk=beschluss.pk).update(text="anders"),
        beschluss.delete,
    ):
        with pytest.raises(Error), transaction.atomic():
            versuch()
    beschluss.folge = "umgesetzt"
    beschluss.save()  # what becomes of it may still be told


def test_wer_liest_was(welt: Welt, verbund: Any) -> None:
    """The Verbund reads everything, its partners what is not internal and on an agenda, others nothing."""
    intern, offen = (
        f.PunktFabrik(sitzung__verbund=verbund, sichtbarkeit=s) for s in ("intern", "bezirksamt")
    )
    f.PunktFabrik(verbund=verbund, sitzung=None, stand="vorgeschlagen", sichtbarkeit="oeffentlich")
    anderswo = f.VerbundFabrik(bezirk=welt.fern.bezirk)
    f.PunktFabrik(sitzung__verbund=anderswo, sichtbarkeit="oeffentlich")
    for rolle, anzahl in {
        "mitarbeit": 3,
        "leitung": 3,
        "traeger": 3,
        "koordination": 3,
        "geschaeftsstelle": 3,
        "bezirksamt": 1,
        "verband": 1,
        "verwaltung": 0,
    }.items():
        sichtbare = Tagesordnungspunkt.objects.sichtbar_fuer(welt.rollen[rolle])
        assert sichtbare.count() == anzahl, rolle
    seite = welt.client("bezirksamt").get(f"/verbund/sitzungen/{offen.sitzung_id}/").content.decode()
    assert offen.titel in seite
    seite = welt.client("bezirksamt").get(f"/verbund/sitzungen/{intern.sitzung_id}/").content.decode()
    assert intern.titel not in seite

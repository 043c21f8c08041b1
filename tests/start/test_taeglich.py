"""The daily job: every step for itself, and the second run of a day does nothing."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from angebote.models import Termin
from stzverbund.basis import links
from stzverbund.basis.models import Postausgang
from stzverbund.start.management.commands import taeglich
from tests import fabriken as f
from tests.hilfen.meldung import letztes_quartal
from tests.welt import Welt
from zentren.models import Sitzung


def _lauf(capsys: pytest.CaptureFixture[str], **mehr: object) -> dict[str, str]:
    call_command("taeglich", **mehr)
    zeilen = capsys.readouterr().out.splitlines()
    return dict(zeile.split(": ", 1) for zeile in zeilen)


def _auftrag(fertig_vor: int) -> None:
    """Background work that was finished so many days ago."""
    DBTaskResult.objects.create(
        status="SUCCESSFUL",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="x.y",
        queue_name="default",
        run_after=timezone.now(),
        finished_at=timezone.now() - timedelta(days=fertig_vor),
    )


def test_zweimal_gelaufen_ist_einmal_getan(welt: Welt, capsys: pytest.CaptureFixture[str]) -> None:
    f.ZeitplanFabrik(angebot=f.AngebotFabrik(zentrum=welt.eigenes))
    letztes_quartal(welt.bezirk, frist=-5, nachfrist=5)
    Sitzung.objects.create(session_key="alt", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Sitzung.objects.create(session_key="neu", session_data="", expire_date=timezone.now() + timedelta(days=1))
    alt = timezone.now() - timedelta(days=91)
    Postausgang.objects.create(
        schluessel="alt", an="a@haus.example", betreff="b", text="t", status="gesendet", gesendet_am=alt
    )
    links.ausstellen(
        zweck=links.Zweck("probe", "Probe-Link"), gegenstand=welt.eigenes, gueltig_bis=alt, wer=None
    )
    _auftrag(fertig_vor=15)
    _auftrag(fertig_vor=13)

    erster = _lauf(capsys)
    assert int(erster["Neue Termine"]) >= 7
    assert int(erster["Neue Erinnerungen"]) >= 1
    assert erster["Gesendete Mails"] == erster["Neue Erinnerungen"] == str(len(mail.outbox))
    for was in ("Entfernte alte Mails", "Entfernte Links", "Entfernte Sitzungen", "Entfernte Aufträge"):
        assert erster[was] == "1"
    assert Sitzung.objects.get().session_key == "neu"

    stand = (Termin.objects.count(), Postausgang.objects.count(), len(mail.outbox))
    zweiter = _lauf(capsys)
    assert set(zweiter.values()) == {"0"}
    assert (Termin.objects.count(), Postausgang.objects.count(), len(mail.outbox)) == stand


def test_erinnerung_geht_an_die_leitung(welt: Welt, capsys: pytest.CaptureFixture[str]) -> None:
    letztes_quartal(welt.bezirk, frist=-5, nachfrist=5)
    _lauf(capsys)
    an = {empfaenger for nachricht in mail.outbox for empfaenger in nachricht.to}
    assert welt.rollen["leitung"].person.email in an
    assert welt.rollen["mitarbeit"].person.email not in an


def test_datum_gilt_fuer_alle_schritte(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gesehen: list[date] = []
    schritte = [(name, lambda heute: gesehen.append(heute) or 7) for name in ("Eins", "Zwei")]
    monkeypatch.setattr(taeglich, "SCHRITTE", schritte)
    assert _lauf(capsys, datum=date(2026, 10, 1)) == {"Eins": "7", "Zwei": "7"}
    assert gesehen == [date(2026, 10, 1)] * 2
    call_command("taeglich", "--datum", "2026-10-02")
    assert gesehen[-1] == date(2026, 10, 2)


def test_ein_gescheiterter_schritt_haelt_die_anderen_nicht_auf(
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def kaputt(heute: date) -> int:
        raise RuntimeError("Platte voll")

    monkeypatch.setattr(
        taeglich, "SCHRITTE", [("Eins", lambda heute: 1), ("Zwei", kaputt), ("Drei", lambda heute: 3)]
    )
    with pytest.raises(CommandError, match="Fehlgeschlagen: Zwei") as fehler:
        call_command("taeglich")
    assert fehler.value.returncode == 1
    assert capsys.readouterr().out == "Eins: 1\nDrei: 3\n"
    assert "Platte voll" in caplog.text

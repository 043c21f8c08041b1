"""The server is killed in the middle of saves: what it had acknowledged is there afterwards.

Several clients save cells of the month grid as fast as they can; then SIGKILL to gunicorn and all its
workers, a new start, and a look into the database. It is the application that dies here, not the database:
the PostgreSQL of the tests even runs without fsync. What a power failure does is a matter of the database's
settings (docs/operations.md).
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from angebote.models import Wert
from tests import fabriken as f
from tests.betrieb.ort import ALIAS, zweite_datenbank
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt

ABSTUERZE = int(os.environ.get("ABSTUERZE", "5"))
GLEICHZEITIG = 3
GEHEIM = "c" * 32


@dataclass
class Zelle:
    """What one client knows about its cell: what was acknowledged, and what was under way at the end."""

    schluessel: str
    angebot: int
    zahl: int = 0
    version: int = 0
    unterwegs: int | None = None
    bestaetigt: int = 0


@dataclass
class Schreiber:
    """Somebody at the month grid who never stops typing."""

    blatt: Blattwelt
    sitzung: str
    zellen: list[Zelle]
    fehler: list[str] = field(default_factory=list)

    def tippen(self, port: int, zelle: Zelle) -> None:
        """Until the connection breaks; each answer other than 200 is an error of the test."""
        leitung = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        kopf = {"Cookie": f"sessionid={self.sitzung}; csrftoken={GEHEIM}", "X-CSRFToken": GEHEIM}
        kopf |= {"Content-Type": "application/json", "X-Requested-With": "fetch"}
        while True:
            zelle.unterwegs = zelle.zahl + 1
            daten = {"wer": self.blatt.wer.pk, "zelle": zelle.schluessel, "version": zelle.version}
            daten["eingabe"] = str(zelle.unterwegs)
            try:
                leitung.request("POST", self.blatt.adresse("statistik_zelle"), json.dumps(daten), kopf)
                antwort = leitung.getresponse()
                inhalt = antwort.read()
            except (http.client.HTTPException, OSError):
                leitung.close()
                return
            if antwort.status != 200:
                self.fehler.append(f"{antwort.status}: {inhalt[:300]!r}")
                return
            zelle.zahl, zelle.unterwegs = zelle.unterwegs, None
            zelle.version = json.loads(inhalt)["zelle"]["version"]
            zelle.bestaetigt += 1


@contextmanager
def _server(datenbank: str, protokoll: Path) -> Iterator[tuple[int, subprocess.Popen]]:
    """gunicorn as in production, in a process group of its own; without the warming up of reports, and loaded
    once for both workers, so that a start takes half as long."""
    with socket.create_server(("127.0.0.1", 0)) as frei:
        port = frei.getsockname()[1]
    wahl = ["--config", os.devnull, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    wahl += ["--preload", "--no-control-socket", "--log-level", "warning"]
    umgebung = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": datenbank}
    befehl = [sys.executable, "-m", "gunicorn", *wahl, "stzverbund.wsgi"]
    with (
        protokoll.open("ab") as log,
        subprocess.Popen(
            befehl, cwd=settings.BASE_DIR, env=umgebung, stdout=log, stderr=log, start_new_session=True
        ) as prozess,
    ):
        try:
            _warten(lambda: _antwortet(port))
            yield port, prozess
        finally:
            os.killpg(prozess.pid, signal.SIGKILL)


def _antwortet(port: int) -> bool:
    leitung = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        leitung.request("GET", "/gesundheit/")
        return leitung.getresponse().status in {200, 503}
    except OSError:
        return False
    finally:
        leitung.close()


def _warten(auf: Any) -> None:
    ende = time.monotonic() + 60
    while not auf():
        assert time.monotonic() < ende, "Der Server antwortet nicht."
        time.sleep(0.02)


def _adresse(db: Any) -> str:
    if db.vendor == "sqlite":
        return f"sqlite:///{db.settings_dict['NAME']}"
    angaben = db.get_connection_params()
    return f"postgres://{angaben['user']}@/{angaben['dbname']}?host={angaben['host']}"


def _pruefen(zelle: Zelle) -> None:
    """The last acknowledged value with its version, or the one that was under way."""
    werte = Wert.objects.using(ALIAS).filter(angebot_id=zelle.angebot)
    gefunden = werte.values_list("zahl", "version").first() or (0, 0)
    erlaubt = {(zelle.zahl, zelle.version), (zelle.unterwegs, zelle.version + 1)}
    assert gefunden in erlaubt
    zelle.zahl, zelle.version = gefunden


def _absturz(schreiber: Schreiber, datenbank: str, protokoll: Path, nach: int) -> None:
    """Kills the server after so many more acknowledged values, while the next ones are under way."""
    zellen = schreiber.zellen
    vorher = [zelle.bestaetigt for zelle in zellen]

    def genug() -> bool:
        neu = [zelle.bestaetigt - alt for zelle, alt in zip(zellen, vorher, strict=True)]
        return bool(schreiber.fehler) or (min(neu) > 0 and sum(neu) >= nach)

    with _server(datenbank, protokoll) as (port, prozess):
        faeden = [threading.Thread(target=schreiber.tippen, args=(port, z)) for z in zellen]
        for faden in faeden:
            faden.start()
        _warten(genug)
        os.killpg(prozess.pid, signal.SIGKILL)
        for faden in faeden:
            faden.join()


@pytest.mark.zuerst
@pytest.mark.django_db(transaction=True)
def test_bestaetigtes_uebersteht_jeden_absturz(welt: Welt, tmp_path: Path) -> None:
    blatt = blattwelt(welt.eigenes, welt.rollen["mitarbeit"])
    angebote = [blatt.angebot, *f.AngebotFabrik.create_batch(GLEICHZEITIG - 1, zentrum=welt.eigenes)]
    teilnahmen = blatt.kennzahlen["teilnahmen"].pk
    zellen = [Zelle(f"{angebot.pk}-{teilnahmen}", angebot.pk) for angebot in angebote]
    sitzung = welt.client("mitarbeit").cookies[settings.SESSION_COOKIE_NAME].value
    schreiber = Schreiber(blatt, sitzung, zellen)
    with zweite_datenbank(tmp_path, kopie=True) as db:
        for runde in range(ABSTUERZE):
            _absturz(schreiber, _adresse(db), tmp_path / "server.log", nach=GLEICHZEITIG * 3 + runde % 7)
            assert not schreiber.fehler, (tmp_path / "server.log").read_text()
            for zelle in zellen:
                _pruefen(zelle)
        with _server(_adresse(db), tmp_path / "server.log") as (port, _):
            assert _antwortet(port)
    assert all(zelle.bestaetigt >= ABSTUERZE for zelle in zellen)

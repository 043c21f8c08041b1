"""PostgreSQL's own tools: pg_dump for the backup, pg_restore and psql to read it back."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from glob import glob
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from stzverbund.betrieb.archiv import BLOCK, ArchivFehler

ORTE = "/usr/lib/postgresql/*/bin"
VARIABLEN = {
    "dbname": "PGDATABASE",
    "host": "PGHOST",
    "options": "PGOPTIONS",
    "password": "PGPASSWORD",
    "port": "PGPORT",
    "service": "PGSERVICE",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "user": "PGUSER",
}
LEEREN = """
DO $leeren$ DECLARE was record; BEGIN
  FOR was IN SELECT c.oid::regclass AS name,
      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END AS art
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relkind DESC LOOP
    IF to_regclass(was.name::text) IS NOT NULL THEN
      EXECUTE format('DROP %s IF EXISTS %s CASCADE', was.art, was.name);
    END IF;
  END LOOP;
  FOR was IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE 'DROP ROUTINE IF EXISTS ' || was.name || ' CASCADE';
  END LOOP;
END $leeren$;
"""
"""Everything of the application in the schema `public`; what extensions own stays."""


def programm(name: str) -> str:
    """The newest of PostgreSQL's programs that is installed. Raises ArchivFehler where there is none."""
    versionen = sorted(glob(f"{ORTE}/{name}"), key=_version)
    fund = versionen[-1] if versionen else shutil.which(name)
    if fund is None:
        raise ArchivFehler(
            f"{name} fehlt auf diesem Rechner. Unter Debian: apt-get install postgresql-client"
        )
    return fund


@contextmanager
def schnappschuss(db: BaseDatabaseWrapper) -> Iterator[str]:
    """A moment of the database that pg_dump and our own counting both see."""
    with transaction.atomic(using=db.alias), db.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def abziehen(db: BaseDatabaseWrapper, moment: str, schreiben: Callable[[bytes], None]) -> None:
    """pg_dump in its own compressed format, piece by piece."""
    wahl = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
    with _laufend(db, "pg_dump", wahl, stdout=subprocess.PIPE) as prozess:
        while stueck := prozess.stdout.read(BLOCK):
            schreiben(stueck)


def gezaehlt(abzug: IO[bytes]) -> dict[str, int]:
    """Reads a whole dump without a database and counts the rows of each table in it."""
    zahlen: Counter[str] = Counter()
    tabelle = ""
    befehl = [programm("pg_restore"), "--data-only", "--file=-"]
    with _prozess(befehl, stdin=abzug, stdout=subprocess.PIPE) as prozess:
        for zeile in prozess.stdout:
            if tabelle:
                tabelle = "" if zeile == b"\\.\n" else tabelle
                zahlen[tabelle] += 1
            elif treffer := re.match(rb'COPY public\."?([^" ]+)"? \(.*\) FROM stdin;$', zeile.rstrip()):
                tabelle = treffer[1].decode()
                zahlen[tabelle] += 0
        grund = prozess.stderr.read()
    if prozess.returncode:
        raise ArchivFehler(f"Der Abzug der Datenbank ist nicht lesbar: {_kurz(grund)}")
    del zahlen[""]
    return dict(zahlen)


def einspielen(
    db: BaseDatabaseWrapper, abzug: Path, zeilen: Mapping[str, int], danach: Sequence[str]
) -> None:
    """Replaces everything in the schema by the dump, in one transaction that also compares the rows and
    then runs the statements `danach`.

    Raises ArchivFehler; then nothing has changed.
    """
    db.close()
    wahl = [
        "--no-psqlrc",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--single-transaction",
        "--output=/dev/null",
        "--file=-",
    ]
    with _laufend(db, "psql", wahl, stdin=subprocess.PIPE) as psql:
        try:
            psql.stdin.write(LEEREN.encode())
            _skript(abzug, psql.stdin)
            psql.stdin.write(_vergleich(zeilen).encode())
            psql.stdin.write("".join(f"{befehl};\n" for befehl in danach).encode())
        except BrokenPipeError:
            pass  # psql has ended with an error: it is asked below
        except BaseException:
            psql.kill()  # before the end of its input, so that it does not commit
            raise
        finally:
            with suppress(BrokenPipeError):
                psql.stdin.close()


def _skript(abzug: Path, ziel: IO[bytes]) -> None:
    befehl = [programm("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(abzug)]
    with _prozess(befehl, stdout=subprocess.PIPE) as prozess:
        shutil.copyfileobj(prozess.stdout, ziel, BLOCK)
        grund = prozess.stderr.read()
    if prozess.returncode:
        raise ArchivFehler(f"Der Abzug der Datenbank ist nicht lesbar: {_kurz(grund)}")


def _vergleich(zeilen: Mapping[str, int]) -> str:
    bedingungen = "".join(
        f"IF (SELECT count(*) FROM public.{_name(tabelle)}) <> {zahl:d} THEN "  # noqa: S608 - quoted
        f"RAISE EXCEPTION 'Zeilen fehlen: %', {_text(tabelle)}; END IF;\n"
        for tabelle, zahl in zeilen.items()
    )
    return f"\nDO $vergleich$ BEGIN\n{bedingungen}END $vergleich$;\n"


def _name(tabelle: str) -> str:
    return '"' + tabelle.replace('"', '""') + '"'


def _text(wort: str) -> str:
    return "'" + wort.replace("'", "''") + "'"


@contextmanager
def _laufend(db: BaseDatabaseWrapper, name: str, wahl: list[str], **strom: Any) -> Iterator[Any]:
    """A program of PostgreSQL on this database; address and password go by the environment only."""
    angaben = db.get_connection_params()
    umgebung = {variable: str(angaben[wort]) for wort, variable in VARIABLEN.items() if angaben.get(wort)}
    with _prozess([programm(name), *wahl], env=os.environ | umgebung, **strom) as prozess:
        yield prozess
        grund = prozess.stderr.read()
    if prozess.returncode:
        raise ArchivFehler(f"{name} ist gescheitert: {_kurz(grund)}")


def _prozess(befehl: list[str], **strom: Any) -> Any:
    return subprocess.Popen(befehl, stderr=subprocess.PIPE, **strom)  # noqa: S603 - no shell, our own words


def _kurz(grund: bytes) -> str:
    return " ".join(grund.decode(errors="replace").split())[:500]


def _version(pfad: str) -> int:
    teil = pfad.split("/")[-3]
    return int(teil) if teil.isdigit() else 0

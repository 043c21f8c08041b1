"""Second databases of the kind that the tests run on, and a world worth saving."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from stzverbund.basis.models import Postausgang
from stzverbund.basis.schutz import schwaerzen
from stzverbund.betrieb import sqlite, tabellen, umzug
from tests import fabriken as f
from tests.hilfen import standards
from tests.hilfen.abmelden import alle_abmelden
from tests.hilfen.raster import Blattwelt, blattwelt
from tests.welt import Welt
from zentren.models import Sitzung

ALIAS = "zweite"


@contextmanager
def zweite_datenbank(ordner: Path, *, kopie: bool = False) -> Iterator[BaseDatabaseWrapper]:
    """Beside the one of the test, gone afterwards: without tables, or a copy of what is committed there."""
    name = f"stz_{uuid.uuid4().hex[:12]}"
    if connection.vendor == "postgresql":
        vorlage = connection.settings_dict["NAME"] if kopie else "template0"
        _befehl(f'CREATE DATABASE "{name}" TEMPLATE "{vorlage}"')
    else:
        name = str(ordner / f"{name}.sqlite3")
        if kopie:
            sqlite.abziehen(connection, Path(name))
    try:
        with umzug.verbindung(ALIAS, {**connection.settings_dict, "NAME": name}) as db:
            yield db
    finally:
        if connection.vendor == "postgresql":
            _befehl(f'DROP DATABASE "{name}" WITH (FORCE)')


def fuellen(welt: Welt) -> Blattwelt:
    """Cells with their history, events, a mail, a login, binary sort keys, dates with time zone, JSON, and
    what triggers guard: a published edition, an accepted Selbstbewertung."""
    standards.angenommen(welt)
    blatt = blattwelt(welt.eigenes, welt.rollen["mitarbeit"], sprachen=["Türkisch", "Русский"])
    blatt.termin(status="geplant")
    blatt.tippe("teilnahmen", "41")
    blatt.tippe("teilnahmen", "44", version=1)
    f.FachstelleFabrik(name="Ärztehaus „Nord“\t\\N; 100 % ' \"")
    with schwaerzen("Test"):
        for status in ("wartet", "gesendet"):
            Postausgang.objects.create(
                schluessel=status, an="a@haus.example", betreff="b", text="t", status=status
            )
    Postausgang.objects.update(angelegt_am=datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC))
    Sitzung.objects.create(session_key="s", session_data="", expire_date=datetime(2099, 1, 1, tzinfo=UTC))
    return blatt


def abdruck(alias: str) -> dict[str, tuple[int, str]]:
    """Rows and contents of every table."""
    return {m._meta.db_table: tabellen.fingerabdruck(m, alias) for m in tabellen.alle_modelle()}


def dateien(media: Path) -> dict[str, bytes]:
    return {p.relative_to(media).as_posix(): p.read_bytes() for p in media.rglob("*") if p.is_file()}


def _befehl(sql: Any) -> None:
    """Outside of the test's own database: a copy is made of one that nobody uses, also no thread of the live
    server that browser tests have left behind."""
    alle_abmelden()
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)

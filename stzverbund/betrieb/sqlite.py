"""SQLite's online backup, in both directions: consistent while others write, and one transaction."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from stzverbund.betrieb.archiv import ArchivFehler


def abziehen(db: BaseDatabaseWrapper, ziel: Path) -> None:
    """A consistent copy of the database as one file without a journal beside it."""
    with (
        closing(_verbindung(str(db.settings_dict["NAME"]))) as quelle,
        closing(_verbindung(str(ziel))) as kopie,
    ):
        quelle.backup(kopie)
        kopie.execute("PRAGMA journal_mode=DELETE")


def gezaehlt(datei: Path) -> dict[str, int]:
    """Checks a copy and counts the rows of each table. Raises ArchivFehler where it is damaged."""
    try:
        with closing(_verbindung(f"{datei.absolute().as_uri()}?mode=ro")) as kopie:
            befund = [zeile[0] for zeile in kopie.execute("PRAGMA integrity_check")]
            if befund != ["ok"]:
                raise ArchivFehler(f"Die Kopie der Datenbank ist beschädigt: {'; '.join(befund)[:500]}")
            namen = kopie.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {n: _zahl(kopie, n) for (n,) in namen if not n.startswith("sqlite_")}
    except sqlite3.DatabaseError as fehler:
        raise ArchivFehler(f"Die Kopie der Datenbank ist nicht lesbar: {fehler}") from fehler


def einspielen(
    db: BaseDatabaseWrapper, kopie: Path, zeilen: Mapping[str, int], danach: Sequence[str]
) -> None:
    """Replaces the whole database in one transaction by the copy, changed by the statements `danach`.

    Raises ArchivFehler, then all is as before.
    """
    if gezaehlt(kopie) != dict(zeilen):
        raise ArchivFehler("Die Kopie der Datenbank hat andere Zeilen, als das Inhaltsverzeichnis sagt.")
    db.close()
    try:
        with (
            closing(_verbindung(str(kopie))) as quelle,
            closing(_verbindung(str(db.settings_dict["NAME"]))) as ziel,
        ):
            for befehl in danach:
                quelle.execute(befehl)
            quelle.commit()
            quelle.backup(ziel)
    except sqlite3.Error as fehler:
        raise ArchivFehler(f"Die Datenbank ist in Benutzung oder nicht beschreibbar: {fehler}") from fehler


def _verbindung(name: str) -> sqlite3.Connection:
    return sqlite3.connect(name, timeout=20, uri=name.startswith("file:"))


def _zahl(kopie: sqlite3.Connection, tabelle: str) -> int:
    name = '"' + tabelle.replace('"', '""') + '"'
    return int(kopie.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608 - quoted

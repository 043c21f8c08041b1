"""The move from SQLite to PostgreSQL: every row in one transaction, compared before it counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import load_backend

from stzverbund.betrieb import tabellen
from stzverbund.betrieb.archiv import ArchivFehler

ZIEL = "umzug"
"""The alias of the target while it lasts."""


@contextmanager
def ziel(adresse: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the PostgreSQL database of an address like that in DATABASE_URL."""
    angaben = environ.Env.db_url_config(adresse)
    if angaben.get("ENGINE") != "django.db.backends.postgresql":
        raise ArchivFehler(
            "Umziehen führt nur zu PostgreSQL: postgres://NAME:KENNWORT@RECHNER:5432/DATENBANK"
        )
    with verbindung(ZIEL, connections.configure_settings({"default": {}, ZIEL: angaben})[ZIEL]) as db:
        yield db


@contextmanager
def verbindung(alias: str, angaben: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """A connection under this alias, in this thread, until the block ends."""
    db = load_backend(angaben["ENGINE"]).DatabaseWrapper(angaben, alias)
    connections[alias] = db
    try:
        yield db
    finally:
        db.close()
        del connections[alias]


def umziehen(quelle: BaseDatabaseWrapper, zu: BaseDatabaseWrapper) -> dict[str, int]:
    """Copies every table and returns its rows; the source is only read, and nobody writes to it meanwhile.

    The target must hold nothing but what `migrate` makes; it is migrated first. Raises ArchivFehler; then
    the target holds no row of the source.
    """
    _bereit(quelle, zu)
    modelle = tabellen.alle_modelle()
    # On SQLite this takes the lock for writing: what is compared at the end is what was there at the start.
    with transaction.atomic(using=quelle.alias), transaction.atomic(using=zu.alias):
        namen = [zu.ops.quote_name(modell._meta.db_table) for modell in modelle]
        _ausfuehren(zu, *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in namen))
        _ausfuehren(zu, f"TRUNCATE {', '.join(namen)}", "SET CONSTRAINTS ALL DEFERRED")
        for modell in modelle:
            _uebertragen(modell, quelle, zu)
        _ausfuehren(zu, "SET CONSTRAINTS ALL IMMEDIATE", *zu.ops.sequence_reset_sql(no_style(), modelle))
        _ausfuehren(zu, *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in namen))
        return {modell._meta.db_table: _verglichen(modell, quelle, zu) for modell in modelle}


def _bereit(quelle: BaseDatabaseWrapper, zu: BaseDatabaseWrapper) -> None:
    if quelle.vendor != "sqlite":
        raise ArchivFehler("Diese Installation nutzt kein SQLite: umziehen führt von SQLite zu PostgreSQL.")
    stand = MigrationExecutor(quelle)
    if stand.migration_plan(stand.loader.graph.leaf_nodes()):
        raise ArchivFehler(
            "In der alten Datenbank fehlen Migrationen. Rufen Sie zuerst `manage.py migrate` auf."
        )
    voll = tabellen.benutzte(zu)
    if voll:
        raise ArchivFehler(
            f"In der neuen Datenbank sind schon Daten ({', '.join(voll[:5])}). Nehmen Sie eine leere."
        )
    call_command("migrate", database=zu.alias, verbosity=0, interactive=False)


def _uebertragen(modell: type[models.Model], quelle: BaseDatabaseWrapper, zu: BaseDatabaseWrapper) -> None:
    """One COPY with the values as they are: no defaults, no `auto_now`, no `save()`."""
    felder = modell._meta.concrete_fields
    spalten = ", ".join(zu.ops.quote_name(str(feld.column)) for feld in felder)
    with zu.cursor() as cursor:
        ziel = f"COPY {zu.ops.quote_name(modell._meta.db_table)} ({spalten}) FROM STDIN"
        with cursor.copy(ziel) as strom:
            for zeile in tabellen.zeilen(modell, quelle.alias):
                strom.write_row([f.get_db_prep_save(w, zu) for f, w in zip(felder, zeile, strict=True)])


def _verglichen(modell: type[models.Model], quelle: BaseDatabaseWrapper, zu: BaseDatabaseWrapper) -> int:
    alt, neu = (tabellen.fingerabdruck(modell, db.alias) for db in (quelle, zu))
    if alt != neu:
        raise ArchivFehler(
            f"Die Tabelle {modell._meta.db_table} ist anders angekommen: {alt[0]} und {neu[0]} Zeilen."
        )
    return alt[0]


def _ausfuehren(db: BaseDatabaseWrapper, *befehle: Any) -> None:
    with db.cursor() as cursor:
        for befehl in befehle:
            cursor.execute(befehl)

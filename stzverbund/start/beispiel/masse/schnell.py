"""Many rows at once: COPY on PostgreSQL, without indexes and foreign keys meanwhile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

STAPEL = 5000
CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype = 'f'
"""
INDIZES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
    WHERE indrelid = %s::regclass AND NOT indisprimary
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


def einfuegen(
    modell: type[Model], felder: Sequence[str], fest: Mapping[str, Any], zeilen: Iterable[tuple]
) -> None:
    """Writes rows of `felder` (column names); `fest` holds what is the same in all of them.

    What neither names gets the default of its field.
    """
    genannt = {*felder, *fest}
    vorgaben = {
        feld.column: feld.get_db_prep_save(feld.get_default(), connection)
        for feld in modell._meta.concrete_fields
        if not feld.primary_key and feld.column not in genannt
    }
    gleich = vorgaben | dict(fest)
    spalten = ", ".join(f'"{spalte}"' for spalte in (*felder, *gleich))
    tabelle = f'"{modell._meta.db_table}" ({spalten})'
    if connection.vendor == "postgresql":
        _kopieren(tabelle, tuple(gleich.values()), zeilen)
    else:
        _stapelweise(tabelle, tuple(gleich.values()), zeilen)


def _kopieren(tabelle: str, gleich: tuple, zeilen: Iterable[tuple]) -> None:
    ende = "".join(f"\t{_text(wert)}" for wert in gleich) + "\n"
    with connection.cursor() as cursor, cursor.copy(f"COPY {tabelle} FROM STDIN") as kopie:
        quelle = iter(zeilen)
        while stapel := list(islice(quelle, STAPEL)):
            kopie.write("".join("\t".join(map(_text, zeile)) + ende for zeile in stapel))


def _text(wert: Any) -> str:
    """A value without tabs, line breaks and backslashes as COPY reads it."""
    return "\\N" if wert is None else str(wert)


def _stapelweise(tabelle: str, gleich: tuple, zeilen: Iterable[tuple]) -> None:
    quelle = iter(zeilen)
    with connection.cursor() as cursor:
        while stapel := [(*zeile, *gleich) for zeile in islice(quelle, STAPEL)]:
            platz = ", ".join(["%s"] * len(stapel[0]))
            cursor.executemany(f"INSERT INTO {tabelle} VALUES ({platz})", stapel)  # noqa: S608


@contextmanager
def ohne_indizes(*modelle: type[Model]) -> Iterator[None]:
    """Drops indexes and foreign keys of these tables on PostgreSQL and makes them anew afterwards."""
    if connection.vendor != "postgresql":
        yield
        return
    wieder = [befehl for modell in modelle for befehl in _entfernen(modell._meta.db_table)]
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for befehl in wieder:
            cursor.execute(befehl)


def _entfernen(tabelle: str) -> list[str]:
    """Drops them and says how they come back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(INDIZES, [tabelle])
        indizes = cursor.fetchall()
        cursor.execute(CONSTRAINTS, [tabelle])
        schluessel = cursor.fetchall()
        for name, _ in schluessel:
            cursor.execute(f'ALTER TABLE {tabelle} DROP CONSTRAINT "{name}"')
        for name, _ in indizes:
            cursor.execute(f"DROP INDEX {name}")
    befehle = [f'ALTER TABLE {tabelle} ADD CONSTRAINT "{name}" {was}' for name, was in schluessel]
    return [befehl for _, befehl in indizes] + befehle

"""The trail is append-only: the database refuses to change or delete its rows.

Triggers on both engines guard every table of a history, and models that say `NUR_ANHAENGEN`. They are
installed after each migration and taken off before it, because SQLite loses them when it remakes a table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.utils import timezone
from simple_history.models import HistoricalChanges

from .models import Schwaerzung

SATZ = "Der Verlauf bleibt, wie er ist."
"""What the database says to whoever tries."""
FUNKTION = "nur_anhaengen"
OFFEN = 'EXISTS (SELECT 1 FROM "basis_schwaerzung" WHERE offen)'
DAVOR = ("update", "delete")
MARKE_LAENGE = 100


def geschuetzte() -> list[type[models.Model]]:
    """All models whose rows stay as they were written."""
    alle = apps.get_models(include_auto_created=True)
    return [m for m in alle if issubclass(m, HistoricalChanges) or getattr(m, "NUR_ANHAENGEN", False)]


def anbringen(using: str = "default") -> None:
    """Installs the triggers that are missing."""
    verbindung = connections[using]
    da = vorhandene(using)
    with verbindung.cursor() as cursor:
        if verbindung.vendor == "postgresql":
            cursor.execute(_funktion())
        tabellen = set(verbindung.introspection.table_names(cursor))
        for name, tabelle, wobei in _gewollte():
            if name not in da and tabelle in tabellen:
                cursor.execute(_anlegen(verbindung.vendor, name, tabelle, wobei))


def abnehmen(using: str = "default") -> None:
    """Takes the triggers off, for a migration or to empty the tables of a test."""
    verbindung = connections[using]
    da = vorhandene(using)
    with verbindung.cursor() as cursor:
        for name, tabelle, _ in _gewollte():
            if name in da:
                auf = f' ON "{tabelle}"' if verbindung.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{name}"{auf}')


def vorhandene(using: str = "default") -> set[str]:
    """The names of the triggers that the database has."""
    verbindung = connections[using]
    frage = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if verbindung.vendor == "postgresql":
        frage = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with verbindung.cursor() as cursor:
        cursor.execute(frage)
        return {name for (name,) in cursor.fetchall()}


def fehlende(using: str = "default") -> list[str]:
    """The triggers that should be there and are not."""
    return sorted({name for name, _, _ in _gewollte()} - vorhandene(using))


def _gewollte() -> Iterator[tuple[str, str, str]]:
    """(name, table, what is refused) of all triggers."""
    for modell in geschuetzte():
        tabelle = modell._meta.db_table
        for wobei in DAVOR:
            # PostgreSQL cuts names at 63 characters.
            yield f"bleibt_{wobei[0]}_{tabelle}"[:63], tabelle, wobei


def _funktion() -> str:
    return f"""
        CREATE OR REPLACE FUNCTION {FUNKTION}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {OFFEN} THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{SATZ}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """


def _anlegen(vendor: str, name: str, tabelle: str, wobei: str) -> str:
    kopf = f'CREATE TRIGGER "{name}" BEFORE {wobei.upper()} ON "{tabelle}"'
    if vendor == "postgresql":
        return f"{kopf} FOR EACH ROW EXECUTE FUNCTION {FUNKTION}()"
    return f"{kopf} WHEN NOT {OFFEN} BEGIN SELECT RAISE(ABORT, '{SATZ}'); END"


@contextmanager
def schwaerzen(grund: str) -> Iterator[None]:
    """Opens the trail for `aufraeumen` and erasure, for this transaction only; leaves a row that says so.

    Nobody else sees it open, and nothing stays open where it fails. Mark what you change: `geschwaerzt`.
    """
    with transaction.atomic():
        oeffnung = Schwaerzung.objects.create(grund=grund)
        yield
        oeffnung.offen = False
        oeffnung.save(update_fields=["offen"])


def geschwaerzt(zeilen: models.QuerySet, **werte: Any) -> int:
    """Blackens rows of a history or of Ereignis inside `schwaerzen`: sets `werte`, empties the person and
    marks each row "geschwärzt am …"; the role stays. Returns how many rows."""
    ereignisse = hasattr(zeilen.model, "rolle")
    feld, person = ("rolle", "person") if ereignisse else ("history_change_reason", "history_user")
    laenge = zeilen.model._meta.get_field(feld).max_length or MARKE_LAENGE
    marke = f" (geschwärzt am {timezone.localdate():%d.%m.%Y})"
    rolle = models.functions.Substr(
        models.functions.Coalesce(models.F(feld), models.Value("")), 1, laenge - len(marke)
    )
    return zeilen.update(**{feld: models.functions.Concat(rolle, models.Value(marke)), person: None}, **werte)

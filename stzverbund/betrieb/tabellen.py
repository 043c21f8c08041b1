"""All tables of the application: how many rows, what they hold, and whether anybody has used them yet."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

VOM_MIGRIEREN = frozenset({ContentType._meta.db_table, Permission._meta.db_table, "django_migrations"})
"""`migrate` fills these by itself: their rows do not make an installation a used one."""
AUF_EINMAL = 2000


def alle_modelle() -> list[type[models.Model]]:
    """One model for each table, with those of many-to-many relations and of the history; by table name."""
    modelle = {
        modell._meta.db_table: modell
        for modell in apps.get_models(include_auto_created=True)
        if modell._meta.managed and not modell._meta.proxy
    }
    return [modelle[name] for name in sorted(modelle)]


def migrationen(db: BaseDatabaseWrapper) -> list[str]:
    """What has been applied, as "app.name"; empty for a database without tables."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(db).applied_migrations())


def zeilenzahlen(db: BaseDatabaseWrapper) -> dict[str, int]:
    """Rows of every table there is, also of those that no model of this version knows."""
    with db.cursor() as cursor:
        tabellen = db.introspection.table_names(cursor)
        zahlen = {}
        for tabelle in tabellen:
            cursor.execute(f"SELECT count(*) FROM {db.ops.quote_name(tabelle)}")  # noqa: S608 - quoted
            zahlen[tabelle] = cursor.fetchone()[0]
    return zahlen


def benutzte(db: BaseDatabaseWrapper) -> list[str]:
    """The tables that hold more than `migrate` puts there; empty for a new installation."""
    return [name for name, zahl in zeilenzahlen(db).items() if zahl and name not in VOM_MIGRIEREN]


def zeilen(modell: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as Python values in the order of its columns; few are in memory at once."""
    namen = [feld.attname for feld in modell._meta.concrete_fields]
    return modell._base_manager.using(alias).order_by("pk").values_list(*namen).iterator(AUF_EINMAL)


def fingerabdruck(modell: type[models.Model], alias: str) -> tuple[int, str]:
    """Rows and a hash of their contents: equal for equal rows, whatever the database and its order."""
    anzahl = summe = 0
    for zeile in zeilen(modell, alias):
        text = json.dumps([_fest(wert) for wert in zeile], sort_keys=True, ensure_ascii=False, default=str)
        # A sum, because text keys are sorted differently by SQLite and PostgreSQL.
        summe = (summe + int.from_bytes(hashlib.sha256(text.encode()).digest())) % 2**256
        anzahl += 1
    return anzahl, f"{summe:064x}"


def _fest(wert: Any) -> Any:
    if isinstance(wert, memoryview | bytes):
        return bytes(wert).hex()
    if isinstance(wert, datetime) and wert.tzinfo is not None:
        return wert.astimezone(UTC).isoformat()
    if isinstance(wert, Decimal):
        return str(wert.normalize())
    return wert

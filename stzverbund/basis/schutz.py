"""What is written stays: the database refuses to change or delete the trail and what is settled.

Triggers on both engines guard every table of a history and of models that say `NUR_ANHAENGEN` against any
change, and models with `FEST_WENN` against those that their conditions name. Where rows must not overlap
(`NICHT_ZUGLEICH`) PostgreSQL has a constraint of a migration, SQLite triggers of ours. They are installed
after each migration and taken off before it, because SQLite loses them when it remakes a table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.utils import timezone
from simple_history.models import HistoricalChanges

from .models import Schwaerzung

SATZ = "Der Verlauf bleibt, wie er ist."
"""What the database says to whoever tries."""
FEST = "Was veröffentlicht oder angenommen ist, bleibt, wie es ist."
ZUGLEICH = "Zu dieser Zeit ist schon etwas eingetragen."
FUNKTION = "nur_anhaengen"
OFFEN = 'EXISTS (SELECT 1 FROM "basis_schwaerzung" WHERE offen)'
DAVOR = ("update", "delete")
MARKE_LAENGE = 100


def geschuetzte() -> list[type[models.Model]]:
    """All models whose rows stay as they were written."""
    alle = apps.get_models(include_auto_created=True)
    return [m for m in alle if issubclass(m, HistoricalChanges) or getattr(m, "NUR_ANHAENGEN", False)]


@dataclass(frozen=True)
class Waechter:
    """One trigger: before `wobei` ("insert", "update", "delete") on `tabelle`, where the SQL `wenn` holds.

    `wenn` speaks of the rows OLD and NEW and is the same on both engines. `immer`: also while the trail is
    open.
    """

    tabelle: str
    wobei: str
    satz: str
    wenn: str = ""
    immer: bool = False

    @property
    def name(self) -> str:
        """PostgreSQL cuts names at 63 characters."""
        return f"{'fest' if self.wenn else 'bleibt'}_{self.wobei[0]}_{self.tabelle}"[:63]

    @property
    def funktion(self) -> str:
        """What PostgreSQL executes."""
        return self.name if self.wenn else FUNKTION

    def anlegen(self, vendor: str) -> list[str]:
        """The statements that install it."""
        kopf = f'CREATE TRIGGER "{self.name}" BEFORE {self.wobei.upper()} ON "{self.tabelle}"'
        if vendor == "postgresql":
            return [self._funktion(), f'{kopf} FOR EACH ROW EXECUTE FUNCTION "{self.funktion}"()']
        bedingungen = [] if self.immer else [f"NOT {OFFEN}"]
        wenn = " AND ".join([*bedingungen, *([f"({self.wenn})"] if self.wenn else [])])
        return [f"{kopf} WHEN {wenn} BEGIN SELECT RAISE(ABORT, '{self.satz}'); END"]

    def _funktion(self) -> str:
        return f"""
            CREATE OR REPLACE FUNCTION "{self.funktion}"() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NOT {OFFEN} AND ({self.wenn or "true"}) THEN
                    RAISE EXCEPTION '{self.satz}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$
        """


def anbringen(using: str = "default") -> None:
    """Installs the triggers that are missing."""
    verbindung = connections[using]
    da = vorhandene(using)
    with verbindung.cursor() as cursor:
        tabellen = set(verbindung.introspection.table_names(cursor))
        for waechter in _gewollte(verbindung.vendor):
            if waechter.name not in da and waechter.tabelle in tabellen:
                for befehl in waechter.anlegen(verbindung.vendor):
                    cursor.execute(befehl)


def abnehmen(using: str = "default") -> None:
    """Takes the triggers off, for a migration or to empty the tables of a test."""
    verbindung = connections[using]
    da = vorhandene(using)
    with verbindung.cursor() as cursor:
        for waechter in _gewollte(verbindung.vendor):
            if waechter.name in da:
                auf = f' ON "{waechter.tabelle}"' if verbindung.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{waechter.name}"{auf}')


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
    gewollte = _gewollte(connections[using].vendor)
    return sorted({waechter.name for waechter in gewollte} - vorhandene(using))


def _gewollte(vendor: str) -> Iterator[Waechter]:
    for modell in geschuetzte():
        for wobei in DAVOR:
            yield Waechter(modell._meta.db_table, wobei, SATZ)
    for modell in apps.get_models():
        for wobei, wenn in getattr(modell, "FEST_WENN", {}).items():
            yield Waechter(modell._meta.db_table, wobei, FEST, wenn)
        if vendor == "sqlite" and (spalten := getattr(modell, "NICHT_ZUGLEICH", None)):
            for wobei in ("insert", "update"):
                wenn = _zugleich(modell._meta.db_table, *spalten)
                yield Waechter(modell._meta.db_table, wobei, ZUGLEICH, wenn, immer=True)


def _zugleich(tabelle: str, wo: str, beginn: str, ende: str) -> str:
    """Of rows that do not overlap, the last to begin before the new one ends is the last to end."""
    davor = f'alt."{wo}" = NEW."{wo}" AND alt."{beginn}" < NEW."{ende}" AND alt."id" IS NOT NEW."id"'
    letzte = f'FROM "{tabelle}" alt WHERE {davor} ORDER BY alt."{beginn}" DESC LIMIT 1'
    return f'(SELECT alt."{ende}" {letzte}) > NEW."{beginn}"'


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

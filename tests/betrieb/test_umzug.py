"""The move from SQLite to PostgreSQL: every table arrives as it was, and keys go on where they were."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from stzverbund.basis import schutz
from stzverbund.betrieb import tabellen, umzug
from stzverbund.betrieb.archiv import ArchivFehler
from tests.betrieb.ort import ALIAS, abdruck, fuellen, zweite_datenbank
from tests.welt import Welt
from zentren.models import Fachstelle

QUELLE = "quelle"


def test_nur_zu_postgres(db: None) -> None:
    for adresse in ("sqlite:////x.sqlite3", "mysql://a:b@c/d"):
        with pytest.raises(CommandError, match="führt nur zu PostgreSQL"):
            call_command("umziehen", adresse)


if connection.vendor == "postgresql":

    @pytest.fixture
    def quelle(tmp_path: Path, transactional_db: None, welt: Welt) -> Iterator[Any]:
        """An SQLite file with the world of the tests: its tables from the models, its rows as they are."""
        fuellen(welt)
        angaben = {
            "default": {},
            QUELLE: {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "alt.db"},
        }
        with umzug.verbindung(QUELLE, connections.configure_settings(angaben)[QUELLE]) as db:
            with db.schema_editor() as tabellenbau:
                for modell in tabellen.alle_modelle():
                    if not modell._meta.auto_created:
                        tabellenbau.create_model(modell)
            call_command("migrate", database=QUELLE, fake=True, verbosity=0)
            for modell in (Permission, ContentType):
                modell.objects.using(QUELLE).all().delete()
            schutz.abnehmen(QUELLE)
            with transaction.atomic(using=QUELLE):
                for modell in tabellen.alle_modelle():
                    alles = modell._base_manager.order_by("pk")
                    felder = modell._meta.concrete_fields
                    if alles:
                        modell._base_manager._insert(list(alles), felder, using=QUELLE, raw=True)
            yield db

    def _adresse(zu: Any) -> str:
        angaben = zu.get_connection_params()
        return f"postgres://{angaben['user']}@/{angaben['dbname']}?host={angaben['host']}"

    def test_alles_kommt_an(quelle: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """First a move that fails at the last moment and leaves nothing, then one that does not."""
        alt, datei = abdruck(QUELLE), tmp_path / "alt.db"
        summe = hashlib.sha256(datei.read_bytes()).hexdigest()
        assert alt == abdruck("default")
        with zweite_datenbank(tmp_path) as zweite, umzug.ziel(_adresse(zweite)) as zu:
            with monkeypatch.context() as m:
                m.setattr(tabellen, "fingerabdruck", lambda modell, alias: (0, alias))
                with pytest.raises(ArchivFehler, match="ist anders angekommen"):
                    umzug.umziehen(quelle, zu)
            assert tabellen.benutzte(zweite) == []
            with zweite.cursor() as cursor:
                cursor.execute(
                    "CREATE FUNCTION nie() RETURNS trigger LANGUAGE plpgsql AS "
                    "$$ BEGIN RAISE EXCEPTION 'nie'; END $$; CREATE TRIGGER nie BEFORE INSERT OR TRUNCATE "
                    "ON zentren_fachstelle EXECUTE FUNCTION nie()"
                )
            zeilen = umzug.umziehen(quelle, zu)
            assert zeilen == {name: anzahl for name, (anzahl, _) in alt.items()}
            assert abdruck(ALIAS) == alt
            assert schutz.fehlende(ALIAS) == []
            _geht_weiter(zweite)
            with pytest.raises(ArchivFehler, match="schon Daten"):
                umzug.umziehen(quelle, zu)
        assert hashlib.sha256(datei.read_bytes()).hexdigest() == summe

    def _geht_weiter(zweite: Any) -> None:
        """Triggers and foreign keys are on again, new rows get free keys."""
        letzte = Fachstelle.objects.using(ALIAS).order_by("pk").last()
        with pytest.raises(Exception, match="nie"):
            letzte.save(using=ALIAS, force_insert=True)
        with zweite.cursor() as cursor:
            cursor.execute("DROP TRIGGER nie ON zentren_fachstelle")
        vorher, letzte.pk = letzte.pk, None
        letzte.save(using=ALIAS)
        assert letzte.pk > vorher
        with pytest.raises(IntegrityError), transaction.atomic(using=ALIAS):
            Fachstelle.objects.using(ALIAS).update(art_id=999_999)

    def test_nur_von_sqlite(db: None, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="nutzt kein SQLite"):
            call_command("umziehen", _adresse(connection))

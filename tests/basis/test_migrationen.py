"""Many tables at once: there and gone again, and written as any other operation."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from stzverbund.basis.migrationen import CreateModels


def _vorgang() -> CreateModels:
    schluessel = ("id", models.BigAutoField(primary_key=True))
    haus = migrations.CreateModel("Probehaus", [schluessel])
    verweis = models.ForeignKey("basis.probehaus", models.CASCADE)
    return CreateModels([haus, migrations.CreateModel("Proberaum", [schluessel, ("haus", verweis)])])


def _tabellen() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("basis_probe")}


@pytest.mark.django_db(transaction=True)
def test_viele_tabellen_hin_und_zurueck() -> None:
    vorher, nachher, vorgang = ProjectState(), ProjectState(), _vorgang()
    assert nachher.apps.get_models() == []
    vorgang.state_forwards("basis", nachher)
    with connection.schema_editor() as werkzeug:
        vorgang.database_forwards("basis", werkzeug, vorher, nachher)
    assert _tabellen() == {"basis_probehaus", "basis_proberaum"}
    with connection.schema_editor() as werkzeug:
        vorgang.database_backwards("basis", werkzeug, nachher, vorher)
    assert _tabellen() == set()


def test_wird_wie_andere_geschrieben() -> None:
    text, importe = MigrationWriter.serialize(_vorgang())
    assert importe >= {"import stzverbund.basis.migrationen"}
    assert text.count("migrations.CreateModel(") == 2
    assert _vorgang().describe() == "Create models Probehaus, Proberaum"
    assert _vorgang().migration_name_fragment == "probehaus_proberaum"

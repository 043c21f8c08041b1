from django.db import migrations, models

# btree_gist is a trusted extension: whoever owns the database may create it.
ERWEITERUNG = "CREATE EXTENSION IF NOT EXISTS btree_gist"
EINMAL = """
    ALTER TABLE zentren_belegung ADD CONSTRAINT belegung_einmal
    EXCLUDE USING gist (raum_id WITH =, tstzrange(beginn, ende) WITH &&)
"""


def einmal(apps, schema_editor):
    """No two occupations of a Raum overlap; SQLite gets its triggers from `basis.schutz`."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ERWEITERUNG)
        schema_editor.execute(EINMAL)


class Migration(migrations.Migration):

    dependencies = [
        ("zentren", "0009_belegung"),
    ]

    operations = [
        migrations.DeleteModel(name="HistoricalBelegung"),
        migrations.AddIndex(
            model_name="belegung",
            index=models.Index(fields=["raum", "ende"], name="zentren_bel_raum_id_f1e51d_idx"),
        ),
        migrations.RunPython(einmal, migrations.RunPython.noop),
    ]

from django.db import migrations


SPALTE = """
    ALTER TABLE verbund_sucheintrag ADD COLUMN vektor tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('german', translate(titel, '/', ' ')), 'A')
        || setweight(to_tsvector('german', translate(text, '/', ' ')), 'B')
    ) STORED
"""
INDEX = "CREATE INDEX verbund_sucheintrag_vektor ON verbund_sucheintrag USING gin (vektor)"


def wortformen(apps, schema_editor):
    """The word forms that PostgreSQL searches; SQLite has none (verbund/suche/finden.py)."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(SPALTE)
        schema_editor.execute(INDEX)


class Migration(migrations.Migration):

    dependencies = [
        ("verbund", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(wortformen, migrations.RunPython.noop),
    ]

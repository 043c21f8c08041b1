from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rechtliches", "0001_anfang")]

    operations = [
        migrations.RenameField("historicalrechtstext", "stand", "stand_am"),
        migrations.RenameField("rechtstext", "stand", "stand_am"),
    ]

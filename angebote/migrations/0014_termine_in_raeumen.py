from datetime import UTC, datetime, timedelta

from django.db import migrations
from django.utils import timezone

STAPEL = 2000


def termine_in_raeumen(apps, schema_editor):
    """Every Termin in a Raum gets its Belegung; of two at once the one that begins first.

    The others stay without and are shown as what they are: planned twice.
    """
    Termin = apps.get_model("angebote", "Termin")
    Belegung = apps.get_model("zentren", "Belegung")
    termine = (
        Termin.objects.filter(angebot__raum__isnull=False, belegung__isnull=True)
        .exclude(status="ausgefallen")
        .select_related("angebot")
        .order_by("angebot__raum_id", "datum", "von", "pk")
    )
    stapel, dort, besetzt_bis = [], None, None
    for termin in termine.iterator(chunk_size=STAPEL):
        raum, (beginn, ende) = termin.angebot.raum_id, _zeitraum(termin)
        if raum == dort and beginn < besetzt_bis:
            continue
        dort, besetzt_bis = raum, ende
        termin.belegung = Belegung(
            raum_id=raum, art="angebot", beginn=beginn, ende=ende, anlass=termin.angebot.titel
        )
        stapel.append(termin)
        if len(stapel) == STAPEL:
            _schreiben(Termin, Belegung, stapel)
            stapel = []
    _schreiben(Termin, Belegung, stapel)


def _zeitraum(termin):
    beginn, ende = (
        timezone.make_aware(datetime.combine(termin.datum, wann)).astimezone(UTC)
        for wann in (termin.von, termin.bis)
    )
    return beginn, max(ende, beginn + timedelta(minutes=1))


def _schreiben(Termin, Belegung, termine):
    Belegung.objects.bulk_create([termin.belegung for termin in termine], batch_size=500)
    for termin in termine:
        termin.belegung = termin.belegung  # its key is there only now
    Termin.objects.bulk_update(termine, ["belegung"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("angebote", "0013_bedarfe"),
        ("zentren", "0010_belegung_einmal"),
    ]

    operations = [
        migrations.RunPython(termine_in_raeumen, migrations.RunPython.noop),
    ]

"""The stored sums of an accepted Meldung: what reports over many centres read."""

from django.db.models import BigIntegerField, Count, F, Q, Sum
from django.db.models.functions import Cast, Coalesce

from angebote.models import Meldung, Meldungssumme
from stzverbund.basis.zahlen import Zellart


def schreiben(meldung: Meldung) -> int:
    """Writes the sums, inside the caller's transaction; returns how many rows. A second time is an error.

    One row per month, Kennzahl, Leistungsbereich of the Angebot, age group and gender.
    """
    if meldung.summen.exists():
        raise ValueError(f"Meldung {meldung.pk} has its sums already")
    zeilen = (
        meldung.werte.exclude(art=Zellart.LEER)
        .order_by()
        .values(
            "monat",
            "kennzahl_id",
            "altersgruppe",
            "geschlecht",
            leistungsbereich_id=F("angebot__leistungsbereich_id"),
        )
        .annotate(
            # PostgreSQL sums bigints as decimals
            zahl=Cast(Coalesce(Sum("zahl"), 0), BigIntegerField()),
            angaben=Count("pk", filter=Q(art=Zellart.ZAHL)),
            keine_angabe=Count("pk", filter=Q(art=Zellart.KEINE_ANGABE)),
        )
    )
    summen = [Meldungssumme(meldung=meldung, **zeile) for zeile in zeilen]
    return len(Meldungssumme.objects.bulk_create(summen, batch_size=500))

"""The stored sums of accepted Meldungen: what reports over many centres read."""

from django.db import connection
from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from angebote.models import Meldung, Meldungssumme, Wert
from stzverbund.basis.zahlen import Zellart

SPALTEN = (
    "meldung_id",
    "monat",
    "kennzahl_id",
    "leistungsbereich_id",
    "altersgruppe",
    "geschlecht",
    "zahl",
    "angaben",
    "keine_angabe",
)


def schreiben(meldungen: QuerySet[Meldung]) -> int:
    """Writes the sums in one statement, inside the caller's transaction; returns how many rows.

    One row per Meldung, month, Kennzahl, Leistungsbereich of the Angebot, age group and gender. Raises
    ValueError where one of them has its sums already.
    """
    if Meldungssumme.objects.filter(meldung__in=meldungen.order_by().values("pk")).exists():
        raise ValueError("these Meldungen have their sums already")
    abfrage, werte = _gruppiert(meldungen).query.sql_with_params()
    spalten = ", ".join(SPALTEN)
    tabelle = Meldungssumme._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {tabelle} ({spalten}) SELECT {spalten} FROM ({abfrage}) s", werte)  # noqa: S608
        return cursor.rowcount


def _gruppiert(meldungen: QuerySet[Meldung]) -> QuerySet:
    return (
        Wert.objects.filter(meldung__in=meldungen.order_by().values("pk"))
        .exclude(art=Zellart.LEER)
        .order_by()
        .values(
            "meldung_id",
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

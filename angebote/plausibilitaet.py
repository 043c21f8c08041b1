"""Unusual values: outside half to twice the median of the last reported months, and far enough from it.

Compared are the last twelve months with a number that the Bezirksamt has been told for the same Zentrum,
Angebot and Kennzahl before the Meldezeitraum, if there are at least four. Months of the Meldung itself do
not count: a value that is quiet when it is typed stays quiet before the Bezirksamt. What is usual is
therefore the same for all months of a Meldung and stored with it (`Vergleichswert`); the steps of the
centre's Meldungen keep it up to date, so that a cell needs one short look-up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from angebote.models import Meldung, Vergleichswert, Wert
from angebote.querysets import WertQuerySet
from stzverbund.basis.zahlen import Zellart
from stzverbund.basis.zeit import monatsanfang

Status = Meldung.Status
OFFEN = (Status.ENTWURF, Status.ZURUECKGEGEBEN, Status.EINGEREICHT, Status.FREIGEGEBEN)
GEZAEHLT = ("werte_verglichen", "werte_auffaellig", "werte_unerklaert")

# `ziel` are the Meldungen to be judged. The two middle values are added, so that everything is whole
# numbers; `schwelle` is 10 people, hours or Euro, smaller differences are everyday ones.
VERGLEICH = """
WITH ziel AS (
    SELECT m.id, m.zentrum_id, z.von
    FROM angebote_meldung m JOIN angebote_meldezeitraum z ON z.id = m.zeitraum_id
    WHERE m.id IN ({ziele})
), frueher AS (
    SELECT ziel.id AS meldung_id, w.angebot_id, w.kennzahl_id, w.zahl,
        ROW_NUMBER() OVER (PARTITION BY ziel.id, w.angebot_id, w.kennzahl_id ORDER BY w.monat DESC) AS zurueck
    FROM ziel
    JOIN angebote_meldung g ON g.zentrum_id = ziel.zentrum_id
    JOIN angebote_wert w ON w.meldung_id = g.id AND w.monat < ziel.von
    WHERE g.id IN ({gemeldet})
        AND w.art = 'zahl' AND w.altersgruppe = 'alle' AND w.geschlecht = 'alle'
), geordnet AS (
    SELECT meldung_id, angebot_id, kennzahl_id, zahl,
        ROW_NUMBER() OVER (PARTITION BY meldung_id, angebot_id, kennzahl_id ORDER BY zahl) AS rang,
        COUNT(*) OVER (PARTITION BY meldung_id, angebot_id, kennzahl_id) AS anzahl
    FROM frueher WHERE zurueck <= 12
), mitte AS (
    SELECT meldung_id, angebot_id, kennzahl_id, MAX(anzahl) AS anzahl, MIN(zahl) AS kleinster,
        MAX(zahl) AS groesster, MAX(CASE WHEN rang = (anzahl + 1) / 2 THEN zahl END)
            + MAX(CASE WHEN rang = anzahl / 2 + 1 THEN zahl END) AS doppelt
    FROM geordnet GROUP BY meldung_id, angebot_id, kennzahl_id HAVING MAX(anzahl) >= 4
), abstand AS (
    SELECT mitte.*,
        CASE k.einheit WHEN 'stunden' THEN 600 WHEN 'euro' THEN 1000 ELSE 10 END AS schwelle
    FROM mitte JOIN angebote_kennzahl k ON k.id = mitte.kennzahl_id
)
SELECT meldung_id, angebot_id, kennzahl_id, anzahl, doppelt, kleinster, groesster,
    CASE WHEN doppelt < 2 * schwelle THEN 0
        WHEN (doppelt - 1) / 4 < (doppelt - 2 * schwelle) / 2 THEN (doppelt - 1) / 4 + 1
        ELSE (doppelt - 2 * schwelle) / 2 + 1 END,
    CASE WHEN doppelt > (doppelt + 2 * schwelle - 1) / 2 THEN doppelt
        ELSE (doppelt + 2 * schwelle - 1) / 2 END
FROM abstand
"""
SPALTEN = "meldung_id, angebot_id, kennzahl_id, anzahl, doppelmedian, kleinster, groesster, unten, oben"


@dataclass(frozen=True)
class Befund:
    """How many values of a Meldung were compared, are unusual, and of these have no explanation."""

    verglichen: int
    auffaellig: int
    unerklaert: int


@dataclass(frozen=True)
class Auffaelligkeit:
    """An unusual value and what it was compared with."""

    wert: Wert
    vergleich: Vergleichswert

    @property
    def median(self) -> str:
        return self.vergleich.median(self.wert.kennzahl.einheit)

    @property
    def spanne(self) -> str:
        return self.vergleich.spanne(self.wert.kennzahl.einheit)


@transaction.atomic
def vergleichen(meldungen: Sequence[Meldung]) -> None:
    """Writes anew what is usual for these Meldungen, in one statement, and counts their unusual values.

    The caller holds the lock of each, so that two steps at once do not write the same rows.
    """
    pks = [meldung.pk for meldung in meldungen]
    if not pks:
        return
    Vergleichswert.objects.filter(meldung__in=pks).delete()
    gemeldet, werte = Meldung.objects.gemeldet().order_by().values("pk").query.sql_with_params()
    abfrage = VERGLEICH.format(ziele=", ".join(["%s"] * len(pks)), gemeldet=gemeldet)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {Vergleichswert._meta.db_table} ({SPALTEN}) {abfrage}", [*pks, *werte])
    zaehlen(meldungen)


def zaehlen(meldungen: Sequence[Meldung]) -> None:
    """Stores the three counts of these Meldungen; one query for all, one to write."""
    zeilen = (
        _mit_vergleich(Wert.objects.filter(meldung__in=meldungen))
        .order_by()
        .values("meldung")
        .annotate(
            werte_verglichen=Count("pk"),
            werte_auffaellig=Count("pk", filter=Q(auffaellig=True)),
            werte_unerklaert=Count("pk", filter=Q(auffaellig=True) & ~Q(erklaert_zahl=F("zahl"))),
        )
    )
    gezaehlt: dict[int, dict[str, int]] = {zeile["meldung"]: zeile for zeile in zeilen}
    for meldung in meldungen:
        for feld in GEZAEHLT:
            setattr(meldung, feld, gezaehlt.get(meldung.pk, {}).get(feld, 0))
    Meldung.objects.bulk_update(meldungen, GEZAEHLT, batch_size=200)


def nachziehen(meldung: Meldung) -> None:
    """After a step of a Meldung: compares the centre's later open Meldungen anew, which it may have changed.

    Locks them, the earlier periods first.
    """
    spaetere = (
        Meldung.objects.select_for_update(of=("self",))
        .filter(zentrum=meldung.zentrum_id, zeitraum__von__gt=meldung.zeitraum.bis, status__in=OFFEN)
        .order_by("zeitraum__von", "pk")
    )
    vergleichen(list(spaetere))


def befund(meldung: Meldung) -> Befund:
    """What was counted at the last step of the Meldung."""
    return Befund(*(getattr(meldung, feld) or 0 for feld in GEZAEHLT))


def auffaellige(meldungen: Iterable[Meldung]) -> list[Auffaelligkeit]:
    """The unusual values of these Meldungen, unexplained ones first, then by month and in the order of the
    grid; two queries."""
    werte = list(
        _mit_vergleich(Wert.objects.filter(meldung__in=[meldung.pk for meldung in meldungen]))
        .filter(auffaellig=True)
        .select_related("angebot", "kennzahl")
    )
    orte = Vergleichswert.objects.filter(
        meldung__in={wert.meldung_id for wert in werte}, kennzahl__in={wert.kennzahl_id for wert in werte}
    )
    je_ort = {(v.meldung_id, v.angebot_id, v.kennzahl_id): v for v in orte}
    liste = [Auffaelligkeit(w, je_ort[w.meldung_id, w.angebot_id, w.kennzahl_id]) for w in werte]
    return sorted(liste, key=_reihenfolge)


def mit_ueblichem(werte: WertQuerySet) -> WertQuerySet:
    """Loads what `ueblich` tells of each total, in the same query."""
    felder = ("anzahl", "doppelmedian", "kleinster", "groesster", "unten", "oben")
    zeile = _vergleichswert().values(zeile=JSONObject(**{feld: F(feld) for feld in felder}))
    return werte.annotate(vergleichszeile=Subquery(zeile[:1]))


def ueblich(wert: Wert) -> Vergleichswert | None:
    """What is usual in this cell, as `mit_ueblichem` has loaded it; a row that is new asks for it."""
    if "vergleichszeile" in wert.__dict__:
        zeile = wert.__dict__["vergleichszeile"]
        return Vergleichswert(**zeile) if zeile else None
    if not wert.pk:
        return None
    ort = {"meldung": wert.meldung_id, "angebot": wert.angebot_id, "kennzahl": wert.kennzahl_id}
    return Vergleichswert.objects.filter(**ort).first()


def _reihenfolge(a: Auffaelligkeit) -> tuple:
    angebot = (1, b"") if a.wert.angebot is None else (0, bytes(a.wert.angebot.sortierung))
    return (a.wert.erklaert, a.wert.monat, angebot, a.wert.kennzahl.reihenfolge, a.wert.pk)


def _mit_vergleich(werte: WertQuerySet) -> Any:
    """The totals with a number that have something to be compared with, and whether they are unusual.

    A small one of the running month is not: it may still grow.
    """
    vergleich = _vergleichswert()
    laufend = monatsanfang(timezone.localdate())
    zu_gross = vergleich.filter(oben__lt=OuterRef("zahl"))
    zu_klein = vergleich.filter(unten__gt=OuterRef("zahl"))
    return (
        werte.summen()
        .filter(Exists(vergleich), art=Zellart.ZAHL)
        .annotate(auffaellig=Q(Exists(zu_gross)) | Q(Exists(zu_klein), monat__lt=laufend))
    )


def _vergleichswert() -> QuerySet[Vergleichswert]:
    """What is usual in the place of the outer value."""
    return Vergleichswert.objects.annotate(ort=Coalesce("angebot_id", 0)).filter(
        meldung=OuterRef("meldung"), kennzahl=OuterRef("kennzahl"), ort=Coalesce(OuterRef("angebot_id"), 0)
    )

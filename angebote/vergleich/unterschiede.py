"""What a Berichtigung changes, value by value ("visible difference", domain model, "Decided" 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from angebote.models import Altersgruppe, Angebot, Geschlecht, Kennzahl, Meldung, Wert
from stzverbund.basis.zahlen import Zellart, Zelle, zeige_zelle

SCHLUESSEL = ("monat", "angebot_id", "kennzahl_id", "altersgruppe", "geschlecht")
LEER = Zelle(Zellart.LEER)
Schluessel = tuple[date, int | None, int, str, str]


@dataclass(frozen=True)
class Unterschied:
    """One value that differs; `angebot` is None for Beratung and Zentrum."""

    monat: date
    angebot: Angebot | None
    kennzahl: Kennzahl
    altersgruppe: str
    geschlecht: str
    alt: Zelle
    neu: Zelle

    @property
    def aufteilung(self) -> str:
        """ "65 und älter, weiblich"; empty for the total."""
        teile = [(self.altersgruppe, Altersgruppe), (self.geschlecht, Geschlecht)]
        return ", ".join(str(klasse(wert).label) for wert, klasse in teile if wert != "alle")

    @property
    def alt_text(self) -> str:
        return zeige_zelle(self.alt, self.kennzahl.einheit) or "leer"

    @property
    def neu_text(self) -> str:
        return zeige_zelle(self.neu, self.kennzahl.einheit) or "leer"


def vorgaenger(meldung: Meldung) -> Meldung | None:
    """The accepted edition that a Berichtigung corrects; None for a first Meldung."""
    if not meldung.nr:
        return None
    return Meldung.objects.get(zentrum=meldung.zentrum_id, zeitraum=meldung.zeitraum_id, nr=meldung.nr - 1)


def unterschiede(neu: Meldung, alt: Meldung) -> list[Unterschied]:
    """Every value that is not the same, in the order of months, Angebote and Kennzahlen. Four queries."""
    return _vergleichen(_zellen(neu.werte.all()), _zellen(alt.werte.all()))


def unterschiede_seit(meldung: Meldung, zeitpunkt: datetime) -> list[Unterschied]:
    """What has changed in a Meldung since a moment, from the history of its values."""
    damals = Wert.history.as_of(zeitpunkt).filter(meldung=meldung.pk)
    return _vergleichen(_zellen(meldung.werte.all()), _zellen(damals))


def zahl_der_unterschiede(berichtigungen: Iterable[Meldung]) -> dict[int, int]:
    """How many values each Berichtigung changes, by its primary key; without any it is missing. One query.

    A Berichtigung begins as a copy and loses no row, so its own rows tell everything.
    """
    return dict(
        _ohne_gleichen(berichtigungen)
        .order_by()
        .values("meldung")
        .annotate(anzahl=Count("pk"))
        .values_list("meldung", "anzahl")
    )


def zahl_seit(zeitpunkte: Mapping[int, datetime]) -> dict[int, int]:
    """How many values of each Meldung are others than at its moment, by primary key; one query.

    The same as the length of `unterschiede_seit`; a Meldung without any is missing.
    """
    if not zeitpunkte:
        return {}
    wann = [When(meldung=pk, then=Value(zeit, DateTimeField())) for pk, zeit in zeitpunkte.items()]
    damals = Wert.history.filter(id=OuterRef("pk"), history_date__lte=OuterRef("wann"))
    damals = damals.order_by("-history_date", "-history_id")
    return dict(
        Wert.objects.filter(meldung__in=zeitpunkte)
        .annotate(
            wann=Case(*wann),
            alte_art=Coalesce(Subquery(damals.values("art")[:1]), Value(str(Zellart.LEER))),
            alte_zahl=Coalesce(Subquery(damals.values("zahl")[:1]), -1),
        )
        .exclude(art=F("alte_art"), alte_zahl=Coalesce("zahl", -1))
        .order_by()
        .values("meldung")
        .annotate(anzahl=Count("pk"))
        .values_list("meldung", "anzahl")
    )


def _ohne_gleichen(berichtigungen: Iterable[Meldung]) -> QuerySet[Wert]:
    frueher = Wert.objects.annotate(
        angebot_oder_0=Coalesce("angebot_id", 0), zahl_oder_leer=Coalesce("zahl", -1)
    ).filter(
        meldung__zentrum=OuterRef("meldung__zentrum"),
        meldung__zeitraum=OuterRef("meldung__zeitraum"),
        meldung__nr=OuterRef("meldung__nr") - 1,
        monat=OuterRef("monat"),
        kennzahl=OuterRef("kennzahl"),
        altersgruppe=OuterRef("altersgruppe"),
        geschlecht=OuterRef("geschlecht"),
        angebot_oder_0=Coalesce(OuterRef("angebot_id"), 0),
    )
    gleich = frueher.filter(art=OuterRef("art"), zahl_oder_leer=Coalesce(OuterRef("zahl"), -1))
    werte = Wert.objects.filter(meldung__in=[m.pk for m in berichtigungen if m.nr])
    return werte.filter(~Exists(gleich)).filter(~Q(art=Zellart.LEER) | Exists(frueher))


def _zellen(werte: QuerySet) -> dict[Schluessel, Zelle]:
    """Values by their place; an empty cell is the same as none."""
    zeilen = werte.order_by().values_list(*SCHLUESSEL, "art", "zahl")
    return {zeile[:5]: Zelle(Zellart(zeile[5]), zeile[6]) for zeile in zeilen if zeile[5] != Zellart.LEER}


def _vergleichen(neu: dict[Schluessel, Zelle], alt: dict[Schluessel, Zelle]) -> list[Unterschied]:
    orte = [ort for ort in neu.keys() | alt.keys() if neu.get(ort, LEER) != alt.get(ort, LEER)]
    angebote = Angebot.objects.in_bulk({ort[1] for ort in orte if ort[1]})
    kennzahlen = Kennzahl.objects.in_bulk({ort[2] for ort in orte})
    liste = [
        Unterschied(
            monat=monat,
            angebot=angebote.get(angebot) if angebot else None,
            kennzahl=kennzahlen[kennzahl],
            altersgruppe=alter,
            geschlecht=geschlecht,
            alt=alt.get((monat, angebot, kennzahl, alter, geschlecht), LEER),
            neu=neu.get((monat, angebot, kennzahl, alter, geschlecht), LEER),
        )
        for monat, angebot, kennzahl, alter, geschlecht in orte
    ]
    return sorted(liste, key=_reihenfolge)


def _reihenfolge(u: Unterschied) -> tuple:
    angebot = (1, b"") if u.angebot is None else (0, bytes(u.angebot.sortierung))
    alter, geschlecht = Altersgruppe.values.index(u.altersgruppe), Geschlecht.values.index(u.geschlecht)
    return (u.monat, angebot, u.kennzahl.reihenfolge, u.kennzahl.pk, alter, geschlecht)

"""The figures of one centre in a year, from its cells (RK-2017 4.2 A5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F, Value

from angebote.models import Angebot, Kennzahl, Meldung, Wert
from zentren.models import Leistungsbereich, Zentrum, Ziel

from .formen import Angebotszeile, Aufteilung, Gruppe, Kennzahlfolge, Summen
from .schnitte import GESAMT, JE_MONAT, Schnitt, schneiden
from .summieren import WERTZEILE, aufteilungen, gruppen

ANGEBOTE, ZIELE = Angebot._meta.db_table, Angebot.ziele.through._meta.db_table
JE_ANGEBOT = Schnitt("angebot", "angebotnr", bedingung="angebotnr IS NOT NULL")
STAND = ("nr", "status", "zeitraum__von", "zeitraum__bis")
ANGENOMMEN = Meldung.Status.ANGENOMMEN
OFFEN = (
    Meldung.Status.ENTWURF,
    Meldung.Status.ZURUECKGEGEBEN,
    Meldung.Status.EINGEREICHT,
    Meldung.Status.FREIGEGEBEN,
)


@dataclass(frozen=True)
class Jahreszahlen:
    """Figures of a centre in a year; `vorjahr` sums only the months in `monate`, so that both compare.

    `je_ziel` counts an Angebot under each of its Ziele, so its lines add up to more than `gesamt`; Angebote
    without a Ziel stand under "".
    """

    jahr: int
    kennzahlen: Kennzahlfolge
    monate: tuple[date, ...]
    gesamt: Summen
    vorjahr: Summen
    je_monat: Mapping[date, Summen]
    je_monat_vorjahr: Mapping[date, Summen]
    je_bereich: tuple[Gruppe, ...]
    je_ziel: tuple[Gruppe, ...]
    je_angebot: tuple[Angebotszeile, ...]
    nach_alter: tuple[Aufteilung, ...]
    nach_geschlecht: tuple[Aufteilung, ...]


def quellen(zentrum: Zentrum, jahr: int, *, entwuerfe: bool) -> list[int]:
    """The Meldungen (primary keys) that count in a year."""
    return sorted(meldung.pk for meldung in massgebliche(zentrum, jahr, jahr, entwuerfe=entwuerfe))


def massgebliche(zentrum: Zentrum, von: int, bis: int, *, entwuerfe: bool) -> list[Meldung]:
    """The Meldungen that count in these years: for each period the highest accepted one; one query.

    With `entwuerfe` the open one where none is accepted yet; what is "nicht gemeldet" never counts.
    """
    meldungen = Meldung.objects.filter(zentrum=zentrum, zeitraum__meldejahr__jahr__range=(von, bis))
    gelten: dict[int, Meldung] = {}
    for meldung in meldungen.select_related("zeitraum").only(*STAND).order_by("nr"):
        bisher = gelten.get(meldung.zeitraum_id)
        offen = entwuerfe and meldung.status in OFFEN
        if meldung.status == ANGENOMMEN or (offen and not (bisher and bisher.status == ANGENOMMEN)):
            gelten[meldung.zeitraum_id] = meldung
    return list(gelten.values())


def jahreszahlen(zentrum: Zentrum, jahr: int, *, entwuerfe: bool) -> Jahreszahlen:
    """Sums of `jahr` and the year before; seven queries, of which one reads the cells."""
    meldungen = massgebliche(zentrum, jahr - 1, jahr, entwuerfe=entwuerfe)
    werte = Wert.objects.filter(meldung__in=[m for m in meldungen if m.zeitraum.von.year == jahr])
    je_bereich, je_ziel = _je_bereich(zentrum), _je_ziel(zentrum)
    sicht = schneiden(
        Wert.objects.filter(meldung__in=meldungen),
        jahr,
        rechnung=WERTZEILE,
        spalten={"zentrum": Value(zentrum.pk), "angebotnr": F("angebot")},
        schnitte=(GESAMT, JE_MONAT, je_bereich, je_ziel, JE_ANGEBOT),
        grob=(),
    )
    gesamt = sicht.jetzt(GESAMT).get(0, {})
    kennzahlen = _kennzahlen(zentrum, jahr, gesamt)
    nach_alter, nach_geschlecht = aufteilungen(werte, gesamt, kennzahlen)
    bereiche, je_monat = _bereiche(), sicht.je_monat()
    return Jahreszahlen(
        jahr=jahr,
        kennzahlen=kennzahlen,
        monate=tuple(je_monat),
        gesamt=gesamt,
        vorjahr=sicht.vorjahr(GESAMT).get(0, {}),
        je_monat=je_monat,
        je_monat_vorjahr=sicht.je_monat_vorjahr(),
        je_bereich=gruppen(bereiche, sicht.jetzt(je_bereich), sicht.vorjahr(je_bereich)),
        je_ziel=gruppen(_ziele(), sicht.jetzt(je_ziel), sicht.vorjahr(je_ziel)),
        je_angebot=_je_angebot(zentrum, sicht.jetzt(JE_ANGEBOT), {pk: name for pk, _, name in bereiche}),
        nach_alter=nach_alter,
        nach_geschlecht=nach_geschlecht,
    )


def _kennzahlen(zentrum: Zentrum, jahr: int, gezaehlt: Summen) -> Kennzahlfolge:
    """What was to be counted in the year, and what was counted besides (one query more)."""
    gueltige = list(Kennzahl.objects.gueltig(zentrum.bezirk_id, jahr))
    if weitere := gezaehlt.keys() - {kennzahl.pk for kennzahl in gueltige}:
        gueltige += Kennzahl.objects.filter(pk__in=weitere)
    return tuple(sorted(gueltige, key=lambda kennzahl: (kennzahl.reihenfolge, kennzahl.pk)))


def _je_bereich(zentrum: Zentrum) -> Schnitt:
    eigene = f"JOIN {ANGEBOTE} ON {ANGEBOTE}.id = angebotnr AND zentrum_id = {zentrum.pk:d}"
    return Schnitt("bereich", "leistungsbereich_id", eigene)


def _je_ziel(zentrum: Zentrum) -> Schnitt:
    """An Angebot counts under each of its Ziele."""
    eigene = f"SELECT id FROM {ANGEBOTE} WHERE zentrum_id = {zentrum.pk:d}"  # noqa: S608
    ziele = f"SELECT angebot_id, ziel_id FROM {ZIELE} WHERE angebot_id IN ({eigene})"  # noqa: S608
    return Schnitt(
        "ziel", "ziel_id", f"LEFT JOIN ({ziele}) z ON angebot_id = angebotnr", "angebotnr IS NOT NULL"
    )


def _bereiche() -> list[tuple[int | None, str, str]]:
    bereiche = [(b.pk, b.schluessel, str(b)) for b in Leistungsbereich.objects.all()]
    return [*bereiche, (None, "", "ohne Leistungsbereich")]


def _ziele() -> list[tuple[int | None, str, str]]:
    return [*((z.pk, z.schluessel, str(z)) for z in Ziel.objects.all()), (None, "", "ohne Ziel")]


def _je_angebot(
    zentrum: Zentrum, summen: Mapping[int, Summen], bereiche: Mapping[int | None, str]
) -> tuple[Angebotszeile, ...]:
    """One line for each Angebot in the order of the catalogue; one query."""
    zeilen = (
        Angebot.objects.filter(zentrum=zentrum)
        .order_by(
            F("leistungsbereich__reihenfolge").asc(nulls_last=True),
            *("leistungsbereich__schluessel", "sortierung", "pk"),
            *("zielgruppen__reihenfolge", "zielgruppen__schluessel"),
        )
        .values_list("pk", "titel", "art", "leistungsbereich", "zielgruppen__name")
    )
    return tuple(
        _angebotszeile(list(gruppe), summen[pk], bereiche)
        for pk, gruppe in groupby(zeilen, key=lambda zeile: zeile[0])
        if pk in summen
    )


def _angebotszeile(zeilen: list[tuple], summen: Summen, bereiche: Mapping[int | None, str]) -> Angebotszeile:
    _, titel, art, bereich, _ = zeilen[0]
    zielgruppen = tuple(zeile[-1] for zeile in zeilen if zeile[-1])
    art = str(Angebot.Art(art).label) if art else ""
    return Angebotszeile(titel, art, bereiche[bereich], zielgruppen, summen)

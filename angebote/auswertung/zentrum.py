"""The figures of one centre in a year, from its cells (RK-2017 4.2 A5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from angebote.models import Angebot, Kennzahl, Meldung, Wert
from zentren.models import Leistungsbereich, Zentrum, Ziel

from .formen import Angebotszeile, Aufteilung, Gruppe, Kennzahlfolge, Summen
from .schnitte import GESAMT, JE_MONAT, Schnitt, schneiden
from .summieren import WERTZEILE, aufteilungen, gruppen

ANGEBOTE, ZIELE = Angebot._meta.db_table, Angebot.ziele.through._meta.db_table
BEREICH = ("leistungsbereich__schluessel", "leistungsbereich__kurz")
JE_ANGEBOT = Schnitt("angebot", "angebotnr", bedingung="angebotnr IS NOT NULL")
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
    return sorted(_jahre(zentrum, jahr, jahr, entwuerfe=entwuerfe))


def _jahre(zentrum: Zentrum, von: int, bis: int, *, entwuerfe: bool) -> dict[int, int]:
    """The Meldungen that count in these years: primary key -> year."""
    meldungen = massgebliche(zentrum, von, bis, entwuerfe=entwuerfe)
    return dict(meldungen.values_list("pk", "zeitraum__meldejahr__jahr"))


def massgebliche(zentrum: Zentrum, von: int, bis: int, *, entwuerfe: bool) -> QuerySet[Meldung]:
    """The Meldungen that count in these years: for each period the highest accepted one.

    With `entwuerfe` the open one where none is accepted yet; what is "nicht gemeldet" never counts.
    """
    meldungen = Meldung.objects.filter(
        zentrum=zentrum, zeitraum__meldejahr__jahr__range=(von, bis)
    ).order_by()
    angenommen = meldungen.filter(zeitraum=OuterRef("zeitraum"), status=Meldung.Status.ANGENOMMEN)
    gelten = meldungen.geltend()
    if entwuerfe:
        gelten = meldungen.filter(Q(pk__in=gelten.values("pk")) | Q(~Exists(angenommen), status__in=OFFEN))
    return gelten.select_related("zeitraum__meldejahr")


def jahreszahlen(zentrum: Zentrum, jahr: int, *, entwuerfe: bool) -> Jahreszahlen:
    """Sums of `jahr` and the year before; seven queries, of which one reads the cells."""
    meldungen = _jahre(zentrum, jahr - 1, jahr, entwuerfe=entwuerfe)
    werte = Wert.objects.filter(meldung__in=[pk for pk, wann in meldungen.items() if wann == jahr])
    je_bereich, je_ziel = _je_bereich(zentrum), _je_ziel(zentrum)
    sicht = schneiden(
        Wert.objects.filter(meldung__in=list(meldungen)),
        jahr,
        rechnung=WERTZEILE,
        spalten={"zentrum": Value(zentrum.pk), "angebotnr": F("angebot")},
        schnitte=(GESAMT, JE_MONAT, je_bereich, je_ziel, JE_ANGEBOT),
    )
    gesamt = sicht.jetzt(GESAMT).get(0, {})
    kennzahlen = _kennzahlen(zentrum, jahr, gesamt)
    nach_alter, nach_geschlecht = aufteilungen(werte, gesamt, kennzahlen)
    je_monat = sicht.je_monat()
    return Jahreszahlen(
        jahr=jahr,
        kennzahlen=kennzahlen,
        monate=tuple(je_monat),
        gesamt=gesamt,
        vorjahr=sicht.vorjahr(GESAMT).get(0, {}),
        je_monat=je_monat,
        je_monat_vorjahr=sicht.je_monat_vorjahr(),
        je_bereich=gruppen(_bereiche(), sicht.jetzt(je_bereich), sicht.vorjahr(je_bereich)),
        je_ziel=gruppen(_ziele(), sicht.jetzt(je_ziel), sicht.vorjahr(je_ziel)),
        je_angebot=_je_angebot(sicht.jetzt(JE_ANGEBOT)),
        nach_alter=nach_alter,
        nach_geschlecht=nach_geschlecht,
    )


def _kennzahlen(zentrum: Zentrum, jahr: int, gezaehlt: Summen) -> Kennzahlfolge:
    """What was to be counted in the year, and what was counted besides."""
    gueltige = Kennzahl.objects.gueltig(zentrum.bezirk_id, jahr)
    return tuple(gueltige | Kennzahl.objects.filter(pk__in=list(gezaehlt)))


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


def _je_angebot(summen: Mapping[int, Summen]) -> tuple[Angebotszeile, ...]:
    """One line for each Angebot in the order of the catalogue; one query."""
    zeilen = (
        Angebot.objects.filter(pk__in=list(summen))
        .order_by(
            F("leistungsbereich__reihenfolge").asc(nulls_last=True),
            *("leistungsbereich__schluessel", "sortierung", "pk"),
            *("zielgruppen__reihenfolge", "zielgruppen__schluessel"),
        )
        .values_list("pk", "titel", "art", *BEREICH, "zielgruppen__name")
    )
    return tuple(
        _angebotszeile(list(gruppe), summen[pk]) for pk, gruppe in groupby(zeilen, key=lambda zeile: zeile[0])
    )


def _angebotszeile(zeilen: list[tuple], summen: Summen) -> Angebotszeile:
    _, titel, art, schluessel, kurz, _ = zeilen[0]
    bereich = (
        str(Leistungsbereich(schluessel=schluessel, kurz=kurz)) if schluessel else "ohne Leistungsbereich"
    )
    zielgruppen = tuple(zeile[-1] for zeile in zeilen if zeile[-1])
    return Angebotszeile(titel, str(Angebot.Art(art).label) if art else "", bereich, zielgruppen, summen)

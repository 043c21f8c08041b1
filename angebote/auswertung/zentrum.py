"""The figures of one centre in a year, from its cells (RK-2017 4.2 A5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from angebote.models import Angebot, Kennzahl, Meldung, Wert
from zentren.models import Leistungsbereich, Zentrum, Ziel

from .formen import Angebotszeile, Aufteilung, Gruppe, Kennzahlfolge, Summen
from .summieren import AUS_WERTEN, aufteilungen, gruppen, gruppiert

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
    return sorted(massgebliche(zentrum, jahr, jahr, entwuerfe=entwuerfe).values_list("pk", flat=True))


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
    """Sums of `jahr` and the year before; the number of queries does not depend on the data."""
    werte = Wert.objects.filter(meldung__in=quellen(zentrum, jahr, entwuerfe=entwuerfe))
    monate = tuple(werte.order_by("monat").values_list("monat", flat=True).distinct())
    alle_frueheren = Wert.objects.filter(meldung__in=quellen(zentrum, jahr - 1, entwuerfe=entwuerfe))
    fruehere = alle_frueheren.filter(monat__in=[monat.replace(year=jahr - 1) for monat in monate])
    kennzahlen = _kennzahlen(zentrum, jahr, werte)
    gesamt = gruppiert(werte, None, AUS_WERTEN).get(None, {})
    nach_alter, nach_geschlecht = aufteilungen(werte, gesamt, kennzahlen)
    return Jahreszahlen(
        jahr=jahr,
        kennzahlen=kennzahlen,
        monate=monate,
        gesamt=gesamt,
        vorjahr=gruppiert(fruehere, None, AUS_WERTEN).get(None, {}),
        je_monat=gruppiert(werte, "monat", AUS_WERTEN),
        je_monat_vorjahr=gruppiert(alle_frueheren, "monat", AUS_WERTEN),
        je_bereich=_je_bereich(werte, fruehere),
        je_ziel=_je_ziel(werte, fruehere),
        je_angebot=_je_angebot(werte),
        nach_alter=nach_alter,
        nach_geschlecht=nach_geschlecht,
    )


def _kennzahlen(zentrum: Zentrum, jahr: int, werte: QuerySet) -> Kennzahlfolge:
    """What was to be counted in the year, and what was counted besides."""
    gueltig = Kennzahl.objects.gueltig(zentrum.bezirk_id, jahr).order_by().values("pk")
    gezaehlt = werte.order_by().values("kennzahl")
    return tuple(Kennzahl.objects.filter(Q(pk__in=gueltig) | Q(pk__in=gezaehlt)))


def _je_bereich(werte: QuerySet, fruehere: QuerySet) -> tuple[Gruppe, ...]:
    feld = "angebot__leistungsbereich"
    jetzt, vorher = (gruppiert(z.filter(angebot__isnull=False), feld, AUS_WERTEN) for z in (werte, fruehere))
    bereiche = [(b.pk, b.schluessel, str(b)) for b in Leistungsbereich.objects.all()]
    return gruppen([*bereiche, (None, "", "ohne Leistungsbereich")], jetzt, vorher)


def _je_ziel(werte: QuerySet, fruehere: QuerySet) -> tuple[Gruppe, ...]:
    jetzt, vorher = (
        gruppiert(z.filter(angebot__isnull=False), "angebot__ziele", AUS_WERTEN) for z in (werte, fruehere)
    )
    ziele = [(z.pk, z.schluessel, str(z)) for z in Ziel.objects.all()]
    return gruppen([*ziele, (None, "", "ohne Ziel")], jetzt, vorher)


def _je_angebot(werte: QuerySet) -> tuple[Angebotszeile, ...]:
    summen = gruppiert(werte.filter(angebot__isnull=False), "angebot", AUS_WERTEN)
    angebote = (
        Angebot.objects.filter(pk__in=list(summen))
        .select_related("leistungsbereich")
        .prefetch_related("zielgruppen")
        .order_by("leistungsbereich__reihenfolge", "leistungsbereich__schluessel", "sortierung", "pk")
    )
    return tuple(_angebotszeile(angebot, summen[angebot.pk]) for angebot in angebote)


def _angebotszeile(angebot: Angebot, summen: Summen) -> Angebotszeile:
    bereich = str(angebot.leistungsbereich) if angebot.leistungsbereich else "ohne Leistungsbereich"
    zielgruppen = tuple(zielgruppe.name for zielgruppe in angebot.zielgruppen.all())
    return Angebotszeile(angebot.titel, angebot.get_art_display(), bereich, zielgruppen, summen)

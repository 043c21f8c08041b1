"""Angebote and visits per 1,000 inhabitants of a Zielgruppe, by the set of Stadtteile that centres serve."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from angebote.auswertung import (
    Ausschnitt,
    Bevoelkerung,
    Kennzahlreihe,
    Stadtteilzahl,
    je_tausend,
    kennzahlreihen,
    stadtteilzahlen,
)
from angebote.models import Altersgruppe, Angebot, Geschlecht, Kennzahl, Meldungssumme
from stzverbund.basis.zahlen import zeige_anzahl
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.dokument import Abschnitt, Gruppe, Tabelle, Zeile, Zelle
from stzverbund.berichte.verlauf import saetze
from stzverbund.stadtteil.einwohner import Gezaehlt, staende
from zentren.models import Bezirksregion, Mitgliedschaft, Zentrum

ALLE, FRAUEN = "alle", "frauen"


@dataclass(frozen=True)
class Zielgruppenmass:
    """A Zielgruppe: the fields of its inhabitants, the age groups of its visits (None: not known)."""

    name: str
    felder: tuple[str, ...]
    altersgruppen: tuple[str, ...] | None


MASSE = {
    ALLE: Zielgruppenmass("alle", ("einwohner",), (Altersgruppe.ALLE,)),
    "kinder": Zielgruppenmass("Kinder (unter 15)", ("u6", "a6_15"), (Altersgruppe.U6, Altersgruppe.A6)),
    "jugendliche": Zielgruppenmass(
        "Jugendliche (15 bis 26)", ("a15_18", "a18_27"), (Altersgruppe.A15, Altersgruppe.A18)
    ),
    "erwachsene": Zielgruppenmass(
        "Erwachsene (27 bis 64)", ("a27_45", "a45_55", "a55_65"), (Altersgruppe.A27, Altersgruppe.A45)
    ),
    "seniorinnen-und-senioren": Zielgruppenmass(
        "Seniorinnen und Senioren (65 und älter)", ("a65plus",), (Altersgruppe.A65,)
    ),
    FRAUEN: Zielgruppenmass("Frauen", ("weiblich",), ()),
    "migrantinnen-und-migranten": Zielgruppenmass(
        "Migrantinnen und Migranten", ("mit_migrationshintergrund",), None
    ),
}
HINWEIS = (
    "Angebote: heute veröffentlicht, für die genannte Zielgruppe. Besuche: {kennzahl} {jahr} aus "
    "angenommenen Meldungen. Alter und Geschlecht sind nur bei einem Teil der Besuche bekannt, die übrigen "
    "stehen nur bei „alle“."
)
Besuche = Mapping[tuple[int, str], int]
"""(Zentrum, Zielgruppe) -> visits of the year."""


def abschnitt(region: Bezirksregion, jahr: int, m: Mitgliedschaft) -> Abschnitt:
    """Each set of Stadtteile with this one and a centre that the role reads; a fixed number of queries."""
    titel = "Angebote und Besuche je 1.000 Einwohnerinnen und Einwohner"
    reihe = besuchsreihe()
    if reihe is None:
        return Abschnitt("versorgung", titel, "Es ist keine Kennzahl für Besuche festgelegt.")
    was = Ausschnitt(reihe, jahr, jahr)
    eigene = set(Zentrum.objects.sichtbar_fuer(m).order_by().values_list("pk", flat=True))
    alle = stadtteilzahlen(region.bezirk, jahr, was).zeilen
    gebiete = [z for z in alle if region in z.regionen and any(haus.pk in eigene for haus in z.zentren)]
    if not gebiete:
        return Abschnitt("versorgung", titel, f"In diesem Stadtteil war {jahr} kein Zentrum zuständig.")
    haeuser = [haus.pk for gebiet in gebiete for haus in gebiet.zentren]
    angebote, besuche = _angebote(haeuser), _besuche(haeuser, was)
    gezaehlt = staende({r.pk for gebiet in gebiete for r in gebiet.regionen}, jahr)
    tabellen = tuple(_tabelle(gebiet, angebote, besuche, gezaehlt) for gebiet in gebiete)
    hinweis = HINWEIS.format(kennzahl=worte.masseinheit(reihe.im_jahr(jahr)), jahr=jahr)
    return Abschnitt("versorgung", titel, hinweis, tabellen=tabellen)


def besuchsreihe() -> Kennzahlreihe | None:
    """The series of the shared core that counts visits at Termine; one query."""
    kern = Kennzahl.objects.filter(bezirk__isnull=True, ebene=Kennzahl.Ebene.ANGEBOT)
    passende = [r for r in kennzahlreihen(kern) if r.glieder[-1].quelle == Kennzahl.Quelle.TEILNAHMEN]
    return passende[0] if passende else None


def _angebote(haeuser: Iterable[int]) -> dict[tuple[int, str], int]:
    """(Zentrum, Zielgruppe) -> public Angebote; under ALLE each once; two queries."""
    oeffentliche = Angebot.objects.oeffentlich().filter(zentrum__in=list(haeuser)).order_by()
    je_gruppe = oeffentliche.values_list("zentrum", "zielgruppen__schluessel").annotate(anzahl=Count("pk"))
    zahlen = {(zentrum, gruppe or ""): anzahl for zentrum, gruppe, anzahl in je_gruppe}
    ganz = oeffentliche.values_list("zentrum").annotate(anzahl=Count("pk"))
    return zahlen | {(zentrum, ALLE): anzahl for zentrum, anzahl in ganz}


def _besuche(haeuser: Iterable[int], was: Ausschnitt) -> dict[tuple[int, str], int]:
    """(Zentrum, Zielgruppe) -> visits that were counted for it; one query."""
    meldungen = was.geltende(Zentrum.objects.filter(pk__in=list(haeuser)))
    raender = Q(geschlecht=Geschlecht.ALLE) | Q(
        altersgruppe=Altersgruppe.ALLE, geschlecht=Geschlecht.WEIBLICH
    )
    summen = Meldungssumme.objects.filter(
        raender, was.reihe.zellen(was.von, was.bis), meldung__in=meldungen.values("pk"), angaben__gt=0
    )
    zeilen = (
        summen.order_by()
        .values_list("meldung__zentrum", "altersgruppe", "geschlecht")
        .annotate(z=Sum("zahl"))
    )
    besuche: defaultdict[tuple[int, str], int] = defaultdict(int)
    for zentrum, alter, geschlecht, zahl in zeilen:
        for gruppe, mass in MASSE.items():
            weiblich = gruppe == FRAUEN and geschlecht == Geschlecht.WEIBLICH
            if weiblich or (geschlecht == Geschlecht.ALLE and alter in (mass.altersgruppen or ())):
                besuche[zentrum, gruppe] += int(zahl)
    return dict(besuche)


def _tabelle(
    gebiet: Stadtteilzahl,
    angebote: Mapping[tuple[int, str], int],
    besuche: Besuche,
    gezaehlt: Mapping[int, Gezaehlt],
) -> Tabelle:
    namen = saetze.aufzaehlung([region.name for region in gebiet.regionen])
    ort = f"{namen} zusammen" if len(gebiet.regionen) > 1 else namen
    haeuser = ", ".join(haus.name for haus in gebiet.zentren)
    zeilen = tuple(_zeile(gruppe, gebiet, angebote, besuche, gezaehlt) for gruppe in MASSE)
    fehlend = "" if gebiet.vollstaendig else f"Gemeldet sind {gebiet.gemeldet} von {gebiet.erwartet} Monaten."
    spalten = ("Einwohner", "Angebote", "je 1.000", "Besuche", "je 1.000")
    return Tabelle(f"{ort}: {haeuser}", "Zielgruppe", spalten, (Gruppe(zeilen),), fehlend)


def _zeile(
    gruppe: str,
    gebiet: Stadtteilzahl,
    angebote: Mapping[tuple[int, str], int],
    besuche: Besuche,
    gezaehlt: Mapping[int, Gezaehlt],
) -> Zeile:
    mass, haeuser = MASSE[gruppe], [haus.pk for haus in gebiet.zentren]
    dort = _bevoelkerung(gebiet, mass, gezaehlt)
    anzahl = sum(angebote.get((haus, gruppe), 0) for haus in haeuser)
    bekannte = [besuche[haus, gruppe] for haus in haeuser if (haus, gruppe) in besuche]
    zahl = sum(bekannte) if bekannte else None
    return Zeile(
        mass.name,
        (
            _anzahl(dort.anzahl if dort else None),
            _anzahl(anzahl),
            Zelle(saetze.dezimal(je_tausend(anzahl, dort))),
            _anzahl(zahl),
            Zelle(saetze.dezimal(je_tausend(zahl, dort))),
        ),
    )


def _bevoelkerung(
    gebiet: Stadtteilzahl, mass: Zielgruppenmass, gezaehlt: Mapping[int, Gezaehlt]
) -> Bevoelkerung | None:
    """Of all Stadtteile together; None where one of them is not known."""
    dort = [gezaehlt.get(region.pk) for region in gebiet.regionen]
    zahlen = [eines.zahl(mass.felder) if eines else None for eines in dort]
    if None in zahlen:
        return None
    tage = sorted({eines.staende[0].stichtag for eines in dort if eines})
    return Bevoelkerung(sum(zahl or 0 for zahl in zahlen), tuple(tage))


def _anzahl(zahl: int | None) -> Zelle:
    return Zelle(worte.NICHTS if zahl is None else zeige_anzahl(zahl), zahl)

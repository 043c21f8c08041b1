"""Sections that the report of a centre and a report over many centres have in common."""

from angebote.auswertung import Gruppe, Jahreszahlen, Kennzahlfolge, Netzzahlen
from angebote.models import Kennzahl
from stzverbund.berichte.dokument import Abschnitt, Kachel

from . import bilder, tabellen, worte

Ebene = Kennzahl.Ebene
KACHELN = {Ebene.ANGEBOT: 3, Ebene.BERATUNG: 2, Ebene.ZENTRUM: 3}
"""How many Kennzahlen of each level stand on top."""
TITEL = {
    Ebene.ANGEBOT: "Angebote in Zahlen",
    Ebene.BERATUNG: "Beratung und Vermittlung",
    Ebene.ZENTRUM: "Das Haus in Zahlen",
}


def der_ebene(kennzahlen: Kennzahlfolge, ebene: str) -> Kennzahlfolge:
    return tuple(kennzahl for kennzahl in kennzahlen if kennzahl.ebene == ebene)


def zusammen(zahlen: Jahreszahlen | Netzzahlen, name: str = "zusammen") -> Gruppe:
    """The line that closes a table."""
    return Gruppe("", name, zahlen.gesamt, zahlen.vorjahr)


def ueberblick(zahlen: Jahreszahlen | Netzzahlen) -> Abschnitt:
    """The compulsory figures that come first, as tiles."""
    kacheln = tuple(
        _kachel(kennzahl, zahlen)
        for ebene, anzahl in KACHELN.items()
        for kennzahl in [k for k in der_ebene(zahlen.kennzahlen, ebene) if k.pflicht][:anzahl]
    )
    if not zahlen.gesamt:
        return Abschnitt("ueberblick", "Auf einen Blick", "Für dieses Jahr liegen noch keine Zahlen vor.")
    return Abschnitt("ueberblick", "Auf einen Blick", kacheln=kacheln)


def _kachel(kennzahl: Kennzahl, zahlen: Jahreszahlen | Netzzahlen) -> Kachel:
    neu, alt = worte.summe_von(zahlen.gesamt, kennzahl), worte.summe_von(zahlen.vorjahr, kennzahl)
    wandel = worte.veraenderung(neu, alt)
    zusatz = [] if kennzahl.summierbar else ["höchster Monat"]
    zusatz += [f"{wandel} zum Vorjahr"] if wandel else []
    return Kachel(worte.zelle(neu, kennzahl).text, worte.masseinheit(kennzahl), ", ".join(zusatz))


def kennzahlen(zahlen: Jahreszahlen | Netzzahlen, ebene: str) -> list[Abschnitt]:
    """The Kennzahlen of a level beside the year before; no section where there are none."""
    teil = der_ebene(zahlen.kennzahlen, ebene)
    if not teil:
        return []
    titel = TITEL[Ebene(ebene)]
    return [Abschnitt(f"ebene-{ebene}", titel, tabellen=(tabellen.vergleich(titel, zahlen, teil),))]


def bereiche(zahlen: Jahreszahlen | Netzzahlen) -> list[Abschnitt]:
    """What each Leistungsbereich has, with a chart."""
    teil = der_ebene(zahlen.kennzahlen, Ebene.ANGEBOT)
    haupt = bilder.hauptkennzahl(teil)
    if haupt is None or not any(gruppe.summen for gruppe in zahlen.je_bereich):
        return []
    titel, erste = "Nach Leistungsbereichen", "Leistungsbereich"
    tafel = tabellen.Nebeneinander(
        titel, erste, zahlen.jahr, zahlen.je_bereich, zusammen(zahlen), haupt=haupt
    )
    ganz = worte.summe_von(zahlen.gesamt, haupt).zahl or 0
    bild = bilder.gruppen(zahlen.je_bereich, ganz, haupt, erste)
    return [Abschnitt("bereiche", titel, bilder=(bild,), tabellen=tuple(tafel.tabellen(teil)))]


def monate(zahlen: Jahreszahlen | Netzzahlen) -> list[Abschnitt]:
    teil = der_ebene(zahlen.kennzahlen, Ebene.ANGEBOT)
    haupt = bilder.hauptkennzahl(teil)
    if haupt is None or not zahlen.je_monat:
        return []
    titel = "Im Lauf des Jahres"
    bild, tafel = bilder.monate(zahlen, haupt), tabellen.monate(titel, zahlen, teil, haupt)
    return [Abschnitt("monate", titel, bilder=(bild,), tabellen=(tafel,))]


def aufteilungen(zahlen: Jahreszahlen | Netzzahlen) -> list[Abschnitt]:
    if not zahlen.nach_alter:
        return []
    bild = bilder.aufteilung(zahlen.nach_alter[0], "Altersgruppe")
    tafeln = (
        tabellen.aufteilung("Altersgruppen", "Altersgruppe", zahlen.nach_alter),
        tabellen.aufteilung("Geschlecht", "Geschlecht", zahlen.nach_geschlecht),
    )
    hinweis = "Gezählt sind Besuche, nicht Personen. „Unbekannt“ ist, was nicht aufgeteilt wurde."
    return [
        Abschnitt(
            "aufteilung", "Alter und Geschlecht", hinweis, bilder=(bild,) if bild else (), tabellen=tafeln
        )
    ]

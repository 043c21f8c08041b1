"""Standard 7, Multifunktional."""

from decimal import ROUND_FLOOR, Decimal

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen, gewertet, keine_daten, zahl
from standards.belege.quellen import (
    angebotszahlen,
    oeffnungsminuten,
    personal,
    raumzahlen,
    schliesszeiten,
)
from standards.belege.regel import MONATE, Ergebnis, Lage, regel
from standards.belege.regeln.mappe import gueltige

HUNDERTSTEL = Decimal("0.01")


@regel(
    "oeffnungszeiten",
    kriterium="7.1",
    titel="Öffnungszeiten",
    einheit="Std.",
    aufgabe="Öffnungszeiten prüfen",
    stunden=(20, "Stunden in der Woche bei einer vollen Stelle"),
)
def oeffnungszeiten(lage: Lage) -> dict[int, Ergebnis]:
    """Published weekly opening hours of the Standort that is open longest, today, in hours.

    Threshold 20 hours with one VZÄ or more; with less staff it is less in the same measure ("entsprechend
    den personellen Ressourcen"). Where no staff is entered the full threshold counts.
    """
    minuten, vzae = oeffnungsminuten(lage), personal(lage)
    voll, weg = (
        lage.schwelle("oeffnungszeiten.stunden"),
        wege.zentrumsseite(lage, "Öffnungszeiten", "standorte"),
    )
    ergebnisse = {}
    for z in lage.zentren:
        if z not in minuten:
            ergebnisse[z] = keine_daten(lage, "Es sind keine Öffnungszeiten eingetragen.", weg(z))
            continue
        stunden = (Decimal(minuten[z]) / 60).quantize(HUNDERTSTEL, ROUND_FLOOR)
        noetig = (voll * min(vzae.get(z, Decimal(1)), Decimal(1))).quantize(HUNDERTSTEL)
        stellen = f" bei {zahl(vzae[z])} VZÄ" if z in vzae else ""
        ergebnisse[z] = gewertet(
            lage,
            f"{zahl(stunden)} Stunden in der Woche geöffnet. Schwelle {zahl(noetig)} Stunden{stellen}.",
            wert=stunden,
            schwelle=noetig,
            genug=stunden >= noetig,
            wege=weg(z),
        )
    return ergebnisse


@regel(
    "schliesszeiten",
    kriterium="7.1",
    titel="Schließzeiten sind gepflegt",
    aufgabe="Schließzeiten eintragen",
    anzahl=(1, "Schließzeiten in den letzten oder nächsten 12 Monaten"),
)
def schliesszeiten_gepflegt(lage: Lage) -> dict[int, Ergebnis]:
    """Number of Schliesszeiten from twelve months ago to in twelve months.

    Threshold 1. Who once entered them and does so no more misinforms those who come; who never entered any
    has no data.
    """
    return anzahlen(
        lage,
        {z: aktuelle for z, (aktuelle, _) in schliesszeiten(lage).items()},
        schwelle="schliesszeiten.anzahl",
        satz="Schließzeiten in den letzten und nächsten 12 Monaten: {anzahl}.",
        leer="Es sind keine Schließzeiten eingetragen.",
        wege=wege.zentrumsseite(lage, "Schließzeiten", "schliesszeiten"),
        monate=MONATE,
    )


@regel(
    "nutzung",
    kriterium="7.2",
    titel="Räume werden verschieden genutzt",
    aufgabe="Bei den Angeboten den Raum nennen",
    arten=(3, "Arten von Angeboten in den Räumen"),
)
def nutzung(lage: Lage) -> dict[int, Ergebnis]:
    """Number of kinds of public Angebote (group, course, counselling ...) that take place in rooms, today.

    Threshold 3. What is used in several ways is multifunctional. Where no Angebot names a room, that is
    "keine Daten".
    """
    return anzahlen(
        lage,
        {z: a.arten_in_raeumen or None for z, a in lage.einmal(angebotszahlen).items()},
        schwelle="nutzung.arten",
        satz="In den Räumen finden {anzahl} verschiedene Arten von Angeboten statt.",
        leer="Bei keinem veröffentlichten Angebot ist ein Raum genannt.",
        wege=wege.angebote("Angebote"),
    )


@regel(
    "ausstattung",
    kriterium="7.2",
    titel="Ausstattung der Räume",
    einheit="%",
    aufgabe="Ausstattung der Räume eintragen",
    anteil=(80, "Anteil der Räume mit beschriebener Ausstattung, in %"),
)
def ausstattung(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the rooms whose equipment is described, today, in %.

    Threshold 80 %; a store or a corridor needs none. Where no room is described, that is "keine Daten".
    """
    return anteile(
        lage,
        {z: (r.ausgestattet, r.anzahl) for z, r in lage.einmal(raumzahlen).items() if r.ausgestattet},
        schwelle="ausstattung.anteil",
        satz="Räumen {anteil} haben eine beschriebene Ausstattung.",
        leer="Bei keinem Raum ist die Ausstattung beschrieben.",
        wege=wege.zentrumsseite(lage, "Räume", "standorte"),
    )


@regel(
    "nutzungsregeln",
    kriterium="7.3",
    titel="Regeln und Verantwortung für die Räume",
    einheit="%",
    aufgabe="Bei den Räumen Regeln und verantwortliche Stelle nennen",
    anteil=(100, "Anteil der Räume mit Regeln und verantwortlicher Stelle, in %"),
)
def nutzungsregeln(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the rooms with rules of use and an office that answers for them, today, in %.

    Threshold 100 %: each room has both. Where no room has them here they may hang on the wall: no data.
    """
    return anteile(
        lage,
        {z: (r.geregelt, r.anzahl) for z, r in lage.einmal(raumzahlen).items() if r.geregelt},
        schwelle="nutzungsregeln.anteil",
        satz="Räumen {anteil} haben Regeln der Nutzung und eine verantwortliche Stelle.",
        leer="Bei keinem Raum sind Regeln und eine verantwortliche Stelle eingetragen.",
        wege=wege.zentrumsseite(lage, "Räume", "standorte"),
    )


@regel(
    "hausordnung",
    kriterium="7.3",
    titel="Hausordnung ist gültig",
    aufgabe="Die Hausordnung erneuern",
    anzahl=(1, "gültige Hausordnungen"),
)
def hausordnung(lage: Lage) -> dict[int, Ergebnis]:
    """Number of valid editions of a Hausordnung in the Dokumentenmappe, today.

    Threshold 1. No Hausordnung there may hang on the wall: "keine Daten".
    """
    return gueltige(lage, "hausordnung", "Hausordnung", schwelle="hausordnung.anzahl")

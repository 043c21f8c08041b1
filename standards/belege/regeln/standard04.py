"""Standard 4, Beratung, Information und Vermittlung."""

from dataclasses import replace

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen, zahl
from standards.belege.quellen import (
    beratungszahlen,
    fachstellen,
    raumzahlen,
    sprechzeitzahlen,
    taetigkeitszahlen,
)
from standards.belege.quellen.stadtteil import ZWEI_JAHRE
from standards.belege.regel import MONATE, Ergebnis, Lage, regel


@regel(
    "fortbildung",
    kriterium="4.1",
    titel="Fortbildung zur Beratung",
    aufgabe="Eine Fortbildung zur Beratung besuchen oder im Tätigkeitsbuch nachtragen",
    anzahl=(1, "Fortbildungen zur Beratung in 24 Monaten"),
)
def fortbildung(lage: Lage) -> dict[int, Ergebnis]:
    """Fortbildungen on counselling in the Tätigkeitsbuch, in 24 months.

    Threshold 1: who counsels keeps on learning. Beratungen and Vermittlungen of twelve months stand beside
    it. A diary without any Fortbildung, of whatever age, is "keine Daten".
    """
    ergebnisse = anzahlen(
        lage,
        {z: t.zwei_jahre_beratung for z, t in lage.einmal(taetigkeitszahlen).items() if t.je_fortbildung},
        schwelle="fortbildung.anzahl",
        satz="Fortbildungen zur Beratung in den letzten 24 Monaten: {anzahl}.",
        leer="Im Tätigkeitsbuch steht keine Fortbildung.",
        wege=wege.taetigkeiten(),
        monate=ZWEI_JAHRE,
    )
    gemeldet = beratungszahlen(lage)
    return {z: _mit_zahlen(ergebnis, gemeldet.get(z)) for z, ergebnis in ergebnisse.items()}


def _mit_zahlen(ergebnis: Ergebnis, gemeldet: tuple[int, int] | None) -> Ergebnis:
    """What the statistics say stands beside it; it weighs nothing."""
    if gemeldet is None:
        return ergebnis
    beratungen, vermittlungen = map(zahl, gemeldet)
    daneben = (
        f"Gemeldet in 12 Monaten: {beratungen} Beratungen, {vermittlungen} Vermittlungen an Fachstellen."
    )
    return replace(ergebnis, satz=f"{ergebnis.satz} {daneben}")


@regel(
    "fachstellen",
    kriterium="4.2",
    titel="Fachstellen sind geprüft",
    einheit="%",
    aufgabe="Fachstellen prüfen, an die Sie vermitteln",
    anteil=(80, "Anteil der Fachstellen, die in 12 Monaten geprüft sind, in %"),
)
def fachstellen_geprueft(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the Fachstellen named in Vermittlungen of twelve months that anybody checked in as many, in %.

    Threshold 80 %. These are the data that the centre really counsels with; the directory is shared.
    """
    return anteile(
        lage,
        {z: (f.geprueft, f.genannt) for z, f in fachstellen(lage).items()},
        schwelle="fachstellen.anteil",
        satz="Fachstellen {anteil}, an die vermittelt wurde, sind in den letzten 12 Monaten geprüft.",
        leer="In den Strichlisten der letzten 12 Monate ist keine Fachstelle genannt.",
        wege=wege.seite("Fachstellen, die zu prüfen sind", "fachstelle_liste", "?stand=alt"),
        monate=MONATE,
    )


@regel(
    "sprechzeiten",
    kriterium="4.3",
    titel="Sprechzeiten",
    aufgabe="Sprechzeiten eintragen",
    anzahl=(1, "Sprechzeiten in der Woche"),
)
def sprechzeiten(lage: Lage) -> dict[int, Ergebnis]:
    """Number of weekly Sprechzeiten, published on the page of the centre, today.

    Threshold 1. "Verbindlich" is what is published with day and hour. None entered is "keine Daten".
    """
    return anzahlen(
        lage,
        {z: s.anzahl for z, s in lage.einmal(sprechzeitzahlen).items()},
        schwelle="sprechzeiten.anzahl",
        satz="Veröffentlichte Sprechzeiten in der Woche: {anzahl}.",
        leer="Es sind keine Sprechzeiten eingetragen.",
        wege=wege.zentrumsseite(lage, "Sprechzeiten", "sprechzeiten"),
    )


@regel(
    "beratungsraum",
    kriterium="4.3",
    titel="Raum für Beratung",
    aufgabe="Bei den Räumen vermerken, welcher für Beratung geeignet ist",
    anzahl=(1, "Räume für vertrauliche Beratung"),
)
def beratungsraum(lage: Lage) -> dict[int, Ergebnis]:
    """Number of rooms that are fit for confidential counselling, today.

    Threshold 1. No room entered at all is "keine Daten".
    """
    return anzahlen(
        lage,
        {z: r.fuer_beratung for z, r in lage.einmal(raumzahlen).items()},
        schwelle="beratungsraum.anzahl",
        satz="Räume, die für vertrauliche Beratung geeignet sind: {anzahl}.",
        leer="Es sind keine Räume eingetragen.",
        wege=wege.zentrumsseite(lage, "Räume", "standorte"),
    )

"""Standard 4, Beratung, Information und Vermittlung."""

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen
from standards.belege.quellen import fachstellen, raumzahlen, sprechzeitzahlen
from standards.belege.regel import MONATE, Ergebnis, Lage, regel


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

"""Standard 9, Öffentlichkeitsarbeit."""

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen
from standards.belege.quellen import angebotszahlen, taetigkeitszahlen
from standards.belege.regel import MONATE, Ergebnis, Lage, regel

LEER = "Es ist kein Angebot veröffentlicht."


@regel(
    "geprueft",
    kriterium="9.1",
    titel="Angebote sind geprüft",
    einheit="%",
    anteil=(80, "Anteil der Angebote, die im Prüfrhythmus geprüft sind, in %"),
)
def geprueft(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote that were checked within their own rhythm (1 to 12 months), today, in %.

    Threshold 80 %. What is checked again and again is published up to date. The start page has a row of its
    own for what is to be checked.
    """
    return anteile(
        lage,
        {z: (a.geprueft, a.anzahl) for z, a in lage.einmal(angebotszahlen).items()},
        schwelle="geprueft.anteil",
        satz="veröffentlichten Angeboten {anteil} sind innerhalb ihres Prüfrhythmus geprüft.",
        leer=LEER,
        wege=wege.angebote("Angebote, die zu prüfen sind", "zu_pruefen=true&"),
    )


@regel(
    "vollstaendig",
    kriterium="9.2",
    titel="Angaben der Angebote sind vollständig",
    einheit="%",
    aufgabe="Fehlende Angaben der Angebote ergänzen",
    anteil=(95, "Anteil der Angebote mit allen Angaben, in %"),
)
def vollstaendig(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote with all eight public fields and a schedule that has dates, today, in %.

    Threshold 95 %. Only what has all fields is found by day, place and group in the directory.
    """
    return anteile(
        lage,
        {z: (a.vollstaendig, a.anzahl) for z, a in lage.einmal(angebotszahlen).items()},
        schwelle="vollstaendig.anteil",
        satz="veröffentlichten Angeboten {anteil} haben alle öffentlichen Angaben und einen Zeitplan.",
        leer=LEER,
        wege=wege.angebote("Angebote"),
    )


@regel(
    "beschrieben",
    kriterium="9.3",
    titel="Angebote sagen, für wen sie sind",
    einheit="%",
    aufgabe="Bei den Angeboten Sprachen und Barrierefreiheit ergänzen",
    anteil=(80, "Anteil der Angebote mit Zielgruppe, Sprache und Barrierefreiheit, in %"),
)
def beschrieben(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote with Zielgruppe, language and a word on accessibility, today, in %.

    Threshold 80 %. These three say whether an Angebot meets a need; what is not published does not.
    """
    return anteile(
        lage,
        {z: (a.beschrieben, a.anzahl) for z, a in lage.einmal(angebotszahlen).items()},
        schwelle="beschrieben.anteil",
        satz="veröffentlichten Angeboten {anteil} nennen Zielgruppe, Sprache und Barrierefreiheit.",
        leer=LEER,
        wege=wege.angebote("Angebote"),
    )


@regel(
    "einladungen",
    kriterium="9.4",
    titel="Einladungen zum Mitwirken",
    aufgabe="Im Tätigkeitsbuch vermerken, wo Sie öffentlich zum Mitmachen einladen",
    anzahl=(2, "öffentliche Einladungen zum Mitmachen in 12 Monaten"),
)
def einladungen(lage: Lage) -> dict[int, Ergebnis]:
    """Entries of the Tätigkeitsbuch that invited the public to take part, in twelve months.

    Threshold 2. A diary that has never noted an invitation is "keine Daten".
    """
    return anzahlen(
        lage,
        {z: t.einladungen for z, t in lage.einmal(taetigkeitszahlen).items() if t.je_einladung},
        schwelle="einladungen.anzahl",
        satz="Öffentliche Einladungen zum Mitmachen in den letzten 12 Monaten: {anzahl}.",
        leer="Im Tätigkeitsbuch steht keine öffentliche Einladung zum Mitmachen.",
        wege=wege.taetigkeiten(),
        monate=MONATE,
    )

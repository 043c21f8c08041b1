"""Standard 1, Zielgruppen- und sozialraumorientierte Angebote."""

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen
from standards.belege.quellen import angebotszahlen, zielgruppen
from standards.belege.regel import Ergebnis, Lage, regel

LEER = "Es ist kein Angebot veröffentlicht."


@regel(
    "bedarf",
    kriterium="1.1",
    titel="Angebote antworten auf Bedarfe",
    einheit="%",
    aufgabe="Bei den Angeboten den Bedarf nennen, auf den sie antworten",
    anteil=(50, "Anteil der Angebote, die auf einen dokumentierten Bedarf antworten, in %"),
)
def auf_bedarfe(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote that answer a Bedarf of the register that was not dropped, today, in %.

    Threshold 50 %: not every Angebot has one need behind it. Where no Angebot names a Bedarf, nobody keeps
    that link, and that is "keine Daten".
    """
    return anteile(
        lage,
        {z: (a.mit_bedarf, a.anzahl) for z, a in lage.einmal(angebotszahlen).items() if a.mit_bedarf},
        schwelle="bedarf.anteil",
        satz="veröffentlichten Angeboten {anteil} antworten auf einen dokumentierten Bedarf.",
        leer="Bei keinem veröffentlichten Angebot ist ein Bedarf genannt.",
        wege=wege.alle(wege.angebote("Angebote"), wege.seite("Bedarfe", "bedarfe")),
    )


@regel(
    "zielgruppen",
    kriterium="1.2",
    titel="Angebote für einzelne Zielgruppen",
    aufgabe="Bei den Angeboten sagen, für wen sie sind",
    anzahl=(3, "Zielgruppen mit eigenen Angeboten"),
)
def fuer_zielgruppen(lage: Lage) -> dict[int, Ergebnis]:
    """Number of Zielgruppen (without "alle") that public Angebote are for, today.

    Threshold 3. Activities for single groups are half of the Kriterium; fewer than three are a house for
    one or two groups.
    """
    genannte = lage.einmal(zielgruppen)
    zahlen = {zentrum: genannte.get(zentrum, 0) for zentrum in lage.einmal(angebotszahlen)}
    return anzahlen(
        lage,
        zahlen,
        schwelle="zielgruppen.anzahl",
        satz="Die veröffentlichten Angebote richten sich an {anzahl} verschiedene Zielgruppen.",
        leer=LEER,
        wege=wege.angebote("Angebote"),
    )


@regel(
    "uebergreifend",
    kriterium="1.2",
    titel="Angebote für alle",
    einheit="%",
    aufgabe="Bei den Angeboten sagen, welche für alle sind",
    anteil=(20, "Anteil der Angebote für alle, in %"),
)
def fuer_alle(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote that are for "alle", today, in %.

    Threshold 20 %. Activities across all groups are the other half of the Kriterium.
    """
    return anteile(
        lage,
        {z: (a.fuer_alle, a.anzahl) for z, a in lage.einmal(angebotszahlen).items()},
        schwelle="uebergreifend.anteil",
        satz="veröffentlichten Angeboten {anteil} sind für alle.",
        leer=LEER,
        wege=wege.angebote("Angebote"),
    )

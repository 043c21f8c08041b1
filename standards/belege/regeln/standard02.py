"""Standard 2, Ermittlung von Bedarfen."""

from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen
from standards.belege.quellen import angebotszahlen, befragungszahlen, taetigkeitszahlen
from standards.belege.quellen.stadtteil import ZWEI_JAHRE
from standards.belege.regel import MONATE, Ergebnis, Lage, regel


@regel(
    "ermittlung",
    kriterium="2.1",
    titel="Wünsche und Anforderungen sind ermittelt",
    aufgabe="Eine Befragung auswerten oder bei einer Beteiligung eintragen, was sich geändert hat",
    anzahl=(1, "Befragungen und Beteiligungen mit Folgen in 24 Monaten"),
)
def ermittlung(lage: Lage) -> dict[int, Ergebnis]:
    """Befragungen with conclusions and participation formats with what changed, in 24 months.

    Threshold 1. A dialogue is one when something follows from it. Neither a Befragung nor a participation
    format, of whatever age, is "keine Daten".
    """
    befragungen, taetigkeiten = lage.einmal(befragungszahlen), lage.einmal(taetigkeitszahlen)
    zahlen: dict[int, int | None] = {}
    for z in lage.zentren:
        b, t = befragungen.get(z), taetigkeiten.get(z)
        genutzt = b or (t and t.je_beteiligung)
        folgen = (b.mit_folgen if b else 0) + (t.zwei_jahre_wirksam if t else 0)
        zahlen[z] = folgen if genutzt else None
    return anzahlen(
        lage,
        zahlen,
        schwelle="ermittlung.anzahl",
        satz="Befragungen und Beteiligungen der letzten 24 Monate, aus denen etwas folgte: {anzahl}.",
        leer="Es ist weder eine Befragung noch eine Beteiligung eingetragen.",
        wege=wege.alle(wege.seite("Befragungen", "befragungen"), wege.taetigkeiten()),
        monate=ZWEI_JAHRE,
    )


@regel(
    "neue_angebote",
    kriterium="2.3",
    titel="Neue Angebote nennen einen Bedarf",
    einheit="%",
    aufgabe="Bei neuen Angeboten den Bedarf nennen",
    anteil=(50, "Anteil der neuen Angebote, die einen Bedarf nennen, in %"),
)
def neue_angebote(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote begun in twelve months that name a Bedarf, in %.

    Threshold 50 %: what was found is used when something new is planned. Without a new Angebot, or where no
    Angebot names a Bedarf, that is "keine Daten".
    """
    return anteile(
        lage,
        {z: (a.neu_mit_bedarf, a.neu) for z, a in lage.einmal(angebotszahlen).items() if a.mit_bedarf},
        schwelle="neue_angebote.anteil",
        satz="neuen Angeboten der letzten 12 Monate {anteil} nennen einen Bedarf.",
        leer="Es gibt kein neues Angebot, oder bei keinem Angebot ist ein Bedarf genannt.",
        wege=wege.alle(wege.angebote("Angebote"), wege.seite("Bedarfe", "bedarfe")),
        monate=MONATE,
    )

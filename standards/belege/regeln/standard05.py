"""Standard 5, Kooperation und Vernetzung."""

from standards.belege import wege
from standards.belege.bauen import anteile
from standards.belege.quellen import angebotszahlen
from standards.belege.regel import Ergebnis, Lage, regel


@regel(
    "partner",
    kriterium="5.2",
    titel="Angebote mit Partnern",
    einheit="%",
    aufgabe="Bei den Angeboten die Kooperationspartner nennen",
    anteil=(20, "Anteil der Angebote mit Kooperationspartnern, in %"),
)
def mit_partnern(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote that name a Kooperationspartner, today, in %.

    Threshold 20 %. Activities that grew out of co-operation are done together. The field is voluntary:
    where no Angebot names anybody, nobody keeps it, and that is "keine Daten".
    """
    alle = lage.einmal(angebotszahlen).items()
    return anteile(
        lage,
        {z: (a.mit_partner, a.anzahl) for z, a in alle if a.mit_partner},
        schwelle="partner.anteil",
        satz="veröffentlichten Angeboten {anteil} nennen Kooperationspartner.",
        leer="Bei keinem veröffentlichten Angebot sind Kooperationspartner genannt.",
        wege=wege.angebote("Angebote"),
    )

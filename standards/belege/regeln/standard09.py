"""Standard 9, Öffentlichkeitsarbeit."""

from standards.belege import wege
from standards.belege.bauen import anteile
from standards.belege.quellen import angebotszahlen
from standards.belege.regel import Ergebnis, Lage, regel

KEINE_ANGEBOTE = "Es ist kein Angebot veröffentlicht."


@regel(
    "geprueft",
    kriterium="9.1",
    titel="Angebote sind geprüft",
    einheit="%",
    anteil=(80, "Anteil der Angebote, die im Prüfrhythmus geprüft sind, in %"),
)
def geprueft(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the public Angebote that were checked within their own rhythm (1 to 12 months), today, in %.

    Threshold 80 %. What is checked again and again is published up to date.
    """
    zahlen = {z: (a.geprueft, a.anzahl) for z, a in lage.einmal(angebotszahlen).items()}
    return anteile(
        lage,
        zahlen,
        schwelle="geprueft.anteil",
        satz="veröffentlichten Angeboten {anteil} sind innerhalb ihres Prüfrhythmus geprüft.",
        leer=KEINE_ANGEBOTE,
        wege=lambda z: (wege.angebote(z, "Angebote, die zu prüfen sind", "zu_pruefen=true&"),),
    )

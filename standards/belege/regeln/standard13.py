"""Standard 13, Beteiligung der Nutzerinnen und Nutzer."""

from decimal import Decimal

from standards.belege import wege
from standards.belege.bauen import anzahlen, gewertet, keine_daten, zahl
from standards.belege.quellen import befragungszahlen, taetigkeitszahlen
from standards.belege.quellen.stadtteil import ZWEI_JAHRE
from standards.belege.regel import MONATE, Ergebnis, Lage, regel


@regel(
    "mitgestaltung",
    kriterium="13.1",
    titel="Beteiligung verändert etwas",
    aufgabe="Bei Beteiligungen im Tätigkeitsbuch eintragen, was sich geändert hat",
    anzahl=(2, "Beteiligungen, durch die sich etwas änderte, in 12 Monaten"),
)
def mitgestaltung(lage: Lage) -> dict[int, Ergebnis]:
    """Participation formats of the Tätigkeitsbuch that say what changed, in twelve months.

    Threshold 2. A diary that has never noted a participation format is "keine Daten".
    """
    return anzahlen(
        lage,
        {z: t.wirksam for z, t in lage.einmal(taetigkeitszahlen).items() if t.je_beteiligung},
        schwelle="mitgestaltung.anzahl",
        satz="Beteiligungen der letzten 12 Monate, durch die sich etwas geändert hat: {anzahl}.",
        leer="Im Tätigkeitsbuch steht keine Beteiligung.",
        wege=wege.taetigkeiten("form=beteiligung"),
        monate=MONATE,
    )


@regel(
    "mitwirkung",
    kriterium="13.2",
    titel="Wege der Beteiligung",
    aufgabe="Öffentlich zum Mitmachen einladen und eine Befragung machen",
    einladungen=(1, "öffentliche Einladungen zum Mitmachen in 12 Monaten"),
    befragungen=(1, "Befragungen in 24 Monaten"),
)
def mitwirkung(lage: Lage) -> dict[int, Ergebnis]:
    """Public invitations to take part of twelve months and Befragungen of 24 months.

    Threshold 1 of each: a way that is published, and a question to all. Neither, of whatever age, is "keine
    Daten".
    """
    taetigkeiten, befragungen = lage.einmal(taetigkeitszahlen), lage.einmal(befragungszahlen)
    noetig = [lage.schwelle(f"mitwirkung.{was}") for was in ("einladungen", "befragungen")]
    weg = wege.alle(wege.seite("Befragungen", "befragungen"), wege.taetigkeiten())
    ergebnisse = {}
    for z in lage.zentren:
        t, b = taetigkeiten.get(z), befragungen.get(z)
        if b is None and not (t and t.je_einladung):
            leer = "Es ist weder eine öffentliche Einladung zum Mitmachen noch eine Befragung eingetragen."
            ergebnisse[z] = keine_daten(lage, leer, weg(z), monate=ZWEI_JAHRE)
            continue
        eingeladen, gefragt = t.einladungen if t else 0, b.zwei_jahre if b else 0
        ergebnisse[z] = gewertet(
            lage,
            f"Öffentliche Einladungen zum Mitmachen in 12 Monaten: {zahl(eingeladen)}, Befragungen in 24 "
            f"Monaten: {zahl(gefragt)}. Schwelle {zahl(noetig[0])} und {zahl(noetig[1])}.",
            wert=Decimal(eingeladen + gefragt),
            schwelle=sum(noetig, Decimal()),
            genug=eingeladen >= noetig[0] and gefragt >= noetig[1],
            wege=weg(z),
            monate=ZWEI_JAHRE,
        )
    return ergebnisse

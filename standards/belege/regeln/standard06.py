"""Standard 6, Selbsthilfe."""

from decimal import Decimal

from angebote.models import Angebot
from standards.belege import wege
from standards.belege.bauen import anteile, anzahlen, gewertet, keine_daten, zahl
from standards.belege.quellen import (
    angebotszahlen,
    fremde_selbsthilfegruppen,
    raumzahlen,
    sprechzeitzahlen,
    summe_der_meldungen,
)
from standards.belege.regel import MONATE, Ergebnis, Lage, regel

GRUENDUNGEN = "gruendungen-selbsthilfe"


@regel(
    "gruppenraum",
    kriterium="6.1",
    titel="Raum für Gruppen",
    aufgabe="Bei den Räumen vermerken, welcher für Gruppen nutzbar ist",
    anzahl=(1, "Räume für Gruppen"),
)
def gruppenraum(lage: Lage) -> dict[int, Ergebnis]:
    """Number of rooms that groups can use, today.

    Threshold 1. No room entered at all is "keine Daten".
    """
    return anzahlen(
        lage,
        {z: r.fuer_gruppen for z, r in lage.einmal(raumzahlen).items()},
        schwelle="gruppenraum.anzahl",
        satz="Räume, die Gruppen nutzen können: {anzahl}.",
        leer="Es sind keine Räume eingetragen.",
        wege=wege.zentrumsseite(lage, "Räume", "standorte"),
    )


@regel(
    "selbsthilfe",
    kriterium="6.1",
    titel="Beratung und Angebote zur Selbsthilfe",
    aufgabe="Eine Sprechzeit oder ein Angebot zur Selbsthilfe veröffentlichen",
    anzahl=(1, "Sprechzeiten und Angebote zur Selbsthilfe"),
)
def selbsthilfe(lage: Lage) -> dict[int, Ergebnis]:
    """Number of Sprechzeiten and public Angebote about self-help, today.

    Threshold 1. It counts what names self-help in topic, title, text, Zielgruppe or Leistung L1.2. Neither a
    Sprechzeit nor a public Angebot is "keine Daten".
    """
    angebote, zeiten = lage.einmal(angebotszahlen), lage.einmal(sprechzeitzahlen)
    zahlen = {
        z: sum(quelle[z].selbsthilfe for quelle in (angebote, zeiten) if z in quelle)
        for z in angebote.keys() | zeiten.keys()
    }
    return anzahlen(
        lage,
        zahlen,
        schwelle="selbsthilfe.anzahl",
        satz="Sprechzeiten und veröffentlichte Angebote zur Selbsthilfe: {anzahl}.",
        leer="Es ist weder eine Sprechzeit noch ein Angebot veröffentlicht.",
        wege=wege.zentrumsseite(lage, "Sprechzeiten", "sprechzeiten"),
    )


@regel(
    "selbsthilfegruppen",
    kriterium="6.2",
    titel="Selbsthilfegruppen sind geprüft",
    einheit="%",
    aufgabe="Angaben der Selbsthilfegruppen prüfen",
    anteil=(100, "Anteil der Selbsthilfegruppen, die im Prüfrhythmus geprüft sind, in %"),
)
def selbsthilfegruppen(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the published self-help groups that were checked within their own rhythm, today, in %.

    Threshold 100 %: who looks for a group must find it. The centre's own and those of others that it keeps
    in the directory count alike; no group published is "keine Daten".
    """
    zahlen = {z: (a.gruppen_geprueft, a.gruppen) for z, a in lage.einmal(angebotszahlen).items()}
    for zentrum, (anzahl, geprueft) in fremde_selbsthilfegruppen(lage).items():
        eigene_geprueft, eigene = zahlen.get(zentrum, (0, 0))
        zahlen[zentrum] = (eigene_geprueft + geprueft, eigene + anzahl)
    return anteile(
        lage,
        zahlen,
        schwelle="selbsthilfegruppen.anteil",
        satz="veröffentlichten Selbsthilfegruppen {anteil} sind innerhalb ihres Prüfrhythmus geprüft.",
        leer="Es ist keine Selbsthilfegruppe veröffentlicht.",
        wege=wege.angebote("Selbsthilfegruppen", f"art={Angebot.Art.SELBSTHILFEGRUPPE}&"),
    )


@regel(
    "gruendung",
    kriterium="6.3",
    titel="Gründung von Selbsthilfegruppen",
    aufgabe="Bei einem Angebot die Leistung „Gründung von Selbsthilfegruppen“ nennen",
    anzahl=(1, "Gründungen und Angebote dazu in 12 Monaten"),
)
def gruendung(lage: Lage) -> dict[int, Ergebnis]:
    """Foundings of self-help groups reported in twelve months, and public Angebote for it (L1.2) today.

    Threshold 1, either will do. Leistungen are voluntary at an Angebot: where the statistics say nothing and
    no Angebot names it, that is "keine Daten".
    """
    gemeldet, angebote = summe_der_meldungen(lage, GRUENDUNGEN), lage.einmal(angebotszahlen)
    mindestens, weg = lage.schwelle("gruendung.anzahl"), wege.angebote("Angebote")
    ergebnisse = {}
    for z in lage.zentren:
        dazu = angebote[z].gruendung if z in angebote else 0
        if not dazu and z not in gemeldet:
            satz = "Weder die Leistungsstatistik noch ein Angebot nennt die Gründung von Selbsthilfegruppen."
            ergebnisse[z] = keine_daten(lage, satz, weg(z), monate=MONATE)
            continue
        summe = gemeldet.get(z, 0) + dazu
        ergebnisse[z] = gewertet(
            lage,
            f"Begleitete Gründungen in 12 Monaten: {zahl(gemeldet.get(z, 0))}, Angebote dazu: {zahl(dazu)}. "
            f"Schwelle {zahl(mindestens)}.",
            wert=Decimal(summe),
            schwelle=mindestens,
            genug=summe >= mindestens,
            wege=weg(z),
            monate=MONATE,
        )
    return ergebnisse

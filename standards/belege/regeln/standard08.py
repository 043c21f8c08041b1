"""Standard 8, Gremienarbeit."""

from decimal import Decimal

from standards.belege import wege
from standards.belege.bauen import anteile, gewertet, keine_daten, zahl
from standards.belege.quellen import kooperationszahlen, sitzungen, taetigkeitszahlen
from standards.belege.regel import MONATE, Ergebnis, Lage, regel


@regel(
    "sitzungen",
    kriterium="8.1",
    titel="Teilnahme an den Sitzungen des Verbundes",
    einheit="%",
    aufgabe="An den Sitzungen des Verbundes teilnehmen oder sich vertreten lassen",
    anteil=(50, "Anteil der Sitzungen des Verbundes, an denen das Zentrum teilnimmt, in %"),
)
def im_verbund_vertreten(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the sessions of the Verbund at which somebody of the centre was, in twelve months, in %.

    Threshold 50 %. Counted are the sessions whose minutes say whether the centre was there; a substitute
    counts like the delegate. Sessions of Arbeitskreise do not count.
    """
    return anteile(
        lage,
        lage.einmal(sitzungen),
        schwelle="sitzungen.anteil",
        satz="Sitzungen des Verbundes in 12 Monaten {anteil} mit dem Zentrum.",
        leer="In 12 Monaten ist zu keiner Sitzung des Verbundes festgehalten, ob das Zentrum da war.",
        wege=wege.seite("Sitzungen", "sitzungen"),
        monate=MONATE,
    )


@regel(
    "gremien",
    kriterium="8.1",
    titel="Vertretung in Gremien",
    aufgabe="Gremien eintragen, in denen das Zentrum vertreten ist",
    bezirk=(1, "Gremien auf Ebene des Bezirks"),
    darueber=(1, "überbezirkliche Gremien"),
)
def gremien(lage: Lage) -> dict[int, Ergebnis]:
    """Running seats in Gremien on the level of the Bezirk and above it, today.

    Threshold 1 on each level, as the Kriterium names both. No Gremium entered is "keine Daten".
    """
    zahlen, weg = lage.einmal(kooperationszahlen), wege.seite("Gremien", "gremien")
    bezirk, darueber = lage.schwelle("gremien.bezirk"), lage.schwelle("gremien.darueber")
    ergebnisse = {}
    for z in lage.zentren:
        k = zahlen.get(z)
        if k is None or not k.je_gremium:
            ergebnisse[z] = keine_daten(lage, "Es ist kein Gremium eingetragen.", weg(z))
            continue
        ergebnisse[z] = gewertet(
            lage,
            f"Vertreten in {zahl(k.gremien_bezirk)} bezirklichen und {zahl(k.gremien_darueber)} "
            f"überbezirklichen Gremien. Schwelle {zahl(bezirk)} und {zahl(darueber)}.",
            wert=Decimal(k.gremien_bezirk + k.gremien_darueber),
            schwelle=bezirk + darueber,
            genug=k.gremien_bezirk >= bezirk and k.gremien_darueber >= darueber,
            wege=weg(z),
        )
    return ergebnisse


@regel(
    "rueckfluss",
    kriterium="8.2",
    titel="Aus den Gremien zurück ins Team",
    einheit="%",
    aufgabe="Bei den Sitzungen der Gremien eintragen, was zurück ins Team ging",
    anteil=(80, "Anteil der Sitzungen von Gremien mit „zurück ins Team“, in %"),
)
def rueckfluss(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the sessions of Gremien in the Tätigkeitsbuch that say what went back to the team, in %.

    Threshold 80 %, in twelve months. Where no session says so, nobody keeps that field: "keine Daten".
    """
    zahlen = lage.einmal(taetigkeitszahlen).items()
    return anteile(
        lage,
        {z: (t.gremien_mit_rueckfluss, t.gremien) for z, t in zahlen if t.gremien_mit_rueckfluss},
        schwelle="rueckfluss.anteil",
        satz="Sitzungen von Gremien {anteil} in 12 Monaten nennen, was zurück ins Team ging.",
        leer="In 12 Monaten ist bei keiner Sitzung eines Gremiums eingetragen, was zurück ins Team ging.",
        wege=wege.taetigkeiten("form=gremium"),
        monate=MONATE,
    )

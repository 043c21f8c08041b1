"""Standard 11, Dokumentation."""

from decimal import Decimal

from dateutil.relativedelta import relativedelta

from standards.belege import wege
from standards.belege.bauen import anteile, gewertet, keine_daten
from standards.belege.quellen import jahresberichte, mappenzahlen, meldestand
from standards.belege.regel import MONATE, Ergebnis, Lage, regel
from standards.belege.regeln.mappe import MAPPE

LEER = "In den letzten 12 Monaten gibt es keine Meldung."


@regel(
    "gemeldet",
    kriterium="11.2",
    titel="Meldungen sind vollständig",
    einheit="%",
    anteil=(100, "Anteil der fälligen Meldungen, die vollständig eingereicht sind, in %"),
)
def gemeldet(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the Meldungen due in twelve months that were submitted, in %; what is submitted is complete.

    Threshold 100 %: all of the year. No Meldung at all, not even begun, is "keine Daten". What is due stands
    on the start page already.
    """
    return anteile(
        lage,
        {z: (m.gemeldet, m.faellig) for z, m in lage.einmal(meldestand).items() if m.begonnen},
        schwelle="gemeldet.anteil",
        satz="fälligen Meldungen der letzten 12 Monate {anteil} sind vollständig eingereicht.",
        leer=LEER,
        wege=wege.seite("Meldungen", "statistik"),
        monate=MONATE,
    )


@regel(
    "puenktlich",
    kriterium="11.2",
    titel="Meldungen sind pünktlich",
    einheit="%",
    anteil=(75, "Anteil der fälligen Meldungen, die zur Frist da waren, in %"),
)
def puenktlich(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the Meldungen due in twelve months that first came by their due date, in %.

    Threshold 75 %: one of four may be late. Counted as on the page "Pünktlichkeit": periods closed as "nicht
    gemeldet" are left out. Being late cannot be made up for, so there is no to-do.
    """
    staende = lage.einmal(meldestand).items()
    return anteile(
        lage,
        {z: (m.puenktlich, m.faellig - m.geschlossen) for z, m in staende if m.begonnen},
        schwelle="puenktlich.anteil",
        satz="fälligen Meldungen der letzten 12 Monate {anteil} waren pünktlich.",
        leer=LEER,
        wege=wege.seite("Meldungen", "statistik"),
        monate=MONATE,
    )


@regel(
    "mappe",
    kriterium="11.2",
    titel="Dokumentenmappe ist aktuell",
    einheit="%",
    aufgabe="Abgelaufene Dokumente erneuern",
    anteil=(90, "Anteil der gültigen Dokumente, in %"),
)
def mappe(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the current editions in the Dokumentenmappe that are valid, today, in %.

    Threshold 90 %: what is kept is steered. An empty folder is "keine Daten".
    """
    return anteile(
        lage,
        {z: (m.gueltig, m.anzahl) for z, m in lage.einmal(mappenzahlen).items()},
        schwelle="mappe.anteil",
        satz="Dokumenten der Mappe {anteil} sind gültig.",
        leer="Die Dokumentenmappe ist leer.",
        wege=MAPPE,
    )


@regel(
    "jahresbericht",
    kriterium="11.3",
    titel="Jahresbericht ist festgeschrieben",
    einheit="Ausgaben",
    aufgabe="Den Jahresbericht festschreiben (unter „Berichte“)",
    monate=(6, "Monate nach dem Ende des Jahres, in denen der Bericht entsteht"),
)
def jahresbericht(lage: Lage) -> dict[int, Ergebnis]:
    """Number of stored editions of the Jahresbericht of the last year that must have one.

    Threshold: one, 6 months after the end of its year; before that the year before is asked for. What is an
    edition can be read by those for whom it is meant. No edition of any year is "keine Daten".
    """
    monate = int(lage.schwelle("jahresbericht.monate"))
    jahr = (lage.stichtag - relativedelta(months=monate)).year - 1
    ausgaben, ergebnisse = jahresberichte(lage, jahr), {}
    for z in lage.zentren:
        im_jahr, alle = ausgaben.get(z, (0, 0))
        if not alle:
            ergebnisse[z] = keine_daten(lage, "Es ist kein Jahresbericht festgeschrieben.")
            continue
        wie = "ist" if im_jahr else "ist nicht"
        ergebnisse[z] = gewertet(
            lage,
            f"Der Jahresbericht {jahr} {wie} festgeschrieben.",
            wert=Decimal(im_jahr),
            schwelle=Decimal(1),
            genug=im_jahr > 0,
        )
    return ergebnisse


@regel(
    "publikum",
    kriterium="11.3",
    titel="Dokumente sagen, für wen sie sind",
    einheit="%",
    aufgabe="Bei den Dokumenten angeben, für wen sie sind",
    anteil=(90, "Anteil der Dokumente, die sagen, für wen sie sind, in %"),
)
def publikum(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the current editions in the Dokumentenmappe that name their audience, today, in %.

    Threshold 90 %. Where no document names any, nobody keeps that field: "keine Daten".
    """
    return anteile(
        lage,
        {z: (m.mit_publikum, m.anzahl) for z, m in lage.einmal(mappenzahlen).items() if m.mit_publikum},
        schwelle="publikum.anteil",
        satz="Dokumenten der Mappe {anteil} sagen, für wen sie sind.",
        leer="Bei keinem Dokument der Mappe ist angegeben, für wen es ist.",
        wege=MAPPE,
    )

"""The breakdown of a month's total by age group and gender: cells or margins, the rest is "unbekannt".

Margins are there whenever a breakdown is; other than at one Termin they may exceed their cells, because
some Termine state cells and others margins only. A breakdown is counted or typed as a whole: one typed cell
makes it typed, so that parts of two origins never contradict each other.
"""

from collections.abc import Mapping

from angebote.aufteilung import ALTERSGRUPPEN, ALTERSRAND, GESCHLECHTER, GESCHLECHTERRAND
from angebote.aufteilung import Zelle as Teil
from angebote.erfassung.blatt import Blatt, Feld
from angebote.erfassung.gezaehlt import LEER
from angebote.models import Altersgruppe, Geschlecht, Herkunft
from stzverbund.basis.zahlen import Zahlenfehler, Zellart, Zelle, zeige_anzahl

ZU_GROSS = (
    "Die Aufteilung nach {wonach} ergibt {teile}, die Summe ist {summe}. Bitte ändern Sie eines von beiden."
)


def zellen_zum_rand(rand: Teil) -> list[Teil]:
    """The cells that a margin adds up."""
    alter, geschlecht = rand
    if geschlecht == Geschlecht.ALLE:
        return [(alter, g) for g in GESCHLECHTER]
    return [(a, geschlecht) for a in ALTERSGRUPPEN]


def mit_raendern(alt: Mapping[Teil, int], neu: Mapping[Teil, int], getippt: set[Teil]) -> dict[Teil, int]:
    """`neu` with its margins: one that was the sum of its cells follows them, a typed one stays."""
    ergebnis = dict(neu)
    for rand in [*ALTERSRAND, *GESCHLECHTERRAND]:
        vorher = [alt[teil] for teil in zellen_zum_rand(rand) if teil in alt]
        jetzt = [neu[teil] for teil in zellen_zum_rand(rand) if teil in neu]
        folgt = rand not in neu or (vorher and alt.get(rand) == sum(vorher))
        if rand in getippt or not folgt:
            continue
        if jetzt:
            ergebnis[rand] = sum(jetzt)
        else:
            ergebnis.pop(rand, None)
    return ergebnis


def pruefen(teile: Mapping[Teil, int], summe: int) -> None:
    """Raises Zahlenfehler where cells exceed their margin or margins exceed the total."""
    for rand in [*ALTERSRAND, *GESCHLECHTERRAND]:
        zellen = sum(teile.get(teil, 0) for teil in zellen_zum_rand(rand))
        if rand in teile and zellen > teile[rand]:
            wer = Altersgruppe(rand[0]) if rand[0] != Altersgruppe.ALLE else Geschlecht(rand[1])
            raise Zahlenfehler(
                f"„{wer.label}“: Die einzelnen Zellen ergeben {zeige_anzahl(zellen)}, "
                f"am Rand steht {zeige_anzahl(teile[rand])}."
            )
    for wonach, rand_summe in (("Alter", altersumme(teile)), ("Geschlecht", geschlechtersumme(teile))):
        if rand_summe > summe:
            raise Zahlenfehler(
                ZU_GROSS.format(wonach=wonach, teile=zeige_anzahl(rand_summe), summe=zeige_anzahl(summe))
            )


def altersumme(teile: Mapping[Teil, int]) -> int:
    return sum(teile.get(rand, 0) for rand in ALTERSRAND)


def geschlechtersumme(teile: Mapping[Teil, int]) -> int:
    return sum(teile.get(rand, 0) for rand in GESCHLECHTERRAND)


def passt(teile: Mapping[Teil, int], summe: int | None) -> bool:
    return summe is not None and max(altersumme(teile), geschlechtersumme(teile)) <= summe


def aendern(blatt: Blatt, summe: Feld, aenderungen: Mapping[Teil, Zelle]) -> bool:
    """Types cells or margins of a breakdown; returns whether something changed. Raises Zahlenfehler."""
    gesamt = blatt.wert(summe).zahl
    if gesamt is None:
        raise Zahlenfehler("Bitte tragen Sie zuerst die Summe ein; die Aufteilung gehört zu ihr.")
    alt = _zahlen(blatt, summe)
    neu = {teil: zahl for teil, zahl in alt.items() if teil not in aenderungen}
    for teil, zelle in aenderungen.items():
        if zelle.art not in (Zellart.ZAHL, Zellart.LEER):
            raise Zahlenfehler("In der Aufteilung stehen nur Zahlen. Was fehlt, gilt als „unbekannt“.")
        if zelle.zahl is not None:
            neu[teil] = zelle.zahl
    neu = mit_raendern(alt, neu, {teil for teil, zelle in aenderungen.items() if zelle.zahl is not None})
    pruefen(neu, gesamt)
    return _typisieren(blatt, summe, neu) if neu else zuruecksetzen(blatt, summe)


def zuruecksetzen(blatt: Blatt, summe: Feld) -> bool:
    """Back to what the Termine say; open where they say nothing that fits the total."""
    zeilen = blatt.aufteilung(summe)
    gezaehlt = {teil: wert.gezaehlt for teil, wert in zeilen.items() if wert.gezaehlt is not None}
    gilt = gezaehlt if passt(gezaehlt, blatt.wert(summe).zahl) else {}
    return _schreiben(blatt, summe, gilt, set(zeilen), Herkunft.GEZAEHLT)


def nachfuehren(blatt: Blatt, summe: Feld, gezaehlt: Mapping[Teil, int]) -> None:
    """Follows the Termine; a typed breakdown stays and only learns what is counted."""
    zeilen = blatt.aufteilung(summe)
    for teil in sorted(zeilen.keys() | gezaehlt.keys()):
        blatt.setze_gezaehlt(_feld(summe, teil), gezaehlt.get(teil))
    if _getippt(blatt, summe):
        _typisieren(blatt, summe, _zahlen(blatt, summe))
    else:
        zuruecksetzen(blatt, summe)


def anpassen(blatt: Blatt, summe: Feld, zelle: Zelle) -> None:
    """Before a total changes to `zelle`: a typed breakdown must fit (Zahlenfehler), a counted one yields."""
    zeilen = blatt.aufteilung(summe)
    teile = _zahlen(blatt, summe)
    if not _getippt(blatt, summe):
        gezaehlt = {teil: wert.gezaehlt for teil, wert in zeilen.items() if wert.gezaehlt is not None}
        gilt = gezaehlt if passt(gezaehlt, zelle.zahl) else {}
        _schreiben(blatt, summe, gilt, set(zeilen), Herkunft.GEZAEHLT)
    elif teile and not passt(teile, zelle.zahl):
        hoechste = zeige_anzahl(max(altersumme(teile), geschlechtersumme(teile)))
        raise Zahlenfehler(
            f"Zu dieser Zelle ist eine Aufteilung eingetragen, die {hoechste} ergibt. "
            "Bitte ändern Sie zuerst die Aufteilung."
        )


def _getippt(blatt: Blatt, summe: Feld) -> bool:
    return any(wert.herkunft != Herkunft.GEZAEHLT for wert in blatt.aufteilung(summe).values())


def _zahlen(blatt: Blatt, summe: Feld) -> dict[Teil, int]:
    zeilen = blatt.aufteilung(summe).items()
    return {teil: wert.zahl for teil, wert in zeilen if wert.zahl is not None}


def _typisieren(blatt: Blatt, summe: Feld, teile: Mapping[Teil, int]) -> bool:
    return _schreiben(blatt, summe, teile, set(blatt.aufteilung(summe)), Herkunft.MONATSSUMME)


def _schreiben(
    blatt: Blatt, summe: Feld, teile: Mapping[Teil, int], vorhanden: set[Teil], herkunft: str
) -> bool:
    geaendert = False
    for teil in sorted(vorhanden | teile.keys()):
        zelle = Zelle(Zellart.ZAHL, teile[teil]) if teil in teile else LEER
        geaendert |= blatt.setze(_feld(summe, teil), zelle, herkunft=herkunft)
    return geaendert


def _feld(summe: Feld, teil: Teil) -> Feld:
    return Feld(summe.kennzahl_id, summe.angebot_id, *teil)

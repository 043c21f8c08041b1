"""A schedule in plain German words."""

from collections.abc import Sequence
from datetime import date, time

from angebote.zeitplan.kalender import schulferien_bekannt_bis
from angebote.zeitplan.regel import Regel, Rhythmus
from angebote.zeitplan.rfc5545 import tage

_TAGE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_KUERZEL = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_ORDNUNG = {1: "erste", 2: "zweite", 3: "dritte", 4: "vierte", -1: "letzte"}
_WOCHEN = {2: "zwei", 3: "drei", 4: "vier"}
_HOECHSTENS_EINZELN = 3
"""More dates than this are counted, not listed."""


def in_worten(regel: Regel) -> str:
    """The rule for people: „Jeden zweiten Dienstag, 10:00–11:30 Uhr, nicht in den Schulferien“."""
    regel = regel.bereinigt()
    teile = [_rhythmus(regel), f"{regel.von:%H:%M}–{regel.bis:%H:%M} Uhr"]
    if regel.ende:
        teile.append(f"vom {_datum(regel.beginn)} bis {_datum(regel.ende)}")
    pausen = {"an Feiertagen": regel.pause_feiertage, "in den Schulferien": regel.pause_schulferien}
    if any(pausen.values()):
        teile.append(" und ".join(f"nicht {wann}" for wann, gilt in pausen.items() if gilt))
    if len(regel.ausnahmen) > _HOECHSTENS_EINZELN:
        teile.append(f"{len(regel.ausnahmen)} Termine fallen aus")
    elif regel.ausnahmen:
        teile.append(f"nicht am {_aufzaehlung([_datum(tag) for tag in regel.ausnahmen])}")
    return ", ".join(teile)


def kurz(regel: Regel) -> str:
    """The rule for lists and tables: „Di 10–11:30 Uhr“."""
    return f"{_rhythmus_kurz(regel)} {_uhrzeit(regel.von)}–{_uhrzeit(regel.bis)} Uhr"


def warnungen(regel: Regel, von: date, bis: date) -> list[str]:
    """German sentences about dates from `von` to `bis` that may still fall into unknown school holidays."""
    if not regel.pause_schulferien:
        return []
    jahre = {tag.year for tag in tage(regel, von, bis) if _ferien_unbekannt(tag)}
    return [_ferienwarnung(jahr) for jahr in sorted(jahre)]


def _ferien_unbekannt(tag: date) -> bool:
    bekannt_bis = schulferien_bekannt_bis(tag.year)
    return bekannt_bis is None or tag > bekannt_bis


def _ferienwarnung(jahr: int) -> str:
    bekannt_bis = schulferien_bekannt_bis(jahr)
    was = f"die Schulferien erst bis {_datum(bekannt_bis)}" if bekannt_bis else "noch keine Schulferien"
    return (
        f"Für {jahr} sind {was} bekannt. Termine in späteren Ferien werden noch nicht ausgelassen; "
        "bitte prüfen Sie sie, sobald die Ferien feststehen."
    )


def _rhythmus(regel: Regel) -> str:
    match regel.rhythmus:
        case Rhythmus.WOECHENTLICH:
            return _woechentlich(regel)
        case Rhythmus.MONATLICH_WOCHENTAG:
            return f"Am {_ORDNUNG[regel.position or 1]}n {_TAGE[regel.wochentage[0]]} im Monat"
        case Rhythmus.MONATLICH_TAG:
            return f"Am {regel.tag}. jedes Monats" + (", sofern es ihn gibt" if (regel.tag or 0) > 28 else "")
        case Rhythmus.TAEGLICH:
            return "Montags bis freitags"
    return _einzeltermine(regel.daten)


def _woechentlich(regel: Regel) -> str:
    tage_ = [_TAGE[tag] for tag in regel.wochentage]
    if regel.intervall == 1:
        ganze = {tuple(range(5)): "Montags bis freitags", tuple(range(7)): "Täglich"}
        return ganze.get(regel.wochentage, f"Jeden {_aufzaehlung(tage_)}")
    if len(tage_) == 1:
        return f"Jeden {_ORDNUNG[regel.intervall]}n {tage_[0]}"
    return f"Alle {_WOCHEN[regel.intervall]} Wochen {_aufzaehlung([f'{tag.lower()}s' for tag in tage_])}"


def _einzeltermine(daten: Sequence[date]) -> str:
    if len(daten) > _HOECHSTENS_EINZELN:
        return f"{len(daten)} Termine vom {_datum(daten[0])} bis {_datum(daten[-1])}"
    return f"Am {_aufzaehlung([_datum(tag) for tag in daten])}"


def _rhythmus_kurz(regel: Regel) -> str:
    match regel.rhythmus:
        case Rhythmus.WOECHENTLICH:
            takt = f"alle {regel.intervall} Wochen " if regel.intervall > 1 else ""
            return takt + _tage_kurz(regel.wochentage)
        case Rhythmus.MONATLICH_WOCHENTAG:
            wievielter = "letzter" if regel.position == -1 else f"{regel.position}."
            return f"{wievielter} {_KUERZEL[regel.wochentage[0]]} im Monat"
        case Rhythmus.MONATLICH_TAG:
            return f"{regel.tag}. im Monat"
        case Rhythmus.TAEGLICH:
            return _tage_kurz(range(5))
    return _datum(regel.daten[0]) if len(regel.daten) == 1 else f"{len(regel.daten)} Termine"


def _tage_kurz(wochentage: Sequence[int]) -> str:
    """Weekdays, three or more in a row as a span: „Mo–Fr“."""
    erster, letzter = wochentage[0], wochentage[-1]
    if len(wochentage) > 2 and letzter - erster == len(wochentage) - 1:
        return f"{_KUERZEL[erster]}–{_KUERZEL[letzter]}"
    return ", ".join(_KUERZEL[tag] for tag in wochentage)


def _aufzaehlung(teile: Sequence[str]) -> str:
    *vordere, letzter = teile
    return f"{', '.join(vordere)} und {letzter}" if vordere else letzter


def _datum(tag: date) -> str:
    return f"{tag.day}.{tag.month}.{tag.year}"


def _uhrzeit(zeit: time) -> str:
    return f"{zeit.hour}:{zeit:%M}" if zeit.minute else str(zeit.hour)

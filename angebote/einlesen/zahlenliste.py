"""A list of figures of months: what its rows will become, taking it over, taking it back."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from angebote import erfassung
from angebote.einlesen.monate import Monatslage
from angebote.einlesen.zahlen import KENNZAHL, Zahlenzeile, zeilen, ziele
from angebote.erfassung import Eingabe, Ergebnis, Konflikt
from angebote.models import Import, Importzeile, Wert
from angebote.zeitraeume import Gesperrt, sperrgrund
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.zuordnung import Tabelle, Ziel, nicht_uebernommen
from zentren.models import Mitgliedschaft

__all__ = ["ziele"]

OHNE_MONAT = "Bitte wählen Sie die Spalte, in der der Monat steht."
OHNE_ZAHLEN = (
    "Bitte wählen Sie die Spalten der Kennzahlen, oder zwei Spalten: den Namen der Kennzahl und ihren Wert."
)
BEIDES = (
    "Entweder hat jede Kennzahl ihre Spalte, oder Name und Wert stehen in zwei Spalten. Beides geht nicht."
)
NICHTS = "In dieser Liste steht keine Zahl, die sich übernehmen lässt."


@dataclass(frozen=True)
class Vorschau:
    """All rows, the columns from which nothing is taken, and the periods that somebody would have to open."""

    zeilen: list[Zahlenzeile]
    ohne: list[str]
    gesperrt: list[tuple[str, str]]

    @property
    def anzahl(self) -> dict[str, int]:
        """Figures: "neu", "gleich", "abweichend"; rows with a "fehler"."""
        return {
            "neu": sum(len(zeile.eingaben) for zeile in self.zeilen),
            "gleich": sum(zeile.gleich for zeile in self.zeilen),
            "abweichend": sum(len(zeile.abweichend) for zeile in self.zeilen),
            "fehler": sum(bool(zeile.fehler) for zeile in self.zeilen),
        }


@dataclass
class Ergebniszeile:
    """A row of the file afterwards; `bleibt` says why its figures would stay if the list were taken back."""

    nummer: int
    monat: date | None
    titel: str
    neu: int
    gleich: int
    saetze: list[str]
    bleibt: str = ""

    @property
    def bezeichnung(self) -> str:
        return f"Zeile {self.nummer}, {self.titel}"


@dataclass(frozen=True)
class ErgebnisDerListe:
    zeilen: list[Ergebniszeile]
    zurueck: int

    @property
    def geblieben(self) -> list[Ergebniszeile]:
        return [zeile for zeile in self.zeilen if zeile.bleibt]


def erlaubt(kopf: str, ziel: Ziel) -> bool:
    """Every column may hold figures."""
    return True


def maengel(zuordnung: Mapping[int, str]) -> list[str]:
    """Why rows cannot be read with these columns."""
    gewaehlt = set(zuordnung.values())
    breit = any(ziel.startswith(KENNZAHL) for ziel in gewaehlt)
    lang = gewaehlt & {"kennzahl", "wert"}
    saetze = [] if "monat" in gewaehlt else [OHNE_MONAT]
    if breit and lang:
        saetze.append(BEIDES)
    elif not breit and len(lang) < 2:
        saetze.append(OHNE_ZAHLEN)
    return saetze


def vorschau(liste: Import, tabelle: Tabelle, heute: date) -> Vorschau:
    """Reads the rows anew; few queries, whatever the number of rows."""
    alle, lagen = zeilen(tabelle, liste.spalten, liste.zentrum, heute)
    return Vorschau(alle, nicht_uebernommen(tabelle, liste.spalten), _gesperrt(lagen))


def _gesperrt(lagen: Mapping[date, Monatslage]) -> list[tuple[str, str]]:
    """The closed periods of the list by name, each with its reason."""
    zu = [lage for lage in lagen.values() if lage.grund and lage.zeitraum]
    return list(dict.fromkeys((str(lage.zeitraum), lage.grund) for lage in zu))


def uebernehmen(
    liste: Import, tabelle: Tabelle, *, auch: set[int], wer: Mitgliedschaft, heute: date
) -> list[dict[str, Any]]:
    """Puts the new figures into the drafts as typed monthly totals; returns a line for each row.

    Raises Verweigert where there is no new figure.
    """
    alle = vorschau(liste, tabelle, heute).zeilen
    je_monat: dict[date, list[tuple[Zahlenzeile, Eingabe]]] = {}
    for zeile in alle:
        if zeile.monat and zeile.eingaben:
            je_monat.setdefault(zeile.monat, []).extend((zeile, eingabe) for eingabe in zeile.eingaben)
    gespeichert: list[Importzeile] = []
    for monat in sorted(je_monat):
        gespeichert += _monat_speichern(liste, monat, je_monat[monat], wer)
    if not gespeichert:
        raise Verweigert(NICHTS)
    Importzeile.objects.bulk_create(gespeichert, batch_size=500)
    return [_zeile(zeile) for zeile in alle]


def _monat_speichern(
    liste: Import, monat: date, paare: list[tuple[Zahlenzeile, Eingabe]], wer: Mitgliedschaft
) -> list[Importzeile]:
    """Stores the figures of a month; what is refused after all becomes an error of its row."""
    try:
        ergebnisse: list[Any] = erfassung.block_speichern(
            zentrum=liste.zentrum, monat=monat, eingaben=[eingabe for _, eingabe in paare], wer=wer
        )
    except Gesperrt as nein:
        ergebnisse = [nein] * len(paare)
    gespeichert = []
    for (zeile, eingabe), ergebnis in zip(paare, ergebnisse, strict=True):
        if isinstance(ergebnis, Ergebnis):
            wert = ergebnis.wert
            gespeichert.append(Importzeile(liste=liste, nummer=zeile.nummer, wert=wert, version=wert.version))
        else:
            zeile.eingaben.remove(eingabe)
            zeile.fehler.append(f"{eingabe.kennzahl}: {_grund(ergebnis)}")
    return gespeichert


def _grund(nein: Exception) -> str:
    """Why a figure could not be stored or taken back."""
    if isinstance(nein, Konflikt):
        return f"Hier steht inzwischen {nein.wert.anzeige}."
    return str(nein)


def _zeile(zeile: Zahlenzeile) -> dict[str, Any]:
    return {
        "nummer": zeile.nummer,
        "monat": zeile.monat.isoformat() if zeile.monat else None,
        "titel": zeile.titel,
        "neu": len(zeile.eingaben),
        "gleich": zeile.gleich,
        "saetze": zeile.saetze,
    }


def satz(anzahl: int) -> str:
    if anzahl == 1:
        return "Eine Zahl ist als Monatssumme eingetragen."
    return f"{anzahl} Zahlen sind als Monatssummen eingetragen."


def ergebnis(liste: Import) -> ErgebnisDerListe:
    """What became of each row, as it stands now; one query."""
    bleibt: dict[int, str] = {}
    zurueck = 0
    for zeile, _, grund in rueckgabe(liste):
        zurueck += not grund
        if grund:
            bleibt.setdefault(zeile.nummer, grund)
    alle = []
    for werte in liste.ergebnis:
        monat = date.fromisoformat(werte["monat"]) if werte["monat"] else None
        alle.append(Ergebniszeile(**werte | {"monat": monat, "bleibt": bleibt.get(werte["nummer"], "")}))
    return ErgebnisDerListe(alle, zurueck)


def rueckgabe(liste: Import) -> list[tuple[Importzeile, Wert, str]]:
    """The figures of the list that are left, and why each would stay ("" where it would go)."""
    zeilen_ = liste.zeilen.select_related(
        "wert__meldung__zeitraum__meldejahr", "wert__kennzahl", "wert__angebot"
    )
    return [(z, z.wert, _hindernis(z.wert, z.version)) for z in zeilen_ if z.wert]


def _hindernis(wert: Wert, version: int) -> str:
    if wert.version != version:
        return f"{wert.kennzahl} ist inzwischen geändert ({wert.anzeige})."
    return sperrgrund(wert.meldung)


def zuruecknehmen(liste: Import, wer: Mitgliedschaft) -> int:
    """Opens the cells again that nobody has changed since; returns how many.

    They then show what is counted, or nothing. Closed months keep their figures.
    """
    frei = [(zeile, wert) for zeile, wert, grund in rueckgabe(liste) if not grund]
    weg: list[int] = []
    for monat, gruppe in groupby(sorted(frei, key=_monat), key=_monat):
        paare = list(gruppe)
        eingaben = [Eingabe(wert.kennzahl, "", wert.angebot, wert.version) for _, wert in paare]
        with suppress(Gesperrt):
            ergebnisse = erfassung.block_speichern(
                zentrum=liste.zentrum, monat=monat, eingaben=eingaben, wer=wer
            )
            geschafft = zip(paare, ergebnisse, strict=True)
            weg += [zeile.pk for (zeile, _), e in geschafft if isinstance(e, Ergebnis)]
    Importzeile.objects.filter(pk__in=weg).delete()
    return len(weg)


def _monat(paar: tuple[Importzeile, Wert]) -> date:
    return paar[1].monat

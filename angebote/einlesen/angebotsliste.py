"""A list of Angebote: what its rows will become, taking it over, taking it back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from angebote.einlesen import anlegen
from angebote.einlesen.angebote import ZIELE, Umfeld, entwuerfe
from angebote.einlesen.angebotszeile import KONTAKTZIELE, STAENDE, Entwurf
from angebote.models import Angebot, Import, Importzeile
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.tabellen.zuordnung import Tabelle, Ziel, nicht_uebernommen, personenspalte
from zentren.models import Mitgliedschaft, Zentrum

PFLICHT = "Bitte wählen Sie die Spalte, in der die Titel der Angebote stehen."
NICHTS = "Aus dieser Liste lässt sich keine Zeile übernehmen."


@dataclass(frozen=True)
class Vorschau:
    """All rows of the list, and the columns from which nothing is taken."""

    entwuerfe: list[Entwurf]
    ohne: list[str]

    @property
    def anzahl(self) -> dict[str, int]:
        """How many rows become what: "bereit", "unvollstaendig", "doppelt", "fehler"."""
        gezaehlt = Counter(entwurf.stand for entwurf in self.entwuerfe)
        return {stand: gezaehlt[stand] for stand in STAENDE}


@dataclass
class Ergebniszeile:
    """A row of the file afterwards; `bleibt` says why its draft would stay if the list were taken back."""

    nummer: int
    titel: str
    angelegt: bool
    doppelt: bool
    fehlend: list[str]
    hinweise: list[str]
    fehler: list[str]
    angebot: Angebot | None = None
    bleibt: str = ""

    @property
    def bezeichnung(self) -> str:
        return str(self.angebot)


@dataclass(frozen=True)
class Ergebnis:
    """All rows; `fertig` counts the drafts that only wait to be published."""

    zeilen: list[Ergebniszeile]
    fertig: int

    @property
    def zurueck(self) -> int:
        """How many drafts would go."""
        return sum(zeile.angebot is not None and not zeile.bleibt for zeile in self.zeilen)

    @property
    def geblieben(self) -> list[Ergebniszeile]:
        return [zeile for zeile in self.zeilen if zeile.bleibt]


def ziele(zentrum: Zentrum) -> tuple[Ziel, ...]:
    return ZIELE


def erlaubt(kopf: str, ziel: Ziel) -> bool:
    """Of a column with people only telephone and e-mail may be taken."""
    return not personenspalte(kopf) or ziel.schluessel in KONTAKTZIELE


def maengel(zuordnung: Mapping[int, str]) -> list[str]:
    """Why rows cannot be read with these columns."""
    return [] if "titel" in zuordnung.values() else [PFLICHT]


def vorschau(liste: Import, tabelle: Tabelle, heute: date) -> Vorschau:
    """Reads the rows anew; the same number of queries for any number of rows."""
    umfeld = Umfeld.von(
        liste.zentrum,
        heute,
        kontakt=bool(liste.vorgaben.get("kontakt")),
        standort=liste.vorgaben.get("standort"),
    )
    return Vorschau(entwuerfe(tabelle, liste.spalten, umfeld), nicht_uebernommen(tabelle, liste.spalten))


def uebernehmen(
    liste: Import, tabelle: Tabelle, *, auch: set[int], wer: Mitgliedschaft, heute: date
) -> list[dict[str, Any]]:
    """Makes drafts of all rows without errors, of doubles only those in `auch` (their lines in the file).

    Returns a line for each row. Raises Verweigert where nothing would come of the list.
    """
    alle = vorschau(liste, tabelle, heute).entwuerfe
    neue = [e for e in alle if not e.fehler and (not e.vorhanden or e.nummer in auch)]
    if not neue:
        raise Verweigert(NICHTS)
    angebote = anlegen.entwuerfe_anlegen(neue, wer)
    Importzeile.objects.bulk_create(
        Importzeile(liste=liste, nummer=e.nummer, angebot=angebot, version=angebot.version)
        for e, angebot in zip(neue, angebote, strict=True)
    )
    angelegt = {e.nummer for e in neue}
    return [_zeile(e, e.nummer in angelegt) for e in alle]


def _zeile(entwurf: Entwurf, angelegt: bool) -> dict[str, Any]:
    return {
        "nummer": entwurf.nummer,
        "titel": entwurf.titel,
        "angelegt": angelegt,
        "doppelt": bool(entwurf.vorhanden),
        "fehlend": entwurf.fehlend,
        "hinweise": entwurf.hinweise,
        "fehler": entwurf.fehler,
    }


def satz(anzahl: int) -> str:
    if anzahl == 1:
        return "Ein Angebot ist als Entwurf angelegt."
    return f"{anzahl} Angebote sind als Entwürfe angelegt."


def ergebnis(liste: Import) -> Ergebnis:
    """What became of each row, as it stands now; two queries."""
    geblieben = {zeile.nummer: (zeile.angebot, grund) for zeile, grund in rueckgabe(liste)}
    zeilen = [Ergebniszeile(**zeile) for zeile in liste.ergebnis]
    for zeile in zeilen:
        zeile.angebot, zeile.bleibt = geblieben.get(zeile.nummer, (None, ""))
    return Ergebnis(zeilen, len(fertige_entwuerfe(liste)))


def fertige_entwuerfe(liste: Import) -> list[Angebot]:
    """The drafts of the list that were complete and are drafts still."""
    vollstaendig = [z["nummer"] for z in liste.ergebnis if z["angelegt"] and not z["fehlend"]]
    zeilen = liste.zeilen.filter(nummer__in=vollstaendig, angebot__status=Angebot.Status.ENTWURF)
    return [zeile.angebot for zeile in zeilen.select_related("angebot") if zeile.angebot]


def rueckgabe(liste: Import) -> list[tuple[Importzeile, str]]:
    """What is left of the list, and why it would stay if the list were taken back ("" where it would go)."""
    zeilen = liste.zeilen.filter(angebot__isnull=False).select_related("angebot")
    return [(zeile, anlegen.hindernis(zeile.angebot, zeile.version)) for zeile in zeilen if zeile.angebot]


def zuruecknehmen(liste: Import, wer: Mitgliedschaft) -> int:
    """Deletes the drafts that nobody has touched since; returns how many."""
    gesperrt = Angebot.objects.select_for_update(of=("self",)).filter(importzeilen__liste=liste)
    unberuehrt = {zeile.angebot for zeile, grund in rueckgabe(liste) if not grund}
    weg = [angebot.pk for angebot in gesperrt if angebot in unberuehrt]
    anlegen.entfernen(Angebot.objects.filter(pk__in=weg))
    return len(weg)

"""Rows and tables that the report of a centre and a report over many centres have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stzverbund.basis.zahlen import Einheit, zeige_anzahl, zeige_minuten, zeige_wert
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.dokument import Gruppe, Tabelle, Zeile, Zelle
from zentren.stadtteilmanagement.beschwerdezahlen import Zahlen
from zentren.stadtteilmanagement.foerdersummen import BETRAEGE, Summe

from .zahlen import Registerzahlen

HINWEIS = (
    "Aus den Registern des Zentrums: Anzahlen und Summen, keine Texte. Was niemand einträgt, fehlt hier, "
    "auch wenn es getan ist."
)
UNTER_FUENF = "unter 5"
SUMME_VERDECKT = "verdeckt"
VERDECKT = (
    "Wo es weniger als 5 sind, steht keine Zahl, damit niemand erkannt wird; auch keine Summe, die es "
    "verraten würde."
)
EURO_KOEPFE = ("Anzahl", *(f"{name} (Euro)" for name in BETRAEGE))


@dataclass(frozen=True)
class Groesse:
    """A figure of the registers: its name in a line, a shorter one over a column, and how to show it."""

    feld: str
    name: str
    kurz: str
    zeigen: Callable[[int], str] = zeige_anzahl

    def zelle(self, zahlen: Registerzahlen) -> Zelle:
        wert = getattr(zahlen, self.feld)
        return Zelle(self.zeigen(wert), wert)


GROESSEN = (
    Groesse("taetigkeiten", "Einträge im Tätigkeitsbuch", "Tätigkeiten"),
    Groesse("bedarfe_ermittelt", "Bedarfe ermittelt", "Bedarfe ermittelt"),
    Groesse("bedarfe_umgesetzt", "Bedarfe umgesetzt", "Bedarfe umgesetzt"),
    Groesse("bedarfe_verworfen", "Bedarfe verworfen", "Bedarfe verworfen"),
    Groesse("bedarfe_offen", "Bedarfe offen am Ende des Jahres", "Bedarfe offen"),
    Groesse("kooperationen", "Kooperationen", "Koope\N{SOFT HYPHEN}rationen"),
    Groesse("vereinbarungen", "davon mit gültiger Vereinbarung", "mit Vereinbarung"),
    Groesse("gremien", "Gremien, in denen das Zentrum vertreten ist", "Gremien"),
    Groesse("befragungen", "Befragungen", "Befragungen"),
    Groesse("antworten", "Antworten in Befragungen", "Antworten"),
    Groesse("raum_termine", "Nutzungen der Räume", "Raum\N{SOFT HYPHEN}nutzungen"),
    Groesse("raum_buchungen", "davon durch Gruppen", "durch Gruppen"),
    Groesse("raum_minuten", "Stunden, in denen Räume genutzt wurden", "Raum-Stunden", zeige_minuten),
)


def aufgabenzelle(texte: Sequence[str]) -> Zelle:
    return Zelle("; ".join(texte) or "nichts eingetragen")


def foerderzeile(name: str, summe: Summe, *, art: str = "") -> Zeile:
    betraege = [getattr(summe, betrag) for betrag in BETRAEGE]
    euro = (Zelle(zeige_wert(cent, Einheit.EURO), cent) for cent in betraege)
    return Zeile(name, (Zelle(zeige_anzahl(summe.anzahl), summe.anzahl), *euro), art=art)


def beschwerdetafel(titel: str, zeilen: Sequence[tuple[str, Zahlen, str]]) -> Tabelle:
    """One line for each (name, figures, art); masked ones say "unter 5", a sum that would tell "verdeckt"."""
    spalten = ("eingegangen", "beantwortet", "in der Frist", "offen", "mit Verbesserung", "Tage (Median)")
    verdeckt = any(zahlen.verdeckt for _, zahlen, _ in zeilen)
    tafel = tuple(Zeile(name, _beschwerdezellen(zahlen), art=art) for name, zahlen, art in zeilen)
    return Tabelle(titel, "Zentrum", spalten, (Gruppe(tafel),), VERDECKT if verdeckt else "")


def _beschwerdezellen(z: Zahlen) -> tuple[Zelle, ...]:
    if z.verdeckt:
        wort = UNTER_FUENF if z.zentrum else SUMME_VERDECKT
        return (Zelle(wort), *[Zelle(worte.NICHTS)] * 5)
    anzahlen = (z.eingegangen, z.beantwortet, z.in_frist, z.offen, z.verbessert)
    zellen = tuple(Zelle(worte.NICHTS) if n is None else Zelle(zeige_anzahl(n), n) for n in anzahlen)
    tage = worte.NICHTS if z.tage is None else f"{z.tage:g}".replace(".", ",")
    return (*zellen, Zelle(tage))

"""How many pages a report will have on paper, before anything is drawn.

The heights are measured in the printed layout; the usable height of a page is what is left of it when
tables and charts break where they should. Calibrated on 21 reports of the demo's centres, Träger, Bezirke,
Verbände and Geschäftsstelle, some of them with up to twelve times their rows (5 to 15 pages): the estimate
is exact or one page off, and none of ten pages or more was taken for a short one.
"""

from math import ceil

from stzverbund.berichte.dokument import Abschnitt, Bericht, Tabelle, Zeile

SEITE = 220
"""Height of a page's text in mm."""
DECKBLATT, NACHWEIS = 60, 25
UEBERSCHRIFT, KACHELN, BILD = 18, 24, 85
TABELLE, TITEL, ZEILE, ZWEITE = 22, 6, 6.2, 5
ABSATZ, TEXTZEILE, ZEICHEN = 2.5, 5.1, 106
NAME, WORTE = 68, 42
"""Characters on a line of a long name, and of the words beside it where they are the only other column."""


def seiten(bericht: Bericht) -> int:
    """Estimated pages of a report as draft or edition."""
    hoehe = DECKBLATT + NACHWEIS + sum(_abschnitt(abschnitt) for abschnitt in bericht.abschnitte)
    return ceil(hoehe / SEITE)


def diagramme(bericht: Bericht) -> int:
    """Charts of a report."""
    return sum(len(abschnitt.bilder) for abschnitt in bericht.abschnitte)


def _abschnitt(abschnitt: Abschnitt) -> float:
    texte = sum(UEBERSCHRIFT + _text(text.inhalt) for text in abschnitt.texte)
    kacheln = KACHELN * ceil(len(abschnitt.kacheln) / 4)
    tabellen = sum(_tabelle(tabelle) for tabelle in abschnitt.tabellen)
    return UEBERSCHRIFT + kacheln + BILD * len(abschnitt.bilder) + tabellen + texte


def _tabelle(tabelle: Tabelle) -> float:
    gruppen = sum(bool(gruppe.titel) for gruppe in tabelle.gruppen)
    zeilen = [zeile for gruppe in tabelle.gruppen for zeile in gruppe.zeilen]
    zusaetze = sum(bool(zeile.zusatz) + _umbrueche(zeile, tabelle) for zeile in zeilen)
    return TABELLE + TITEL * gruppen + ZEILE * len(zeilen) + ZWEITE * zusaetze


def _umbrueche(zeile: Zeile, tabelle: Tabelle) -> int:
    """Lines beyond the first: of a long name, or of what stands beside it in words."""
    worte = zeile.zellen[0].text if tabelle.breite == 2 and not tabelle.zahlen else ""
    return max(len(zeile.name) // NAME, len(worte) // WORTE)


def _text(inhalt: str) -> float:
    absaetze = [absatz for absatz in inhalt.splitlines() if absatz.strip()]
    return sum(ABSATZ + TEXTZEILE * ceil(len(absatz) / ZEICHEN) for absatz in absaetze)

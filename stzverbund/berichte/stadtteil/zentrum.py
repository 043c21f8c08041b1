"""The year of one centre: its registers beside the year before, and the 27 Aufgaben (RK-2017 4.2)."""

from angebote.querysets import INNEN
from stzverbund.basis.zahlen import zeige_anzahl, zeige_minuten
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.aufgabenjahr import Aufgabenzeile, aufgaben27, ehrenamtsjahr
from stzverbund.berichte.dokument import Abschnitt, Gruppe, Kachel, Tabelle, Zeile, Zelle
from stzverbund.berichte.stand import Sicht
from zentren.models import Zentrum
from zentren.stadtteilmanagement import beschwerdezahlen, foerdersummen
from zentren.stadtteilmanagement.foerdersummen import Summe

from . import raeume, teile
from .zahlen import Registerzahlen, registerzahlen

Foerderzeilen = list[tuple[str, Summe]]


def im_zentrum(zentrum: Zentrum, jahr: int, sicht: Sicht) -> list[Abschnitt]:
    """Two sections, each only where something is entered; a fixed number of queries."""
    return [*_register(zentrum, jahr, sicht), *_aufgaben(zentrum, jahr)]


def _register(zentrum: Zentrum, jahr: int, sicht: Sicht) -> list[Abschnitt]:
    zahlen = registerzahlen([zentrum.pk], jahr)
    neu, alt = (zahlen.get((zentrum.pk, j), Registerzahlen()) for j in (jahr, jahr - 1))
    foerderung = foerdersummen.je_art(Zentrum.objects.filter(pk=zentrum.pk), jahr)
    tafeln = [*_vergleich(neu, alt, jahr), *_foerderung(foerderung, jahr)]
    tafeln += [*_beschwerden(zentrum, jahr, sicht), *raeume.je_raum(zentrum, jahr)]
    tafeln += _ehrenamt(zentrum, jahr, sicht)
    if not tafeln:
        return []
    kacheln = tuple(_kacheln(neu, foerderung)) if neu else ()
    return [
        Abschnitt("stadtteil", "Stadtteilmanagement", teile.HINWEIS, kacheln=kacheln, tabellen=tuple(tafeln))
    ]


def _kacheln(zahlen: Registerzahlen, foerderung: Foerderzeilen) -> list[Kachel]:
    kacheln = [
        Kachel(zeige_anzahl(zahlen.taetigkeiten), "Einträge im Tätigkeitsbuch"),
        Kachel(zeige_anzahl(zahlen.bedarfe_umgesetzt), "Bedarfe umgesetzt"),
        Kachel(zeige_anzahl(zahlen.kooperationen), "Kooperationen"),
    ]
    if foerderung:
        ganze = foerderung[-1][1].bewilligt // 100
        kacheln.append(Kachel(zeige_anzahl(ganze), "Euro Förderung bewilligt", "Anteil des Jahres"))
    return kacheln


def _vergleich(neu: Registerzahlen, alt: Registerzahlen, jahr: int) -> list[Tabelle]:
    if not (neu or alt):
        return []
    zeilen = tuple(Zeile(g.name, (g.zelle(neu), g.zelle(alt))) for g in teile.GROESSEN)
    return [Tabelle("Die Register", "Was", (str(jahr), str(jahr - 1)), (Gruppe(zeilen),))]


def _foerderung(zeilen: Foerderzeilen, jahr: int) -> list[Tabelle]:
    if not zeilen:
        return []
    *arten, (wort, summe) = zeilen
    tafel = (
        *(teile.foerderzeile(art, eine) for art, eine in arten),
        teile.foerderzeile(wort, summe, art="summe"),
    )
    hinweis = f"Von einer Förderung über mehrere Jahre zählen die Tage, die in {jahr} liegen."
    return [Tabelle(f"Förderungen {jahr}", "Art", teile.EURO_KOEPFE, (Gruppe(tafel),), hinweis)]


def _beschwerden(zentrum: Zentrum, jahr: int, sicht: Sicht) -> list[Tabelle]:
    haus = Zentrum.objects.filter(pk=zentrum.pk)
    eines = beschwerdezahlen.je_zentrum(haus, jahr, maskieren=not _innen(sicht))[0]
    if not (eines.eingegangen or eines.verdeckt):
        return []
    return [teile.beschwerdetafel(f"Beschwerden und Anregungen {jahr}", [(zentrum.name, eines, "")])]


def _innen(sicht: Sicht) -> bool:
    return sicht.leser is not None and sicht.leser.hat(*INNEN)


def _ehrenamt(zentrum: Zentrum, jahr: int, sicht: Sicht) -> list[Tabelle]:
    """Out of statistics and diary; nothing is entered twice."""
    e = ehrenamtsjahr(zentrum, jahr, entwuerfe=sicht.entwuerfe)
    if e.leer:
        return []
    angaben = (
        ("Aktive Ehrenamtliche (höchster Monat)", _zahl(e.aktive)),
        ("Stunden", worte.NICHTS if e.minuten is None else zeige_minuten(e.minuten)),
        ("Vermittlungen in ein Ehrenamt", _zahl(e.vermittlungen)),
        ("Anerkennung", _zahl(e.anerkennung)),
        ("Fortbildung für Ehrenamtliche", _zahl(e.qualifizierung)),
        ("Beteiligung und Begleitung", _zahl(e.begleitung)),
    )
    zeilen = tuple(Zeile(name, (Zelle(text),)) for name, text in angaben)
    return [Tabelle("Ehrenamt", "Was", (str(jahr),), (Gruppe(zeilen),))]


def _zahl(wert: int | None) -> str:
    return worte.NICHTS if wert is None else zeige_anzahl(wert)


def _aufgaben(zentrum: Zentrum, jahr: int) -> list[Abschnitt]:
    """Each Aufgabe in the words of the catalogue with what was done for it; the empty ones are named."""
    stand = aufgaben27(zentrum, jahr)
    if not stand.bearbeitet:
        return []
    gruppen = tuple(
        Gruppe(tuple(_aufgabenzeile(zeile) for zeile in gruppe.zeilen), f"{gruppe.schluessel} {gruppe.name}")
        for gruppe in stand.gruppen
    )
    titel = f"Die {len(stand.zeilen)} Aufgaben des Stadtteilmanagements"
    hinweis = f"Für {stand.bearbeitet} von {len(stand.zeilen)} Aufgaben ist etwas eingetragen."
    tafel = Tabelle(titel, "Aufgabe", ("Was getan ist",), gruppen, zahlen=False)
    return [Abschnitt("aufgaben", titel, hinweis, tabellen=(tafel,))]


def _aufgabenzeile(zeile: Aufgabenzeile) -> Zeile:
    texte = [zeile.eintraege_text] if zeile.eintraege else []
    texte += [beitrag.text for beitrag in zeile.beitraege]
    return Zeile(f"{zeile.schluessel} {zeile.text}", (teile.aufgabenzelle(texte),))

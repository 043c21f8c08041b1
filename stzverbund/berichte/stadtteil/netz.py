"""The year of many centres: their registers side by side, and how many work on each of the 27 Aufgaben."""

from collections.abc import Sequence

from angebote.querysets import INNEN
from stzverbund.basis.zahlen import zeige_anzahl
from stzverbund.berichte.aufgabenjahr import aufgaben27_der_zentren
from stzverbund.berichte.dokument import Abschnitt, Gruppe, Tabelle, Zeile, Zelle
from stzverbund.berichte.stand import Sicht
from zentren.models import Zentrum
from zentren.querysets import ZentrumQuerySet
from zentren.stadtteilmanagement import beschwerdezahlen, foerdersummen

from . import raeume, teile
from .zahlen import Registerzahlen, registerzahlen, zusammen

SPALTEN = (
    ("Tätigkeiten und Bedarfe", teile.GROESSEN[:5]),
    ("Partner, Befragungen, Räume", teile.GROESSEN[5:]),
)
"""Two tables, because all columns do not fit on a page."""


def im_netz(zentren: ZentrumQuerySet, haeuser: Sequence[Zentrum], jahr: int, sicht: Sicht) -> list[Abschnitt]:
    """Two sections, each only where something is entered; `haeuser` are the rows of `zentren`."""
    return [*_register(zentren, haeuser, jahr, sicht), *_aufgaben(haeuser, jahr)]


def _register(
    zentren: ZentrumQuerySet, haeuser: Sequence[Zentrum], jahr: int, sicht: Sicht
) -> list[Abschnitt]:
    zahlen = registerzahlen([haus.pk for haus in haeuser], jahr)
    je_haus = [(haus, zahlen.get((haus.pk, jahr), Registerzahlen())) for haus in haeuser]
    tafeln = [tafel for titel, groessen in SPALTEN for tafel in _tafel(titel, groessen, je_haus)]
    tafeln += [*_foerderung(zentren, haeuser, jahr), *_beschwerden(zentren, jahr, sicht)]
    tafeln += raeume.je_zentrum(haeuser, jahr)
    if not tafeln:
        return []
    return [Abschnitt("stadtteil", "Stadtteilmanagement", teile.HINWEIS, tabellen=tuple(tafeln))]


def _tafel(
    titel: str, groessen: Sequence[teile.Groesse], je_haus: Sequence[tuple[Zentrum, Registerzahlen]]
) -> list[Tabelle]:
    ganz = zusammen(zahlen for _, zahlen in je_haus)
    if not any(getattr(ganz, groesse.feld) for groesse in groessen):
        return []
    zeilen = [Zeile(haus.name, tuple(g.zelle(zahlen) for g in groessen)) for haus, zahlen in je_haus]
    summe = Zeile("zusammen", tuple(g.zelle(ganz) for g in groessen), art="summe")
    return [Tabelle(titel, "Zentrum", tuple(g.kurz for g in groessen), (Gruppe((*zeilen, summe)),))]


def _foerderung(zentren: ZentrumQuerySet, haeuser: Sequence[Zentrum], jahr: int) -> list[Tabelle]:
    menge = foerdersummen.gezaehlte(zentren).order_by()
    je_haus = {pk: summen[jahr] for (pk,), summen in foerdersummen.je_jahr(menge, [jahr], "zentrum").items()}
    ganz = foerdersummen.zusammen(list(je_haus.values()))
    if not ganz:
        return []
    zeilen = [teile.foerderzeile(haus.name, je_haus[haus.pk]) for haus in haeuser if je_haus.get(haus.pk)]
    summe = teile.foerderzeile("zusammen", ganz, art="summe")
    return [Tabelle(f"Förderungen {jahr}", "Zentrum", teile.EURO_KOEPFE, (Gruppe((*zeilen, summe)),))]


def _beschwerden(zentren: ZentrumQuerySet, jahr: int, sicht: Sicht) -> list[Tabelle]:
    innen = sicht.leser is not None and sicht.leser.hat(*INNEN)
    *einzelne, summe = beschwerdezahlen.je_zentrum(
        zentren.order_by("sortierung", "pk"), jahr, maskieren=not innen
    )
    genannt = [eines for eines in einzelne if eines.eingegangen or eines.verdeckt]
    if not genannt:
        return []
    zeilen = [(str(eines.zentrum), eines, "") for eines in genannt]
    return [
        teile.beschwerdetafel(f"Beschwerden und Anregungen {jahr}", [*zeilen, ("zusammen", summe, "summe")])
    ]


def _aufgaben(haeuser: Sequence[Zentrum], jahr: int) -> list[Abschnitt]:
    stand = aufgaben27_der_zentren(haeuser, jahr)
    if not stand.bearbeitet:
        return []
    gruppen = tuple(
        Gruppe(
            tuple(
                Zeile(
                    f"{zeile.schluessel} {zeile.text}",
                    (
                        Zelle(zeige_anzahl(zeile.zentren), zeile.zentren),
                        Zelle(zeige_anzahl(zeile.eintraege), zeile.eintraege),
                    ),
                )
                for zeile in gruppe.zeilen
            ),
            f"{gruppe.schluessel} {gruppe.name}",
        )
        for gruppe in stand.gruppen
    )
    titel = f"Die {len(stand.zeilen)} Aufgaben des Stadtteilmanagements"
    hinweis = "Zentren: wie viele etwas dazu eingetragen haben. Einträge: im Tätigkeitsbuch aller Zentren."
    tafel = Tabelle(titel, "Aufgabe", ("Zentren", "Einträge"), gruppen)
    return [Abschnitt("aufgaben", titel, hinweis, tabellen=(tafel,))]

"""A report over many centres: of a Träger, a Bezirk, a Verband or the Geschäftsstelle."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from angebote.auswertung import Gruppe as Zahlengruppe
from angebote.auswertung import Netzzahlen, gemeinsam, netzzahlen
from angebote.models import Kennzahl
from stzverbund.berichte import stadtteil
from stzverbund.berichte.dokument import Abschnitt, Bericht, Gruppe, Tabelle, Zeile, Zelle
from stzverbund.berichte.stand import Grundlage, Sicht, Staende, Zeitraumstand, grundlage, staende
from zentren.models import Zentrum
from zentren.querysets import ZentrumQuerySet

from . import bilder, tabellen, teile, worte

MINDESTENS = 3
"""So many centres must have figures before their sum is shown to somebody who may not see them singly."""
NUR_ANGENOMMEN = "Gezählt sind nur angenommene Meldungen."
ANDERE_HINWEIS = (
    "Die anderen Zentren der Bezirke stehen nur zusammen, "
    f"und nur wenn mindestens {MINDESTENS} von ihnen Zahlen haben."
)
OHNE_ZENTREN = "In diesem Jahr war keines der Zentren in Betrieb."


@dataclass(frozen=True)
class Auftrag:
    """What a report over many centres is about.

    `zentren` stand in it one by one, `andere` only as one sum; `je_bezirk` sets the Bezirke side by side.
    """

    art: str
    titel: str
    dachzeile: str
    eckdaten: tuple[tuple[str, str], ...]
    zentren: ZentrumQuerySet
    andere: ZentrumQuerySet | None = None
    je_bezirk: bool = False


def netzbericht(auftrag: Auftrag, jahr: int, sicht: Sicht) -> Bericht:
    """The report from stored sums; a fixed number of queries."""
    zentren = _in_betrieb(auftrag.zentren, jahr)
    haeuser = list(zentren.select_related("bezirk", "traeger"))
    stand = staende(haeuser, jahr, sicht.leser)
    rest = grundlage(stand)
    zahlen = netzzahlen(zentren, jahr)
    return Bericht(
        art=auftrag.art,
        titel=auftrag.titel,
        dachzeile=auftrag.dachzeile,
        jahr=jahr,
        eckdaten=(*auftrag.eckdaten, ("Zentren", str(len(haeuser)))),
        abschnitte=tuple(_abschnitte(auftrag, haeuser, stand, zahlen, sicht)),
        grundlage=rest.schluessel,
        vollstaendig=rest.vollstaendig,
    )


def grundlage_des_netzes(auftrag: Auftrag, jahr: int) -> Grundlage:
    """What an edition made now would rest on; three queries."""
    return grundlage(staende(_in_betrieb(auftrag.zentren, jahr), jahr, None))


def _in_betrieb(zentren: ZentrumQuerySet, jahr: int) -> ZentrumQuerySet:
    return zentren.in_betrieb(date(jahr, 1, 1), date(jahr, 12, 31))


def _abschnitte(
    auftrag: Auftrag, haeuser: Sequence[Zentrum], stand: Staende, zahlen: Netzzahlen, sicht: Sicht
) -> list[Abschnitt]:
    if not haeuser:
        return [Abschnitt("meldungen", "Stand der Meldungen", OHNE_ZENTREN)]
    andere = _andere(auftrag, zahlen.jahr)
    return [
        teile.ueberblick(zahlen),
        _meldungen(haeuser, stand),
        *_ebene(auftrag, zahlen, andere, "angebot"),
        *teile.bereiche(zahlen),
        *teile.monate(zahlen),
        *teile.aufteilungen(zahlen),
        *_ebene(auftrag, zahlen, andere, "beratung"),
        *_ebene(auftrag, zahlen, andere, "zentrum"),
        *stadtteil.im_netz(_in_betrieb(auftrag.zentren, zahlen.jahr), haeuser, zahlen.jahr, sicht),
    ]


def _andere(auftrag: Auftrag, jahr: int) -> list[Zahlengruppe]:
    """The centres that stand only together, as one line; none where too few have figures."""
    if auftrag.andere is None:
        return []
    jetzt, vorher = (
        gemeinsam(_in_betrieb(auftrag.andere, einjahr), einjahr, mindestens=MINDESTENS)
        for einjahr in (jahr, jahr - 1)
    )
    return [Zahlengruppe("", "andere Zentren, zusammen", jetzt, vorher)] if jetzt else []


def _meldungen(haeuser: Sequence[Zentrum], stand: Staende) -> Abschnitt:
    """One line for each centre: how many of its periods are closed, and what is missing."""
    zeilen = tuple(Zeile(haus.name, _standzellen(stand[haus.pk]), haus.traeger.name) for haus in haeuser)
    titel = "Stand der Meldungen"
    spalten = ("abgeschlossen", "davon nicht gemeldet", "offen")
    tafel = Tabelle(titel, "Zentrum", spalten, (Gruppe(zeilen),), zahlen=False)
    return Abschnitt("meldungen", titel, NUR_ANGENOMMEN, tabellen=(tafel,))


def _standzellen(stand: tuple[Zeitraumstand, ...]) -> tuple[Zelle, ...]:
    fertig = sum(periode.abgeschlossen for periode in stand)
    fehlend = sum(periode.nicht_gemeldet for periode in stand)
    offen = [f"{s.zeitraum}: {s.hinweis or s.wort.lower()}" for s in stand if not s.abgeschlossen]
    texte = (f"{fertig} von {len(stand)}" if stand else "", str(fehlend or ""), "; ".join(offen))
    return tuple(Zelle(text or worte.NICHTS) for text in texte)


def _ebene(
    auftrag: Auftrag, zahlen: Netzzahlen, andere: Sequence[Zahlengruppe], ebene: str
) -> list[Abschnitt]:
    """The Kennzahlen of a level: all centres together beside the year before, then one by one."""
    abschnitte = teile.kennzahlen(zahlen, ebene)
    kennzahlen = teile.der_ebene(zahlen.kennzahlen, ebene)
    if not abschnitte:
        return []
    haupt = bilder.hauptkennzahl(kennzahlen) if ebene == Kennzahl.Ebene.ANGEBOT else None
    reihen = [("Zentren", "Zentrum", zahlen.je_zentrum)]
    if auftrag.je_bezirk:
        reihen.insert(0, ("Bezirke", "Bezirk", zahlen.je_bezirk))
    tafeln = [
        tafel
        for titel, erste, zeilen in reihen
        for tafel in tabellen.Nebeneinander(
            titel=f"{abschnitte[0].titel}: {titel} nebeneinander",
            erste=erste,
            jahr=zahlen.jahr,
            zeilen=zeilen,
            summe=teile.zusammen(zahlen),
            danach=andere,
            haupt=haupt,
            hinweis=ANDERE_HINWEIS if andere else "",
        ).tabellen(kennzahlen)
    ]
    einer = abschnitte[0]
    return [replace(einer, tabellen=(*einer.tabellen, *tafeln))]

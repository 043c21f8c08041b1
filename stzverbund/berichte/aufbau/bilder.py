"""The charts of a report. The title states the finding; the numbers stand in a table beside it."""

from collections.abc import Sequence

from angebote.auswertung import Aufteilung, Gruppe, Jahreszahlen, Kennzahlfolge, Netzzahlen
from angebote.models import Kennzahl
from stzverbund.basis.zahlen import zeige_anzahl, zeige_wert
from stzverbund.berichte.dokument import Bild, Punkt

from . import worte

IM_VERGLEICH = "Die Zahlen stehen in der Tabelle darunter."


def hauptkennzahl(kennzahlen: Kennzahlfolge) -> Kennzahl | None:
    """What the charts show: Teilnahmen, or else the first that can be summed."""
    summierbare = [k for k in kennzahlen if k.ebene == Kennzahl.Ebene.ANGEBOT and k.summierbar]
    teilnahmen = [k for k in summierbare if k.quelle == Kennzahl.Quelle.TEILNAHMEN]
    return next(iter(teilnahmen or summierbare), None)


def monate(zahlen: Jahreszahlen | Netzzahlen, kennzahl: Kennzahl) -> Bild:
    """Two lines: this year and the year before."""
    reihen = ((zahlen.jahr, zahlen.je_monat), (zahlen.jahr - 1, zahlen.je_monat_vorjahr))
    punkte = []
    for jahr, je_monat in reihen:
        summen = {monat.month: summen for monat, summen in je_monat.items()}
        for nummer, name in enumerate(worte.KURZMONATE, start=1):
            zahl = worte.summe_von(summen.get(nummer, {}), kennzahl).zahl
            punkte.append(Punkt(name, str(jahr), zahl))
    mass = worte.masseinheit(kennzahl)
    beschreibung = f"{mass} je Monat, {zahlen.jahr} und {zahlen.jahr - 1}. {IM_VERGLEICH}"
    return Bild(
        "linien", _monatsbefund(zahlen, kennzahl), beschreibung, kennzahl.einheit, mass, tuple(punkte)
    )


def _monatsbefund(zahlen: Jahreszahlen | Netzzahlen, kennzahl: Kennzahl) -> str:
    neu, alt = worte.summe_von(zahlen.gesamt, kennzahl), worte.summe_von(zahlen.vorjahr, kennzahl)
    je_monat = {monat: worte.summe_von(summen, kennzahl).zahl for monat, summen in zahlen.je_monat.items()}
    if neu.zahl is None or not any(je_monat.values()):
        return f"Keine {kennzahl.name} im Jahr {zahlen.jahr}"
    bester = max(je_monat, key=lambda monat: (je_monat[monat] or 0, -monat.month))
    satz = f"{zeige_wert(neu.zahl, kennzahl.einheit)} {worte.masseinheit(kennzahl)}"
    if alt.zahl:
        wort = "mehr als" if neu.zahl > alt.zahl else "weniger als" if neu.zahl < alt.zahl else "so viele wie"
        anteil = worte.prozent(abs(neu.zahl - alt.zahl), alt.zahl)
        satz += f", {f'{zeige_anzahl(anteil)} % ' if neu.zahl != alt.zahl else ''}{wort} {zahlen.jahr - 1}"
    return f"{satz}; am stärksten war der {worte.monatsname(bester)}"


def gruppen(zeilen: Sequence[Gruppe], gesamt: int, kennzahl: Kennzahl, was: str) -> Bild:
    """A bar for each line; `was` says what the lines are ("Leistungsbereich")."""
    punkte = tuple(Punkt(g.name, "", worte.summe_von(g.summen, kennzahl).zahl) for g in zeilen)
    groesster = max(punkte, key=lambda punkt: punkt.zahl or 0)
    mass = worte.masseinheit(kennzahl)
    titel = f"{mass} nach {was}"
    if groesster.zahl and gesamt:
        anteil = worte.prozent(groesster.zahl, gesamt)
        zahl, alle = (zeige_wert(z, kennzahl.einheit) for z in (groesster.zahl, gesamt))
        titel = f"{groesster.name} hat die meisten {mass}: {zahl} von {alle} ({anteil} %)"
    beschreibung = f"{mass} nach {was}. {IM_VERGLEICH}"
    return Bild("balken", titel, beschreibung, kennzahl.einheit, mass, punkte)


def aufteilung(eine: Aufteilung, was: str) -> Bild | None:
    """A bar for each group and one for the unknown; none where nothing is known."""
    if not eine.bekannt:
        return None
    groesste, zahl = max(eine.teile, key=lambda teil: teil[1])
    punkte = [Punkt(name, "", zahl_) for name, zahl_ in (*eine.teile, ("unbekannt", eine.unbekannt))]
    mass = worte.masseinheit(eine.kennzahl)
    anteil = worte.prozent(zahl, max(eine.gesamt, eine.bekannt))
    titel = f"Größte bekannte {was}: {groesste} mit {zeige_anzahl(zahl)} {mass} ({anteil} %)"
    beschreibung = f"{mass} nach {was}, {zeige_anzahl(eine.unbekannt)} unbekannt. {IM_VERGLEICH}"
    return Bild("balken", titel, beschreibung, eine.kennzahl.einheit, mass, tuple(punkte))

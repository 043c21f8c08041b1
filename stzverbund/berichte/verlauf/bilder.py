"""The charts over time: months as one line, years as points with their figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from angebote.auswertung import Monatszahl, Verlauf
from stzverbund.basis.diagramme import Achsen, Diagramm, zeitreihe
from stzverbund.basis.zahlen import Einheit
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.verlauf import saetze

TEILER = {Einheit.ANZAHL: 1, Einheit.STUNDEN: 60, Einheit.EURO: 100}
"""How many of the smallest unit make the unit that is shown."""
FELDER: dict[str, Any] = {"x": "x", "y": "y", "reihe": "reihe", "offen": "offen"}
ANDERE = "andere Zentren, zusammen"
IN_DER_TABELLE = "Die Zahlen stehen in der Tabelle darunter."


def skaliert(zahl: int | None, einheit: str) -> float | int | None:
    """In the unit that is shown: hours in place of minutes."""
    teiler = TEILER[Einheit(einheit)]
    return zahl if zahl is None or teiler == 1 else zahl / teiler


def stand(zahl: Monatszahl) -> str:
    """Why a month is not final; empty where it is, or where nothing is there at all."""
    if zahl.vorlaeufig:
        return "vorläufig"
    return f"{zahl.gemeldet} von {zahl.erwartet}" if 0 < zahl.gemeldet < zahl.erwartet else ""


def im_bild(zahlen: Iterable[Monatszahl]) -> bool:
    """Whether enough is reported: where Meldungen are missing, one would read that fewer people came."""
    alle = list(zahlen)
    gemeldet, erwartet = sum(z.gemeldet for z in alle), sum(z.erwartet for z in alle)
    return gemeldet * 10 >= erwartet * 9


def nur_in_der_tabelle(verlauf: Verlauf, heute: date, *, nach_monaten: bool) -> bool:
    """Whether figures are left out of the picture."""
    if nach_monaten:
        begonnene = [zahl for monat, zahl in verlauf.monate.items() if monat <= heute]
        return any(zahl.summe.zahl is not None and not im_bild([zahl]) for zahl in begonnene)
    return any(
        verlauf.jahr(j).summe.zahl is not None and not im_bild(_monate(verlauf, j)) for j in verlauf.jahre
    )


def _monate(verlauf: Verlauf, jahr: int) -> list[Monatszahl]:
    return [zahl for monat, zahl in verlauf.monate.items() if monat.year == jahr]


def monate(verlauf: Verlauf, name: str, heute: date) -> Diagramm:
    """From the first year with the present unit up to the month that runs."""
    ab = verlauf.reihe.einheitlich_ab(verlauf.von, verlauf.bis)
    alle = {m: zahl for m, zahl in verlauf.monate.items() if m.year >= ab and m <= heute}
    daten = [
        {
            "x": f"{worte.KURZMONATE[monat.month - 1]} {monat.year}",
            "y": _punkt(verlauf, monat.year, zahl.summe.zahl if im_bild([zahl]) else None),
            "reihe": name,
            "offen": stand(zahl),
        }
        for monat, zahl in alle.items()
    ]
    januare = {nr: str(monat.year) for nr, monat in enumerate(alle) if monat.month == 1}
    brueche = {(b.jahr - ab) * 12: saetze.neu_ab(b) for b in verlauf.reihe.brueche(ab, verlauf.bis)}
    mass = worte.masseinheit(verlauf.reihe.im_jahr(verlauf.bis))
    return zeitreihe(
        daten,
        **FELDER,
        achsen=Achsen(januare, brueche),
        titel=saetze.befund_der_monate(verlauf),
        beschreibung=f"{mass} je Monat, {ab} bis {verlauf.bis}, {name}. {IN_DER_TABELLE}",
        einheit=mass,
    )


def jahre(verlauf: Verlauf, name: str, andere: Mapping[int, int | None]) -> Diagramm:
    """All centres together, and beside them the others, where they stand only as one sum."""
    ab = verlauf.reihe.einheitlich_ab(verlauf.von, verlauf.bis)
    alle = range(ab, verlauf.bis + 1)
    gezeigt = {jahr for jahr in alle if im_bild(_monate(verlauf, jahr))}
    eigene = {jahr: verlauf.jahr(jahr).summe.zahl for jahr in alle}
    offen = {jahr: "" if verlauf.jahr(jahr).vollstaendig else "unvollständig" for jahr in alle}
    daten = [
        {
            "x": str(jahr),
            "y": _punkt(verlauf, jahr, zahlen.get(jahr) if jahr in gezeigt else None),
            "reihe": titel,
            "offen": offen[jahr],
        }
        for titel, zahlen in ((name, eigene), (ANDERE, andere))
        for jahr in (alle if zahlen else ())
    ]
    achse = {nr: str(jahr) for nr, jahr in enumerate(alle)}
    brueche = {bruch.jahr - ab: saetze.neu_ab(bruch) for bruch in verlauf.reihe.brueche(ab, verlauf.bis)}
    mass = worte.masseinheit(verlauf.reihe.im_jahr(verlauf.bis))
    return zeitreihe(
        daten,
        **FELDER,
        achsen=Achsen(achse, brueche),
        mit_werten=True,
        titel=saetze.befund_der_jahre(verlauf),
        beschreibung=f"{mass} je Jahr, {ab} bis {verlauf.bis}, {name}. {IN_DER_TABELLE}",
        einheit=mass,
    )


def _punkt(verlauf: Verlauf, jahr: int, zahl: int | None) -> float | int | None:
    return skaliert(zahl, verlauf.reihe.im_jahr(jahr).einheit)

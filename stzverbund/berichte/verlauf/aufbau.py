"""A page over time: one chart, the table of the same figures, and what to know about them."""

from dataclasses import dataclass
from datetime import date

from angebote.auswertung import (
    Ausschnitt,
    Jahreszahl,
    Monatszahl,
    Verlauf,
    gemeinsame_jahre,
    jahre_je_zentrum,
    verlauf_der_zentren,
    verlauf_des_zentrums,
)
from stzverbund.basis.diagramme import Diagramm
from stzverbund.basis.zeit import MONATE
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.aufbau.netz import ANDERE_HINWEIS, MINDESTENS
from stzverbund.berichte.verlauf import bilder, saetze
from stzverbund.berichte.verlauf.einwohner import tafel_je_tausend
from stzverbund.berichte.verlauf.gegenstand import Gegenstand
from stzverbund.berichte.verlauf.tafeln import Feld, Reihe, Spalte, Tafel
from zentren.querysets import ZentrumQuerySet


@dataclass(frozen=True)
class Frage:
    """Whose figures, which, and how they are laid out; `entwuerfe` only for a Zentrum and its own people."""

    gegenstand: Gegenstand
    was: Ausschnitt
    nach_monaten: bool
    entwuerfe: bool
    heute: date


@dataclass(frozen=True)
class Seite:
    """`export` is the head of a file and its lines, one for each figure."""

    bild: Diagramm
    tafeln: tuple[Tafel, ...]
    hinweise: tuple[str, ...]
    export: tuple[list[str], list[list[object]]]


def seite(frage: Frage) -> Seite:
    """A fixed number of queries."""
    zentren = frage.gegenstand.zentren().only("name", "in_betrieb_von", "in_betrieb_bis")
    verlauf = _verlauf(frage, zentren)
    name = str(frage.gegenstand.objekt)
    weitere: list[Reihe] = []
    if frage.nach_monaten:
        bild, tafel = bilder.monate(verlauf, name, frage.heute), _monate(verlauf, frage.heute)
    else:
        andere = _andere(frage)
        bild = bilder.jahre(verlauf, name, andere)
        weitere = _je_zentrum(frage, zentren)
        tafel = _jahre(verlauf, name, weitere, andere)
    je_tausend = tafel_je_tausend(frage.gegenstand, verlauf)
    return Seite(
        bild=bild,
        tafeln=tuple(t for t in (tafel, je_tausend) if t),
        hinweise=tuple(_hinweise(frage, verlauf)),
        export=_export(verlauf, name, frage.heute),
    )


def _verlauf(frage: Frage, zentren: ZentrumQuerySet) -> Verlauf:
    if frage.gegenstand.zentrum:
        return verlauf_des_zentrums(frage.gegenstand.zentrum, frage.was, entwuerfe=frage.entwuerfe)
    return verlauf_der_zentren(zentren, frage.was)


def _hinweise(frage: Frage, verlauf: Verlauf) -> list[str]:
    kennzahl = verlauf.reihe.im_jahr(verlauf.bis)
    einzelnes = frage.gegenstand.zentrum is not None
    return [
        *saetze.brueche(verlauf),
        *([] if kennzahl.summierbar else [saetze.HOECHSTER]),
        saetze.VORLAEUFIG if frage.entwuerfe else saetze.NUR_ANGENOMMEN,
        *([] if einzelnes or not frage.nach_monaten else [saetze.UNVOLLSTAENDIG]),
        *_nicht_im_bild(frage, verlauf),
        *([ANDERE_HINWEIS] if frage.gegenstand.andere() is not None and not frage.nach_monaten else []),
    ]


def _nicht_im_bild(frage: Frage, verlauf: Verlauf) -> list[str]:
    fehlt = bilder.nur_in_der_tabelle(verlauf, frage.heute, nach_monaten=frage.nach_monaten)
    was = "Monate" if frage.nach_monaten else "Jahre"
    return [saetze.NUR_IN_DER_TABELLE.format(was=was)] if fehlt else []


def _spalten(verlauf: Verlauf) -> tuple[Spalte, ...]:
    neu = {bruch.jahr: saetze.neu_ab(bruch) for bruch in verlauf.reihe.brueche(verlauf.von, verlauf.bis)}
    return tuple(Spalte(str(jahr), neu.get(jahr, "")) for jahr in verlauf.jahre)


def _monate(verlauf: Verlauf, heute: date) -> Tafel:
    """Months below each other, years side by side."""
    reihen = [
        Reihe(name, tuple(_monatsfeld(verlauf, date(jahr, nummer, 1), heute) for jahr in verlauf.jahre))
        for nummer, name in enumerate(MONATE, start=1)
    ]
    jahre = tuple(_jahresfeld(verlauf, jahr) for jahr in verlauf.jahre)
    titel = f"{worte.masseinheit(verlauf.reihe.im_jahr(verlauf.bis))} nach Monaten"
    return Tafel(titel, "Monat", _spalten(verlauf), (*reihen, Reihe("Jahr", jahre, "summe")))


def _monatsfeld(verlauf: Verlauf, monat: date, heute: date) -> Feld:
    zahl = verlauf.monate[monat]
    text = worte.zelle(zahl.summe, verlauf.reihe.im_jahr(monat.year)).text
    return Feld(text, bilder.stand(zahl) if monat <= heute else "")


def _jahresfeld(verlauf: Verlauf, jahr: int) -> Feld:
    return _feld(verlauf, jahr, verlauf.jahr(jahr))


def _feld(verlauf: Verlauf, jahr: int, zahl: Jahreszahl) -> Feld:
    text = worte.zelle(zahl.summe, verlauf.reihe.im_jahr(jahr)).text
    fehlend = zahl.summe.zahl is not None and not zahl.vollstaendig
    return Feld(text, f"{zahl.vollstaendige} von {zahl.erwartet} Monaten" if fehlend else "")


def _jahre(verlauf: Verlauf, name: str, weitere: list[Reihe], andere: dict[int, int | None]) -> Tafel:
    """One line for each centre, then all together; the years side by side."""
    ganz = Reihe(
        "zusammen" if weitere else name, tuple(_jahresfeld(verlauf, j) for j in verlauf.jahre), "summe"
    )
    titel = f"{worte.masseinheit(verlauf.reihe.im_jahr(verlauf.bis))} nach Jahren"
    danach = []
    if andere:
        felder = tuple(Feld(_zahl(verlauf, jahr, andere.get(jahr))) for jahr in verlauf.jahre)
        danach = [Reihe(bilder.ANDERE, felder)]
    return Tafel(titel, "Zentrum", _spalten(verlauf), (*weitere, ganz, *danach))


def _zahl(verlauf: Verlauf, jahr: int, zahl: int | None) -> str:
    return saetze.zahl(zahl, verlauf.reihe.im_jahr(jahr))


def _je_zentrum(frage: Frage, zentren: ZentrumQuerySet) -> list[Reihe]:
    if frage.gegenstand.zentrum:
        return []
    je_zentrum = jahre_je_zentrum(zentren, frage.was)
    verlauf = Verlauf(frage.was.reihe, frage.was.von, frage.was.bis, {})
    return [
        Reihe(haus.name, tuple(_feld(verlauf, j, je_zentrum[haus.pk][j]) for j in verlauf.jahre))
        for haus in zentren
    ]


def _andere(frage: Frage) -> dict[int, int | None]:
    """Only all Leistungsbereiche together: by subtracting one could come down to a single centre."""
    andere = frage.gegenstand.andere()
    if andere is None or frage.was.bereich:
        return {}
    summen = gemeinsame_jahre(andere, frage.was, mindestens=MINDESTENS)
    return {jahr: summe.zahl for jahr, summe in summen.items()}


KOPF = ("Für wen", "Jahr", "Monat", "Kennzahl", "Einheit", "Zahl", "Stand", "neu gezählt ab")


def _export(verlauf: Verlauf, name: str, heute: date) -> tuple[list[str], list[list[object]]]:
    neu = {bruch.jahr for bruch in verlauf.reihe.brueche(verlauf.von, verlauf.bis)}
    zeilen: list[list[object]] = []
    for monat, zahl in verlauf.monate.items():
        if monat <= heute:
            kennzahl = verlauf.reihe.im_jahr(monat.year)
            einheit, wert = kennzahl.get_einheit_display(), bilder.skaliert(zahl.summe.zahl, kennzahl.einheit)
            bruch = monat.year if monat.year in neu else ""
            ort = [name, monat.year, monat.month]
            zeilen.append([*ort, kennzahl.name, einheit, wert, _stand(zahl), bruch])
    return list(KOPF), zeilen


def _stand(zahl: Monatszahl) -> str:
    return bilder.stand(zahl) or ("vollständig" if zahl.gemeldet else "")

"""From a file to new entries of a register: looked at row by row, taken over as a whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.sortierung import faltung
from stzverbund.basis.tabellen.lesen import ZU_VIEL_TEXT, lies
from stzverbund.basis.tabellen.text import Tabellenfehler
from stzverbund.basis.tabellen.zuordnung import kopf_vorschlag, nicht_uebernommen, tabelle, vorschlag
from zentren.models import Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement.einlesen import zeilen
from zentren.stadtteilmanagement.einlesen.register import Register

HOECHSTENS = 500
"""Rows at once: each is asked of the form, all are stored in one transaction."""
ZU_VIELE = f"Die Tabelle hat mehr als {HOECHSTENS} Zeilen. Bitte teilen Sie sie auf."
UNTERWEGS = 1_500_000
"""Characters of the packed table that goes along with the page."""
GILT = timedelta(days=1)
ABGELAUFEN = "Diese Vorschau ist abgelaufen. Bitte laden Sie die Datei noch einmal hoch."


@dataclass(frozen=True)
class Tabellenzeilen:
    """What was read: for each row its number in the file and its cells by field; `uebrig` are other heads."""

    zeilen: list[tuple[int, dict[str, str]]]
    uebrig: list[str]


@dataclass(frozen=True)
class Zeile:
    """What will become of a row: "neu", "schon da" or "fehler" with (column, sentence); its form to save."""

    nummer: int
    titel: str
    stand: str
    angaben: list[tuple[str, str]]
    fehler: list[tuple[str, str]] = field(default_factory=list)
    form: forms.ModelForm | None = None


@dataclass(frozen=True)
class Vorschau:
    zeilen: list[Zeile]
    uebrig: list[str]

    def zahl(self, stand: str) -> int:
        return sum(zeile.stand == stand for zeile in self.zeilen)

    @property
    def neu(self) -> int:
        return self.zahl("neu")

    @property
    def schon_da(self) -> int:
        return self.zahl("schon da")

    @property
    def mit_fehler(self) -> int:
        return self.zahl("fehler")


def lesen(*, register: Register, daten: bytes, wer: Mitgliedschaft) -> Tabellenzeilen:
    """The first sheet that can be used; raises Tabellenfehler with a German sentence."""
    blaetter = lies(daten)
    blatt = next((blatt for blatt in blaetter if not blatt.fehler), blaetter[0])
    if blatt.fehler:
        raise Tabellenfehler(blatt.fehler)
    leer = register.formular(wer, None)
    spalten = zeilen.spalten(leer, register.ohne)
    ziele = [spalte.ziel for spalte in spalten]
    gelesen = tabelle(blatt.zeilen, kopf_vorschlag(blatt.zeilen, ziele))
    if len(gelesen.zeilen) > HOECHSTENS:
        raise Tabellenfehler(ZU_VIELE)
    zuordnung = vorschlag(gelesen, ziele, lambda kopf, ziel: True)
    vorhanden = {*zuordnung.values(), *zeilen.vorgaben(leer)}
    if fehlen := [spalte.label for spalte in spalten if spalte.pflicht and spalte.name not in vorhanden]:
        raise Tabellenfehler(_fehlende_spalten(fehlen))
    gewaehlt = [
        (nummer, {name: zellen[i] for i, name in zuordnung.items() if zellen[i]})
        for nummer, zellen in gelesen.zeilen
    ]
    return Tabellenzeilen([zeile for zeile in gewaehlt if zeile[1]], nicht_uebernommen(gelesen, zuordnung))


def packen(*, register: Register, gelesen: Tabellenzeilen, wer: Mitgliedschaft) -> str:
    """The table as signed text for the page; raises Tabellenfehler where it is too long for that."""
    inhalt = [gelesen.zeilen, gelesen.uebrig]
    gepackt = signing.dumps(inhalt, salt=_salz(register, wer), compress=True)
    if len(gepackt) > UNTERWEGS:
        raise Tabellenfehler(ZU_VIEL_TEXT)
    return gepackt


def auspacken(*, register: Register, gepackt: str, wer: Mitgliedschaft) -> Tabellenzeilen:
    """What `packen` has packed for this register and centre within a day; raises Tabellenfehler."""
    try:
        inhalt, uebrig = signing.loads(gepackt, salt=_salz(register, wer), max_age=GILT)
    except signing.BadSignature:
        raise Tabellenfehler(ABGELAUFEN) from None
    return Tabellenzeilen([(nummer, zellen) for nummer, zellen in inhalt], uebrig)


def vorschau(*, register: Register, gelesen: Tabellenzeilen, wer: Mitgliedschaft) -> Vorschau:
    """Row by row what will become of it; stores nothing. One query for what is there, the form its own."""
    leer = register.formular(wer, None)
    felder = {spalte.name: spalte for spalte in zeilen.spalten(leer, register.ohne)}
    grundlage = zeilen.vorgaben(leer)
    bekannt = set(_vorhandene(register, leer, wer))
    geprueft = []
    for nummer, zellen in gelesen.zeilen:
        daten, unlesbar = zeilen.eingabe(zellen, felder, grundlage)
        form = register.formular(wer, daten)
        angaben = [(felder[name].label, text) for name, text in zellen.items()]
        fehler = _fehler(form, felder, unlesbar)
        if fehler:
            geprueft.append(Zeile(nummer, angaben[0][1], "fehler", angaben, fehler))
            continue
        kennung = tuple(_vergleichbar(getattr(form.instance, name)) for name in register.kennzeichen)
        stand = "schon da" if kennung in bekannt else "neu"
        bekannt.add(kennung)
        geprueft.append(Zeile(nummer, angaben[0][1], stand, angaben, form=form))
    return Vorschau(geprueft, gelesen.uebrig)


@transaction.atomic
def uebernehmen(*, register: Register, gelesen: Tabellenzeilen, wer: Mitgliedschaft) -> int:
    """Stores all new rows, each as its form saves it (history, events and mails of that function).

    Two at once in one centre come one after the other, so the second knows the rows of the first. Returns how
    many; raises Verweigert, and stores nothing, where a row has an error or its function refuses.
    """
    Zentrum.objects.select_for_update().only("pk").get(pk=wer.zentrum_id)  # type: ignore[misc]
    geprueft = vorschau(register=register, gelesen=gelesen, wer=wer)
    if geprueft.mit_fehler:
        raise Verweigert("In der Liste sind Fehler. Es ist nichts übernommen.")
    for zeile in geprueft.zeilen:
        if zeile.stand == "neu" and zeile.form is not None:
            try:
                zeile.form.save()
            except Verweigert as nein:
                raise Verweigert(f"Zeile {zeile.nummer}: {nein} Es ist nichts übernommen.") from None
    return geprueft.neu


def _fehlende_spalten(namen: list[str]) -> str:
    gemeint = ", ".join(f"„{name}“" for name in namen)
    return f"Diese Überschriften fehlen: {gemeint}. Die Vorlage hat alle Spalten."


def _fehler(
    form: forms.ModelForm, felder: dict[str, zeilen.Spalte], unlesbar: dict[str, str]
) -> list[tuple[str, str]]:
    """What the cells and the form say, each field once."""
    gesagt = {felder[name].label: satz for name, satz in unlesbar.items()}
    for name, saetze in form.errors.items():
        if name not in unlesbar:
            label = "Zeile" if name == NON_FIELD_ERRORS else str(form.fields[name].label or name)
            gesagt[label] = " ".join(str(satz) for satz in saetze)
    return list(gesagt.items())


def _vorhandene(register: Register, form: forms.ModelForm, wer: Mitgliedschaft) -> Iterator[tuple[Any, ...]]:
    """What tells apart the entries that the centre has already."""
    modell: Any = form._meta.model
    for werte in modell.objects.bearbeitbar_fuer(wer).values_list(*register.kennzeichen):
        yield tuple(_vergleichbar(wert) for wert in werte)


def _vergleichbar(wert: Any) -> Any:
    return faltung(wert) if isinstance(wert, str) else wert


def _salz(register: Register, wer: Mitgliedschaft) -> str:
    """A table is taken over only into the register and the centre for which it was looked at."""
    return f"einlesen:{register.schluessel}:{wer.zentrum_id}"

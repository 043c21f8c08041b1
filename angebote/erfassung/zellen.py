"""What people type into the grid: one cell, a pasted block, a note, "Rest: keine Angabe"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from angebote.erfassung import aufteilung
from angebote.erfassung.blatt import NUR_RUECKFRAGEN, Blatt, Feld, Konflikt, zelle_von
from angebote.erfassung.gezaehlt import Gezaehlt, aus_strichliste
from angebote.erfassung.summieren import gezaehlte_des_angebots
from angebote.models import Altersgruppe, Angebot, Geschlecht, Herkunft, Kennzahl, Wert
from angebote.vollstaendigkeit import offene_zellen
from angebote.zeitraeume import Gesperrt
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zahlen import Zahlenfehler, Zellart, Zelle, lies_zelle
from zentren.models import Mitgliedschaft, Zentrum

ETWA = re.compile(r"\s*(?:~|≈|ca\.?(?=[\s\d])|circa|etwa|rund)\s*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Eingabe:
    """What somebody typed into a cell, and the version of the cell that they saw (None: an empty one)."""

    kennzahl: Kennzahl
    text: str
    angebot: Angebot | None = None
    version: int | None = None
    geschaetzt: bool = False
    altersgruppe: str = Altersgruppe.ALLE
    geschlecht: str = Geschlecht.ALLE

    def __post_init__(self) -> None:
        if (self.angebot is None) == (self.kennzahl.ebene == Kennzahl.Ebene.ANGEBOT):
            raise ValueError(f"{self.kennzahl!r} does not belong to {self.angebot!r}")
        if self.feld != self.feld.summe and not self.kennzahl.aufteilung:
            raise ValueError(f"{self.kennzahl!r} has no breakdown")

    @property
    def feld(self) -> Feld:
        angebot_id = self.angebot.pk if self.angebot else None
        return Feld(self.kennzahl.pk, angebot_id, self.altersgruppe, self.geschlecht)

    @property
    def schluessel(self) -> str:
        """Names the total in the grid, "12-3"."""
        return self.feld.schluessel


@dataclass(frozen=True)
class Ergebnis:
    """A saved cell; `geaendert` is False where it held the same before."""

    wert: Wert
    geaendert: bool


@transaction.atomic
def zelle_speichern(
    *,
    zentrum: Zentrum,
    monat: date,
    kennzahl: Kennzahl,
    angebot: Angebot | None = None,
    eingabe: str,
    version: int | None,
    wer: Mitgliedschaft | None,
    geschaetzt: bool = False,
    altersgruppe: str = Altersgruppe.ALLE,
    geschlecht: str = Geschlecht.ALLE,
) -> Ergebnis:
    """Stores what was typed into one cell, with its history.

    "~40" or "ca. 40" marks an estimate. Nothing typed falls back to what is counted, or to an open cell.
    Raises, with nothing stored: Zahlenfehler for what is no number of this unit or contradicts the
    breakdown; Konflikt where somebody else changed the cell since `version`; Gesperrt where it is closed.
    """
    getippt = Eingabe(kennzahl, eingabe, angebot, version, geschaetzt, altersgruppe, geschlecht)
    umfang = Q(kennzahl=kennzahl, angebot=angebot)
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer, umfang=umfang)
    ergebnis = _eintragen(blatt, getippt)
    blatt.sichern()
    return ergebnis


@transaction.atomic
def block_speichern(
    *, zentrum: Zentrum, monat: date, eingaben: Sequence[Eingabe], wer: Mitgliedschaft | None
) -> list[Ergebnis | Zahlenfehler | Konflikt | Gesperrt]:
    """Stores many cells, each for itself: the list says for each what `zelle_speichern` would do or raise.

    Raises Gesperrt where the whole month is closed.
    """
    umfang = Q(kennzahl__in={e.kennzahl for e in eingaben}) & (
        Q(angebot__in={e.angebot for e in eingaben if e.angebot}) | Q(angebot__isnull=True)
    )
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer, umfang=umfang)
    ergebnisse: list[Ergebnis | Zahlenfehler | Konflikt | Gesperrt] = []
    for eingabe in eingaben:
        try:
            ergebnisse.append(_eintragen(blatt, eingabe))
        except (Zahlenfehler, Konflikt, Gesperrt) as nein:
            ergebnisse.append(nein)
    blatt.sichern()
    return ergebnisse


@transaction.atomic
def aufteilung_speichern(
    *,
    zentrum: Zentrum,
    monat: date,
    kennzahl: Kennzahl,
    angebot: Angebot | None = None,
    eingaben: dict[tuple[str, str], str],
    stand: int,
    wer: Mitgliedschaft | None,
) -> bool:
    """Stores typed cells and margins of a breakdown at once; returns whether something changed.

    `eingaben` by (age group, gender); `stand` is `aufteilungsstand` as the editor saw it. Raises as
    `zelle_speichern`, with nothing stored.
    """
    umfang = Q(kennzahl=kennzahl, angebot=angebot)
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer, umfang=umfang)
    summe = Eingabe(kennzahl, "", angebot).feld
    zeilen = blatt.aufteilung(summe)
    if not blatt.offen(summe):
        raise Gesperrt(NUR_RUECKFRAGEN)
    if aufteilungsstand([blatt.wert(summe), *zeilen.values()]) != stand:
        raise Konflikt(_zuletzt([blatt.wert(summe), *zeilen.values()]))
    zellen = {teil: lies_zelle(text, kennzahl.einheit) for teil, text in eingaben.items()}
    geaendert = aufteilung.aendern(blatt, summe, zellen)
    blatt.sichern()
    return geaendert


def _zuletzt(werte: Sequence[Wert]) -> Wert:
    return max(werte, key=lambda wert: wert.geaendert_am.timestamp() if wert.geaendert_am else 0)


def aufteilungsstand(zeilen: Sequence[Wert]) -> int:
    """One number for a total and its breakdown that grows with every change of them."""
    return sum(wert.version for wert in zeilen)


@transaction.atomic
def zurueck_auf_gezaehlt(
    *,
    zentrum: Zentrum,
    monat: date,
    kennzahl: Kennzahl,
    angebot: Angebot | None = None,
    wer: Mitgliedschaft | None,
) -> Wert:
    """Drops a typed total and its typed breakdown; the cell shows again what is counted, or is open."""
    umfang = Q(kennzahl=kennzahl, angebot=angebot)
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer, umfang=umfang)
    eingabe = Eingabe(kennzahl, "", angebot)
    gezaehlt = _gezaehlt(blatt, eingabe)
    blatt.setze(eingabe.feld, gezaehlt.zelle, herkunft=Herkunft.GEZAEHLT, grund=gezaehlt.grund)
    aufteilung.zuruecksetzen(blatt, eingabe.feld)
    blatt.sichern()
    return blatt.wert(eingabe.feld)


@transaction.atomic
def notiz_speichern(
    *,
    zentrum: Zentrum,
    monat: date,
    kennzahl: Kennzahl,
    angebot: Angebot | None = None,
    notiz: str,
    vorher: str,
    wer: Mitgliedschaft | None,
) -> Wert:
    """Stores the note of a cell. Raises Verweigert where it is no longer `vorher`, Gesperrt where closed."""
    umfang = Q(kennzahl=kennzahl, angebot=angebot)
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer, umfang=umfang)
    feld = Eingabe(kennzahl, "", angebot).feld
    if not blatt.offen(feld):
        raise Gesperrt(NUR_RUECKFRAGEN)
    if blatt.wert(feld).notiz not in (vorher, notiz):
        raise Verweigert(
            f"Inzwischen steht dort eine andere Notiz: „{blatt.wert(feld).notiz}“. "
            "Ihre Notiz ist noch im Feld; wenn Sie noch einmal speichern, gilt sie."
        )
    blatt.setze_notiz(feld, notiz)
    blatt.sichern()
    return blatt.wert(feld)


@transaction.atomic
def erklaerung_speichern(
    *,
    zentrum: Zentrum,
    monat: date,
    kennzahl: Kennzahl,
    angebot: Angebot | None = None,
    erklaerung: str,
    vorher: str,
    version: int,
    wer: Mitgliedschaft | None,
) -> Wert:
    """Stores why an unusual value is right; it holds for the number that the editor saw as `version`.

    Raises Verweigert where there is another number or explanation by now, Gesperrt where the cell is closed.
    """
    umfang = Q(kennzahl=kennzahl, angebot=angebot)
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer, umfang=umfang)
    feld = Eingabe(kennzahl, "", angebot).feld
    wert = blatt.wert(feld)
    if not blatt.offen(feld):
        raise Gesperrt(NUR_RUECKFRAGEN)
    if wert.version != version or wert.zahl is None:
        raise Verweigert(f"Inzwischen steht dort: {wert.anzeige}. Bitte sehen Sie den Wert noch einmal an.")
    if wert.erklaerung not in (vorher, erklaerung):
        raise Verweigert(
            f"Inzwischen steht dort eine andere Erklärung: „{wert.erklaerung}“. "
            "Ihre Erklärung ist noch im Feld; wenn Sie noch einmal speichern, gilt sie."
        )
    blatt.setze_erklaerung(feld, erklaerung)
    blatt.sichern()
    return wert


@transaction.atomic
def rest_keine_angabe(*, zentrum: Zentrum, monat: date, grund: str, wer: Mitgliedschaft | None) -> int:
    """Closes all open compulsory cells of the month as "keine Angabe"; returns how many.

    Raises Verweigert without a reason, Gesperrt where the month is closed.
    """
    grund = grund.strip()
    if not grund:
        raise Verweigert("Bitte nennen Sie den Grund, warum die übrigen Angaben fehlen.")
    blatt = Blatt(zentrum=zentrum, monat=monat, wer=wer)
    geschlossen = 0
    for offen in offene_zellen(blatt.meldung, monate=[monat]):
        geschlossen += _schliessen(blatt, Feld(offen.kennzahl_id, offen.angebot_id), grund[:200])
    blatt.sichern()
    return geschlossen


def _schliessen(blatt: Blatt, feld: Feld, grund: str) -> bool:
    """Whether an open cell could be closed; one with a typed breakdown waits for a decision of its own."""
    zelle = Zelle(Zellart.KEINE_ANGABE)
    try:
        aufteilung.anpassen(blatt, feld, zelle)
        return blatt.setze(feld, zelle, herkunft=Herkunft.MONATSSUMME, grund=grund)
    except (Zahlenfehler, Gesperrt):
        return False


def _eintragen(blatt: Blatt, eingabe: Eingabe) -> Ergebnis:
    """One typed cell. Everything that may be refused is refused before anything is changed."""
    zelle, geschaetzt = lies_eingabe(eingabe)
    feld, wert = eingabe.feld, blatt.wert(eingabe.feld)
    if not blatt.offen(feld):
        raise Gesperrt(NUR_RUECKFRAGEN)
    ziel, herkunft = Gezaehlt(zelle), Herkunft.GESCHAETZT if geschaetzt else Herkunft.MONATSSUMME
    if zelle.art == Zellart.LEER and feld == feld.summe:
        ziel, herkunft = _gezaehlt(blatt, eingabe), Herkunft.GEZAEHLT
    if zelle_von(wert) == ziel.zelle and herkunft in (wert.herkunft, Herkunft.MONATSSUMME):
        return Ergebnis(wert, geaendert=False)
    if wert.version != (eingabe.version or 0):
        raise Konflikt(wert)
    if feld != feld.summe:
        return Ergebnis(wert, aufteilung.aendern(blatt, feld.summe, {feld.teil: zelle}))
    aufteilung.anpassen(blatt, feld, ziel.zelle)
    return Ergebnis(wert, blatt.setze(feld, ziel.zelle, herkunft=herkunft, grund=ziel.grund))


def lies_eingabe(eingabe: Eingabe) -> tuple[Zelle, bool]:
    """What was typed, and whether it is an estimate ("ca. 40"). Raises Zahlenfehler."""
    text, etwa = ETWA.subn("", eingabe.text, count=1) if ETWA.match(eingabe.text) else (eingabe.text, 0)
    zelle = lies_zelle(text, eingabe.kennzahl.einheit)
    return zelle, zelle.zahl is not None and (eingabe.geschaetzt or bool(etwa))


def _gezaehlt(blatt: Blatt, eingabe: Eingabe) -> Gezaehlt:
    """What the source of the Kennzahl says now; an open cell where it has none."""
    angebot, ebene = eingabe.angebot, eingabe.kennzahl.ebene
    ort = angebot.pk if angebot else ebene
    # A block may ask for many cells of one Angebot.
    if ort not in blatt.gezaehlt:
        if angebot is not None:
            blatt.gezaehlt[ort] = gezaehlte_des_angebots(angebot, blatt.monat)
        elif ebene == Kennzahl.Ebene.BERATUNG:
            blatt.gezaehlt[ort] = aus_strichliste(blatt.meldung, blatt.monat)
        else:
            blatt.gezaehlt[ort] = {}
    return blatt.gezaehlt[ort].get(eingabe.kennzahl.quelle, Gezaehlt())

"""The open figures of a centre in a month: read once, changed in memory, stored together."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from angebote.models import Altersgruppe, Geschlecht, Herkunft, Kennzahl, Meldung, Rueckfrage, Wert
from angebote.plausibilitaet import mit_ueblichem
from angebote.zeitraeume import Gesperrt, offene_meldung
from stzverbund.basis.models.historie import in_rolle
from stzverbund.basis.verlauf import wer_war_es
from stzverbund.basis.zahlen import Zellart, Zelle
from zentren.handelnde import Handelnde
from zentren.models import Zentrum

NUR_RUECKFRAGEN = (
    "Die Meldung wurde wegen einzelner Angaben zurückgegeben. Offen sind nur die Zellen mit einer Rückfrage."
)
GESPEICHERT = [
    "art",
    "zahl",
    "gezaehlt",
    "herkunft",
    "grund",
    "notiz",
    "erklaerung",
    "erklaert_zahl",
    "version",
    "geaendert_von",
    "geaendert_am",
]


class Konflikt(Exception):
    """Somebody else changed the cell since the editor saw it; `wert` is what is stored now."""

    def __init__(self, wert: Wert) -> None:
        super().__init__("stale cell")
        self.wert = wert

    @property
    def wer(self) -> str:
        return str(self.wert.geaendert_von or wer_war_es(self.wert.history.first()))


@dataclass(frozen=True)
class Feld:
    """The address of a cell within a month; `angebot_id` is None for Beratung and Zentrum."""

    kennzahl_id: int
    angebot_id: int | None = None
    altersgruppe: str = Altersgruppe.ALLE
    geschlecht: str = Geschlecht.ALLE

    @property
    def summe(self) -> "Feld":
        """The total to which a cell of the breakdown belongs; of a total itself."""
        return replace(self, altersgruppe=Altersgruppe.ALLE, geschlecht=Geschlecht.ALLE)

    @property
    def schluessel(self) -> str:
        """Names the total in addresses and forms: "12-3"; 0 for Beratung and Zentrum."""
        return f"{self.angebot_id or 0}-{self.kennzahl_id}"

    @property
    def teil(self) -> tuple[str, str]:
        return self.altersgruppe, self.geschlecht


def feld_von(wert: Wert) -> Feld:
    return Feld(wert.kennzahl_id, wert.angebot_id, wert.altersgruppe, wert.geschlecht)


def zelle_von(wert: Wert) -> Zelle:
    return Zelle(Zellart(wert.art), wert.zahl)


def offene_felder(meldung: Meldung) -> dict[tuple[date, Feld], str] | None:
    """The totals that may be changed after single cells were returned, each with the question asked about it;
    None where all may be changed."""
    if meldung.status != Meldung.Status.ZURUECKGEGEBEN or meldung.ganz_zurueck:
        return None
    offen = Rueckfrage.objects.filter(meldung=meldung, erledigt_am__isnull=True).select_related("wert")
    return {(r.wert.monat, feld_von(r.wert).summe): r.grund for r in offen}


class Blatt:
    """Within a transaction: locks the Meldung of the month and holds its rows that match `umfang`.

    Raises Gesperrt where the month is closed. Nothing is stored before `sichern`.
    """

    def __init__(
        self, *, zentrum: Zentrum, monat: date, wer: Handelnde | None, umfang: Q | None = None
    ) -> None:
        self.meldung = offene_meldung(zentrum=zentrum, monat=monat)
        self.monat, self.person, self.rolle = monat, wer.person if wer else None, in_rolle(wer)
        self._offene = offene_felder(self.meldung)
        zeilen = Wert.objects.filter(umfang or Q(), meldung=self.meldung, monat=monat)
        self._werte = {}
        for wert in mit_ueblichem(zeilen.select_related("geaendert_von")):
            wert.meldung = self.meldung
            self._werte[feld_von(wert)] = wert
        self._geaendert: dict[Feld, Wert] = {}
        self.gezaehlt: dict[int | str, dict[str, Any]] = {}

    def kennzahlen(self, ebene: str) -> list[Kennzahl]:
        """What is counted on a level in this Bezirk and year."""
        gueltige = Kennzahl.objects.gueltig(self.meldung.zentrum.bezirk_id, self.monat.year)
        return list(gueltige.filter(ebene=ebene))

    def wert(self, feld: Feld) -> Wert:
        """The row of a cell; a new one, version 0 and open, where there is none yet."""
        if feld not in self._werte:
            self._werte[feld] = Wert(
                meldung=self.meldung,
                monat=self.monat,
                kennzahl_id=feld.kennzahl_id,
                angebot_id=feld.angebot_id,
                altersgruppe=feld.altersgruppe,
                geschlecht=feld.geschlecht,
                art=Zellart.LEER,
                herkunft=Herkunft.GEZAEHLT,
                version=0,
            )
        return self._werte[feld]

    def aufteilung(self, summe: Feld) -> dict[tuple[str, str], Wert]:
        """The stored breakdown of a total by (age group, gender)."""
        return {f.teil: wert for f, wert in self._werte.items() if f.summe == summe and f != summe}

    def offen(self, feld: Feld) -> bool:
        return self._offene is None or (self.monat, feld.summe) in self._offene

    def setze(self, feld: Feld, zelle: Zelle, *, herkunft: str, grund: str = "") -> bool:
        """Changes what a cell shows; returns whether it did. Raises Gesperrt for a cell that stays closed."""
        wert = self.wert(feld)
        neu = (zelle.art, zelle.zahl, herkunft, grund)
        if (wert.art, wert.zahl, wert.herkunft, wert.grund) == neu:
            return False
        if not self.offen(feld):
            raise Gesperrt(NUR_RUECKFRAGEN)
        wert.art, wert.zahl, wert.herkunft, wert.grund = neu
        wert.version += 1
        wert.geaendert_von, wert.geaendert_am = self.person, timezone.now()
        self._geaendert[feld] = wert
        return True

    def setze_gezaehlt(self, feld: Feld, bisher: int | None) -> None:
        """Notes what is counted; what the cell shows, and so its version, stays."""
        wert = self.wert(feld)
        if wert.gezaehlt != bisher:
            wert.gezaehlt = bisher
            self._geaendert[feld] = wert

    def setze_notiz(self, feld: Feld, notiz: str) -> None:
        wert = self.wert(feld)
        if wert.notiz != notiz:
            wert.notiz = notiz
            self._geaendert[feld] = wert

    def setze_erklaerung(self, feld: Feld, erklaerung: str) -> None:
        """Explains the value that the cell has now."""
        wert = self.wert(feld)
        neu = (erklaerung, wert.zahl if erklaerung else None)
        if (wert.erklaerung, wert.erklaert_zahl) != neu:
            wert.erklaerung, wert.erklaert_zahl = neu
            self._geaendert[feld] = wert

    def sichern(self) -> None:
        """Stores all changes with their history; nothing else is written."""
        neue = [wert for wert in self._geaendert.values() if wert.pk is None]
        bestehende = [wert for wert in self._geaendert.values() if wert.pk is not None]
        self._geaendert = {}
        spur = {"default_user": self.person, "default_change_reason": self.rolle}
        if neue:
            bulk_create_with_history(neue, Wert, **spur)
        if len(bestehende) == 1:  # the usual case, and much quicker like this
            [wert] = bestehende
            Wert.objects.filter(pk=wert.pk).update(**{feld: getattr(wert, feld) for feld in GESPEICHERT})
            Wert.history.bulk_history_create(bestehende, update=True, **spur)
        elif bestehende:
            bulk_update_with_history(bestehende, Wert, GESPEICHERT, **spur)

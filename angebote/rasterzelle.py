"""One cell of the month grid: what it shows, and the words below it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from angebote.erfassung import (
    Eingabe,
    Feld,
    Konflikt,
    Terminlage,
    feld_von,
    offene_felder,
    zelle_von,
)
from angebote.models import Herkunft, Kennzahl, Meldung, Vergleichswert, Wert
from angebote.plausibilitaet import ueblich
from angebote.zeitraeume import sperrgrund
from stzverbund.basis.zahlen import Zellart, zeige_wert, zeige_zelle
from stzverbund.basis.zeit import monatsanfang

Ebene, Quelle = Kennzahl.Ebene, Kennzahl.Quelle
GESCHLOSSEN = "Das Bezirksamt hat nur einzelne andere Zellen zurückgegeben."


@dataclass(frozen=True)
class Fehleingabe:
    """What somebody typed and why it was not stored; `version` is the one that saving again would replace."""

    text: str
    meldung: str
    version: int

    @classmethod
    def aus(cls, eingabe: Eingabe, ausnahme: Exception) -> "Fehleingabe":
        if isinstance(ausnahme, Konflikt):
            satz = f"{konfliktsatz(ausnahme, eingabe.kennzahl)} Wenn Sie noch einmal speichern, gilt Ihrer."
            return cls(eingabe.text, satz, ausnahme.wert.version)
        return cls(eingabe.text, str(ausnahme), eingabe.version or 0)


def konfliktsatz(konflikt: Konflikt, kennzahl: Kennzahl) -> str:
    """Who changed the cell, when and to what."""
    text = zeige_zelle(zelle_von(konflikt.wert), kennzahl.einheit)
    was = f"hier{_wann_geaendert(konflikt.wert)} „{text}“ eingetragen"
    if not text:
        was = f"diese Zelle{_wann_geaendert(konflikt.wert)} geleert"
    return f"{konflikt.wer} hat {was}."


def _wann_geaendert(wert: Wert) -> str:
    if not wert.pk:
        return ""
    zeit = timezone.localtime(wert.geaendert_am)
    tag = "" if zeit.date() == timezone.localdate() else f" am {zeit:%d.%m.}"
    return f"{tag} um {zeit:%H:%M} Uhr"


@dataclass(frozen=True)
class Rasterzelle:
    """One cell. `text` reads back as it is typed. `zustand` is one of "offen", "leer" (voluntary),
    "gezaehlt", "eingetragen", "geschaetzt", "keine_angabe", "ausgefallen". `worte` say where it comes from,
    `abweichung` what is counted where a typed total differs, `gesperrt` why it is closed (empty: open),
    `frage` what was asked when the cell was returned, `vergleich` what is usual (None: nothing to compare).
    """

    feld: Feld
    kennzahl: Kennzahl
    zeile: str
    text: str
    art: str
    zahl: int | None
    zustand: str
    worte: str
    abweichung: str
    version: int
    gesperrt: str
    notiz: str
    frage: str = ""
    vergleich: Vergleichswert | None = None
    auffaellig: bool = False
    erklaerung: str = ""
    erklaert: bool = False
    fehleingabe: Fehleingabe | None = None

    @property
    def schluessel(self) -> str:
        return self.feld.schluessel

    @property
    def klassen(self) -> str:
        """How it looks."""
        arten = {"auffaellig": self.unerklaert, "falsch": self.fehleingabe, "gesperrt": self.gesperrt}
        return " ".join(
            [f"zelle zelle--{self.zustand}", *(f"zelle--{art}" for art, gilt in arten.items() if gilt)]
        )

    @property
    def eingabe(self) -> str:
        """What stands in its field: also what was typed in vain."""
        return self.fehleingabe.text if self.fehleingabe else self.text

    @property
    def hinweis(self) -> str:
        """What stands below its field: the words, or why what was typed is not stored."""
        return self.fehleingabe.meldung if self.fehleingabe else self.satz

    @property
    def beschriftung(self) -> str:
        """What a screen reader says: row and column."""
        return f"{self.zeile}, {self.kennzahl.name}" if self.feld.angebot_id else self.kennzahl.name

    @property
    def satz(self) -> str:
        """All words below the cell."""
        teile = [
            self.worte,
            self.abweichung,
            self._auffaellig_worte(),
            "mit Notiz" if self.notiz else "",
            "gesperrt" if self.gesperrt else "",
        ]
        return "; ".join(teil for teil in teile if teil)

    @property
    def unerklaert(self) -> bool:
        """Unusual, and nobody has said why."""
        return self.auffaellig and not self.erklaert

    @property
    def median(self) -> str:
        return self.vergleich.median(self.kennzahl.einheit) if self.vergleich else ""

    @property
    def spanne(self) -> str:
        return self.vergleich.spanne(self.kennzahl.einheit) if self.vergleich else ""

    def _auffaellig_worte(self) -> str:
        if not self.auffaellig:
            return ""
        if self.erklaert:
            return "auffällig, erklärt"
        worte = f"auffällig: sonst um {self.median}"
        return worte if self.gesperrt else f"{worte}, bitte erklären"

    @property
    def stand(self) -> str:
        """What a form sends back beside the typed text: which version it was shown, and with what text."""
        return f"{self.fehleingabe.version if self.fehleingabe else self.version}|{self.text}"

    @property
    def anzeige(self) -> str:
        """What stands there for reading only."""
        return "–" if self.art == Zellart.AUSGEFALLEN else self.text

    @property
    def fehlt(self) -> bool:
        return self.kennzahl.pflicht and self.art == Zellart.LEER


class Zellen:
    """Makes cells from rows of a Meldung in a month; `lagen` by Angebot, for cells that are counted."""

    def __init__(
        self,
        meldung: Meldung | None,
        monat: date,
        werte: Iterable[Wert],
        lagen: Mapping[int, Terminlage],
    ) -> None:
        self._werte = {feld_von(wert): wert for wert in werte}
        self._offene = offene_felder(meldung) if meldung else None
        self._meldung, self._monat, self._lagen = meldung, monat, lagen
        self._vorbei = monat < monatsanfang(timezone.localdate())

    def zelle(self, kennzahl: Kennzahl, zeile: str, angebot_id: int | None = None) -> Rasterzelle:
        feld = Feld(kennzahl.pk, angebot_id)
        wert = self._werte.get(feld) or Wert(art=Zellart.LEER, herkunft=Herkunft.GEZAEHLT, version=0)
        lage, vergleich = self._lagen.get(angebot_id or 0, Terminlage()), ueblich(wert)
        return Rasterzelle(
            feld=feld,
            kennzahl=kennzahl,
            zeile=zeile,
            text=zeige_zelle(zelle_von(wert), kennzahl.einheit),
            art=wert.art,
            zahl=wert.zahl,
            zustand=_zustand(wert, kennzahl),
            worte=_worte(wert, kennzahl, lage),
            abweichung=_abweichung(wert, kennzahl),
            version=wert.version,
            gesperrt=self._gesperrt(feld),
            notiz=wert.notiz,
            frage=(self._offene or {}).get((self._monat, feld), ""),
            vergleich=vergleich,
            auffaellig=vergleich is not None and vergleich.auffaellig(wert.zahl, vorbei=self._vorbei),
            erklaerung=wert.erklaerung,
            erklaert=wert.erklaert,
        )

    def _gesperrt(self, feld: Feld) -> str:
        if grund := sperrgrund(self._meldung):
            return grund
        if self._offene is not None and (self._monat, feld) not in self._offene:
            return GESCHLOSSEN
        return ""


def _zustand(wert: Wert, kennzahl: Kennzahl) -> str:
    if wert.art == Zellart.LEER:
        return "offen" if kennzahl.pflicht else "leer"
    if wert.art != Zellart.ZAHL:
        return wert.art
    if wert.herkunft == Herkunft.GESCHAETZT:
        return "geschaetzt"
    return "gezaehlt" if wert.herkunft == Herkunft.GEZAEHLT else "eingetragen"


def _worte(wert: Wert, kennzahl: Kennzahl, lage: Terminlage) -> str:
    zustand = _zustand(wert, kennzahl)
    if zustand in ("offen", "leer"):
        return _noch_offen(kennzahl, lage) or ("offen" if kennzahl.pflicht else "freiwillig")
    if zustand == "gezaehlt":
        return _gezaehlt(wert, kennzahl, lage)
    wort = {"geschaetzt": "geschätzt", "keine_angabe": "keine Angabe"}.get(zustand, zustand)
    return f"{wort}: {wert.grund}" if wert.grund else wort


def _gezaehlt(wert: Wert, kennzahl: Kennzahl, lage: Terminlage) -> str:
    """How a counted value came about."""
    if kennzahl.ebene == Ebene.BERATUNG:
        return "aus der Strichliste"
    if kennzahl.quelle == Quelle.TERMINE:
        return _termine(lage, wert.grund)
    if kennzahl.quelle == Quelle.DAUER:
        return "berechnet"
    mit = {
        Quelle.EHRENAMTLICHE: lage.mit_ehrenamtlichen,
        Quelle.EHRENAMT_DAUER: lage.mit_ehrenamt_minuten,
    }.get(Quelle(kennzahl.quelle), lage.gehalten)
    return "gezählt" if mit == lage.gehalten else f"an {mit} von {lage.gehalten} Terminen"


def _termine(lage: Terminlage, grund: str) -> str:
    if lage.nur_ausgefallen:
        return f"ausgefallen: {grund}"
    if not lage.geplant and not lage.ausgefallen:
        return f"{lage.gehalten} von {lage.alle} Terminen"
    teile = [f"{lage.gehalten} von {lage.alle}"]
    teile += [f"{lage.ausgefallen} ausgefallen"] if lage.ausgefallen else []
    teile += [f"{lage.geplant} noch offen"] if lage.geplant else []
    return ", ".join(teile)


def _noch_offen(kennzahl: Kennzahl, lage: Terminlage) -> str:
    if kennzahl.quelle == Quelle.TEILNAHMEN and lage.gehalten:
        return f"{lage.mit_teilnahmen} von {lage.gehalten} gezählt"
    if kennzahl.quelle == Quelle.TERMINE and lage.alle:
        return _termine(lage, "")
    return ""


def _abweichung(wert: Wert, kennzahl: Kennzahl) -> str:
    if wert.herkunft == Herkunft.GEZAEHLT or wert.gezaehlt is None or wert.gezaehlt == wert.zahl:
        return ""
    return f"gezählt: {zeige_wert(wert.gezaehlt, kennzahl.einheit)}"

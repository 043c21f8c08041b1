"""One row of a list, read into an Angebot that is not stored yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from angebote.einlesen import werte
from angebote.einlesen.werte import Unlesbar
from angebote.einlesen.zeitangaben import zeiten
from angebote.forms.angebot import Angebotsangaben
from angebote.models import Angebot
from angebote.pflege import fehlende_angaben
from angebote.zeitplan import Regel, in_worten
from stzverbund.basis.sortierung import faltung
from stzverbund.basis.tabellen.zuordnung import Tabelle
from zentren.models import Leistungsbereich, Standort, Zentrum, Zielgruppe

KONTAKTZIELE = ("kontakt", "telefon", "email")
ZEITZIELE = ("wann", "rhythmus", "wochentag", "uhrzeit")
# Texts of one line that are taken as they are: field of the form and what it is read from.
EINZEILIG = ("titel", "kurztext", "anmeldung", "barrierefreiheit", "partner")
# Fields of the form that are read from something of another name.
QUELLEN = {"ort": "wo", "beitrag": "kosten", "alter_von": "alter", "alter_bis": "alter"}
# What of the eight is missing, in the words of the form.
FEHLT = {
    "titel": "Titel",
    "art": "Art",
    "leistungsbereich": "Leistungsbereich",
    "zeitplan": "Wann",
    "standort": "Wo",
    "zielgruppen": "Für wen",
    "kosten": "Kosten",
    "kontakt_telefon": "Kontakt",
}
STAENDE = ("bereit", "unvollstaendig", "doppelt", "fehler")
AUS_DER_LISTE = "Aus der eingelesenen Liste, bitte prüfen:"
STEHT_UNTEN = "Spalte „{spalte}“: „{text}“ steht als Text in der Beschreibung.{grund}"


@dataclass(frozen=True)
class Umfeld:
    """What rows refer to, loaded once; `titel` holds the Angebote of the centre by folded title.

    `kontakt` and `standort` say what holds for rows that do not: the contact of the centre, a Standort.
    """

    zentrum: Zentrum
    heute: date
    bereiche: Sequence[Leistungsbereich]
    zielgruppen: Sequence[Zielgruppe]
    standorte: Sequence[Standort]
    titel: Mapping[str, Angebot]
    kontakt: bool = False
    standort: Standort | None = None

    @classmethod
    def von(
        cls, zentrum: Zentrum, heute: date, *, kontakt: bool = False, standort: int | None = None
    ) -> "Umfeld":
        """Four queries; of several Angebote with one title the newest counts. `standort` is a primary key."""
        vorhandene = Angebot.objects.filter(zentrum=zentrum).order_by("pk")
        standorte = list(zentrum.standorte.all())
        return cls(
            zentrum=zentrum,
            heute=heute,
            bereiche=list(Leistungsbereich.objects.all()),
            zielgruppen=list(Zielgruppe.objects.all()),
            standorte=standorte,
            titel={faltung(angebot.titel): angebot for angebot in vorhandene},
            kontakt=kontakt,
            standort=next((ort for ort in standorte if ort.pk == standort), None),
        )


@dataclass
class Entwurf:
    """A row: the Angebot that it becomes, with everything that has to be said about it.

    `fehlend` names what publishing still needs, `hinweise` what was not taken as it stood there, `fehler`
    (with the column) why nothing comes of the row. `vorhanden` is an Angebot of the same title.
    """

    nummer: int
    titel: str
    angebot: Angebot
    zielgruppen: list[Zielgruppe] = field(default_factory=list)
    regeln: list[Regel] = field(default_factory=list)
    fehlend: list[str] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)
    vorhanden: Angebot | None = None

    @property
    def stand(self) -> str:
        """What becomes of the row unless somebody decides otherwise."""
        if self.fehler:
            return "fehler"
        if self.vorhanden:
            return "doppelt"
        return "unvollstaendig" if self.fehlend else "bereit"

    @property
    def gelesen(self) -> list[str]:
        """How the row was read, for people to compare."""
        a = self.angebot
        worte = [
            a.get_art_display(),
            a.leistungsbereich.schluessel if a.leistungsbereich else "",
            *(in_worten(regel) for regel in self.regeln),
            a.standort.name if a.standort else a.ort,
            ", ".join(gruppe.name for gruppe in self.zielgruppen),
            a.beitrag or a.get_kosten_display(),
            a.kontakt,
        ]
        return [wort for wort in worte if wort]


class Zeilenformular(Angebotsangaben):
    """Without the queries of a form on a page: what a row refers to has been looked up already."""

    def _get_validation_exclusions(self) -> set[str]:
        return {feld.name for feld in Angebot._meta.concrete_fields}


class Zeilenleser:
    """Reads one row. `offen` is what could not be read: it goes into the description, and is named."""

    def __init__(
        self,
        nummer: int,
        zellen: Sequence[str],
        tabelle: Tabelle,
        zuordnung: Mapping[int, str],
        umfeld: Umfeld,
    ) -> None:
        self.umfeld, self.nummer = umfeld, nummer
        self.zellen: dict[str, str] = {}
        self.koepfe: dict[str, str] = {}
        for index, ziel in sorted(zuordnung.items()):
            self.koepfe.setdefault(ziel, tabelle.name(index))
            if zellen[index]:
                self.zellen[ziel] = "\n\n".join(filter(None, [self.zellen.get(ziel), zellen[index]]))
        self.angebot = Angebot(zentrum=umfeld.zentrum)
        self.daten: dict[str, Any] = {}
        self.offen: list[tuple[str, str]] = []
        self.hinweise: list[str] = []
        self.zielgruppen: list[Zielgruppe] = []

    def entwurf(self) -> Entwurf:
        self._texte()
        self._auswahl()
        self._wo()
        self._kontakt()
        self._laufzeit()
        regeln = self._zeiten()
        fehler = self._pruefen()
        self._offenes_anhaengen()
        fehlend = fehlende_angaben(self.angebot, zielgruppen=bool(self.zielgruppen), zeitplan=bool(regeln))
        return Entwurf(
            nummer=self.nummer,
            titel=self.daten.get("titel", ""),
            angebot=self.angebot,
            zielgruppen=self.zielgruppen,
            regeln=regeln,
            fehlend=[] if fehler else [FEHLT[feld] for feld in fehlend],
            hinweise=self.hinweise,
            fehler=fehler,
            vorhanden=self.umfeld.titel.get(faltung(self.daten.get("titel", ""))),
        )

    def _lies(self, ziel: str, lesen: Callable[[str], Any], sonst: Any = None) -> Any:
        """What the reader makes of a cell; a cell that it cannot read stays as text."""
        if text := self.zellen.get(ziel):
            try:
                return lesen(text)
            except Unlesbar as fehler:
                self._offen(ziel, text, fehler.grund)
        return sonst

    def _offen(self, ziel: str, text: str, grund: str = "") -> None:
        spalte = self.koepfe[ziel]
        self.offen.append((spalte, text))
        kurz = text if len(text) <= 60 else text[:59] + "…"
        self.hinweise.append(STEHT_UNTEN.format(spalte=spalte, text=kurz, grund=f" {grund}" if grund else ""))

    def _texte(self) -> None:
        for name in EINZEILIG:
            self.daten[name] = " ".join(self.zellen.get(name, "").split())
        self.daten["beschreibung"] = self.zellen.get("beschreibung", "")

    def _auswahl(self) -> None:
        u = self.umfeld
        self.daten["art"] = self._lies("art", werte.art, "")
        self.angebot.leistungsbereich = self._lies(
            "leistungsbereich", lambda text: werte.leistungsbereich(text, u.bereiche)
        )
        self.zielgruppen, rest = self._lies(
            "zielgruppen", lambda text: werte.zielgruppen(text, u.zielgruppen), ([], "")
        )
        if rest:
            self._offen("zielgruppen", rest)
        self.daten["sprachen"], rest = self._lies("sprachen", werte.sprachen, ([], ""))
        if rest:
            self._offen("sprachen", rest)
        self.daten["kosten"], self.daten["beitrag"] = self._lies("kosten", werte.kosten, ("", ""))
        self.daten["alter_von"], self.daten["alter_bis"] = self._lies("alter", werte.alter, (None, None))

    def _wo(self) -> None:
        text = " ".join(self.zellen.get("wo", "").split())
        self.angebot.standort = werte.standort(text, self.umfeld.standorte) if text else None
        if not self.angebot.standort:
            self.daten["ort"] = text
        if not text:
            self.angebot.standort = self.umfeld.standort

    def _kontakt(self) -> None:
        """Telephone and e-mail; everything else in these columns is left out, because people stand there."""
        for ziel in KONTAKTZIELE:
            gelesen = werte.kontakt(self.zellen.get(ziel, ""))
            for feld, wert in (("kontakt_telefon", gelesen.telefon), ("kontakt_email", gelesen.email)):
                if wert and not self.daten.get(feld):
                    self.daten[feld] = wert
            if gelesen.mehr:
                self.hinweise.append(
                    f"Spalte „{self.koepfe[ziel]}“: nur Telefon und E-Mail übernommen, "
                    "der übrige Text nicht, weil dort oft Namen stehen."
                )
        zentrum = self.umfeld.zentrum
        if self.umfeld.kontakt and not any(map(self.daten.get, ("kontakt_telefon", "kontakt_email"))):
            self.daten |= {"kontakt_telefon": zentrum.telefon, "kontakt_email": zentrum.email}

    def _laufzeit(self) -> None:
        for ziel in ("beginn", "ende"):
            self.daten[ziel] = self._lies(ziel, werte.datum)

    def _zeiten(self) -> list[Regel]:
        """The schedule may stand in one column or in several."""
        von, bis = self.zellen.get("uhrzeit_von", ""), self.zellen.get("uhrzeit_bis", "")
        teile = {ziel: self.zellen[ziel] for ziel in ZEITZIELE if ziel in self.zellen}
        if von or bis:
            ziel = "uhrzeit_von" if von else "uhrzeit_bis"
            teile[ziel] = f"{von}-{bis}"
        text = " ".join(teile.values())
        if not text:
            return []
        try:
            return zeiten(text, beginn=self.daten["beginn"], heute=self.umfeld.heute)
        except Unlesbar as fehler:
            self._offen(next(iter(teile)), text, fehler.grund)
            return []

    def _pruefen(self) -> list[str]:
        """The rules of the form; what breaks one stays as text. Returns why the row is no Angebot."""
        form = Zeilenformular(self.daten, instance=self.angebot)
        form.is_valid()
        fehler = []
        for feld, liste in form.errors.items():
            meldungen = [str(meldung) for meldung in liste]
            ziel = QUELLEN.get(feld, feld)
            if feld == "titel":
                spalte = self.koepfe.get("titel", "Titel")
                fehler += [f"Spalte „{spalte}“: {meldung}" for meldung in meldungen]
            elif ziel in self.zellen and ziel not in KONTAKTZIELE:
                self._offen(ziel, self.zellen[ziel], " ".join(meldungen))
            else:
                self.hinweise.append(f"{form.fields[feld].label}: {' '.join(meldungen)}")
        return fehler

    def _offenes_anhaengen(self) -> None:
        zeilen = list(dict.fromkeys(f"{spalte}: {text}" for spalte, text in self.offen))
        if zeilen:
            block = "\n".join([AUS_DER_LISTE, *zeilen])
            self.angebot.beschreibung = "\n\n".join(filter(None, [self.angebot.beschreibung, block]))

"""The month grid of the Leistungsstatistik as it is shown: sections, rows and cells with their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from angebote.erfassung import (
    Eingabe,
    Feld,
    Konflikt,
    Terminlage,
    feld_von,
    offene_felder,
    terminlagen,
    zelle_von,
)
from angebote.models import Angebot, Herkunft, Kennzahl, Meldezeitraum, Meldung, Wert
from angebote.terminplan import regel_von
from angebote.vollstaendigkeit import angebote_im_raster
from angebote.zeitplan import kurz
from angebote.zeitraeume import sperrgrund
from stzverbund.basis.zahlen import Einheit, Zellart, zeige_wert, zeige_zelle
from zentren.models import Zentrum

Ebene, Quelle = Kennzahl.Ebene, Kennzahl.Quelle
GESCHLOSSEN = "Das Bezirksamt hat nur einzelne andere Zellen zurückgegeben."
KEIN_ABSCHNITT = "ohne"


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
    `frage` what was asked when the cell was returned.
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
    fehleingabe: Fehleingabe | None = None

    @property
    def schluessel(self) -> str:
        return self.feld.schluessel

    @property
    def beschriftung(self) -> str:
        """What a screen reader says: row and column."""
        return f"{self.zeile}, {self.kennzahl.name}" if self.feld.angebot_id else self.kennzahl.name

    @property
    def satz(self) -> str:
        """All words below the cell."""
        teile = {
            self.worte: True,
            self.abweichung: self.abweichung,
            "mit Notiz": self.notiz,
            "gesperrt": self.gesperrt,
        }
        return "; ".join(teil for teil, gilt in teile.items() if gilt)

    @property
    def stand(self) -> str:
        """What a form sends back beside the typed text: which version it was shown, and with what text."""
        return f"{self.version}|{self.text}"

    @property
    def anzeige(self) -> str:
        """What stands there for reading only."""
        return "–" if self.art == Zellart.AUSGEFALLEN else self.text

    @property
    def fehlt(self) -> bool:
        return self.kennzahl.pflicht and self.art == Zellart.LEER


@dataclass(frozen=True)
class Zeile:
    """An Angebot with its cells, or one figure of Beratung or Zentrum; `zusatz` is its schedule or unit."""

    angebot_id: int | None
    titel: str
    zusatz: str
    zellen: Sequence[Rasterzelle]

    @property
    def vollstaendig(self) -> bool:
        return not any(zelle.fehlt for zelle in self.zellen)


@dataclass(frozen=True)
class Abschnitt:
    """A Leistungsbereich ("L1"), "beratung" or "zentrum", with the heads of its columns."""

    schluessel: str
    titel: str
    zeilenkopf: str
    koepfe: Sequence[str]
    zeilen: Sequence[Zeile]

    def enthaelt(self, schluessel: str) -> bool:
        return any(zelle.schluessel == schluessel for zeile in self.zeilen for zelle in zeile.zellen)

    @property
    def offen(self) -> int:
        """Open compulsory cells."""
        return sum(zelle.fehlt for zeile in self.zeilen for zelle in zeile.zellen)


@dataclass(frozen=True)
class Raster:
    """The grid of a month; `gesperrt` says why all of it is closed (empty: it is open)."""

    zentrum: Zentrum
    monat: date
    meldung: Meldung | None
    zeitraum: Meldezeitraum | None
    abschnitte: Sequence[Abschnitt]
    kennzahlen: Sequence[Kennzahl]
    gesperrt: str

    @property
    def offen(self) -> int:
        return sum(abschnitt.offen for abschnitt in self.abschnitte)

    @property
    def angebote(self) -> int:
        return sum(zeile.angebot_id is not None for zeile in self._zeilen())

    @property
    def angebote_vollstaendig(self) -> int:
        return sum(zeile.angebot_id is not None and zeile.vollstaendig for zeile in self._zeilen())

    def zelle(self, schluessel: str) -> Rasterzelle | None:
        """A cell by its key ("12-3")."""
        return next((z for zeile in self._zeilen() for z in zeile.zellen if z.schluessel == schluessel), None)

    def mit_eingaben(self, fehler: Mapping[str, Fehleingabe]) -> "Raster":
        """The same grid with what was typed in vain in its cells."""
        abschnitte = [
            replace(
                abschnitt,
                zeilen=[
                    replace(
                        zeile,
                        zellen=[replace(z, fehleingabe=fehler.get(z.schluessel)) for z in zeile.zellen],
                    )
                    for zeile in abschnitt.zeilen
                ],
            )
            for abschnitt in self.abschnitte
        ]
        return replace(self, abschnitte=abschnitte)

    def _zeilen(self) -> Iterable[Zeile]:
        return (zeile for abschnitt in self.abschnitte for zeile in abschnitt.zeilen)


def raster(*, zentrum: Zentrum, monat: date, meldung: Meldung | None) -> Raster:
    """The grid of a centre in a month from the rows of this Meldung; at most seven queries.

    Without a Meldung nothing has been entered yet. `meldung.zeitraum` and its Meldejahr should be loaded.
    """
    angebote = _angebote(angebote_im_raster([zentrum], monat, [meldung] if meldung else []))
    kennzahlen = list(Kennzahl.objects.gueltig(zentrum.bezirk_id, monat.year))
    zellen = _Zellen(kennzahlen, meldung, monat, terminlagen(angebote, monat))
    je_angebot = [k for k in kennzahlen if k.ebene == Ebene.ANGEBOT]
    abschnitte = [
        _bereich(list(gruppe), je_angebot, zellen)
        for _, gruppe in groupby(angebote, key=lambda a: a.leistungsbereich_id)
    ]
    for ebene, schluessel, titel in (
        (Ebene.BERATUNG, "beratung", "Beratungskontakte und Vermittlungen"),
        (Ebene.ZENTRUM, "zentrum", "Das Zentrum insgesamt"),
    ):
        einzelne = [k for k in kennzahlen if k.ebene == ebene]
        if einzelne:
            abschnitte.append(_figuren(schluessel, titel, einzelne, zellen))
    zeitraum = meldung.zeitraum if meldung else _zeitraum(zentrum, monat)
    gesperrt = sperrgrund(meldung or Meldung(zentrum=zentrum, zeitraum=zeitraum)) if zeitraum else ""
    return Raster(zentrum, monat, meldung, zeitraum, abschnitte, kennzahlen, gesperrt)


def _zeitraum(zentrum: Zentrum, monat: date) -> Meldezeitraum | None:
    """The period of a month in which nothing was entered yet; None where nobody has set the year."""
    return Meldezeitraum.objects.zum_monat(zentrum.bezirk_id, monat).select_related("meldejahr").first()


def einzelne_zellen(
    *, meldung: Meldung | None, monat: date, eingaben: Iterable[Eingabe]
) -> dict[str, Rasterzelle]:
    """Some cells as the grid would show them, by their keys; three queries at most."""
    gefragt = {eingabe.schluessel: (eingabe.kennzahl, eingabe.angebot) for eingabe in eingaben}
    angebote = {angebot.pk: angebot for _, angebot in gefragt.values() if angebot}
    lagen = terminlagen(angebote.values(), monat) if angebote else {}
    wo = Q(angebot__in=list(angebote)) | Q(angebot__isnull=True)
    zellen = _Zellen([kennzahl for kennzahl, _ in gefragt.values()], meldung, monat, lagen, wo)
    return {
        schluessel: zellen.zelle(kennzahl, angebot.titel, angebot.pk)
        if angebot
        else zellen.zelle(kennzahl, kennzahl.name)
        for schluessel, (kennzahl, angebot) in gefragt.items()
    }


def zellenadresse(zentrum: Zentrum, monat: date, schluessel: str) -> str:
    """The address that opens the grid at a cell; `schluessel` as of Rasterzelle or OffeneZelle."""
    seite = reverse("statistik_monat", args=[zentrum.slug, f"{monat:%Y-%m}"])
    return f"{seite}?zelle={schluessel}#zelle-{schluessel}"


def _angebote(angebote: QuerySet[Angebot]) -> list[Angebot]:
    """In the order of the grid, with what a row shows."""
    geordnet = (
        angebote.select_related("leistungsbereich")
        .prefetch_related("zeitplaene")
        .order_by("leistungsbereich__reihenfolge", "leistungsbereich__schluessel", "sortierung", "pk")
    )
    # databases disagree where NULL comes first: those without a Leistungsbereich stand last
    return sorted(geordnet, key=lambda angebot: angebot.leistungsbereich_id is None)


def _bereich(angebote: Sequence[Angebot], kennzahlen: Sequence[Kennzahl], zellen: "_Zellen") -> Abschnitt:
    bereich = angebote[0].leistungsbereich
    zeilen = [
        Zeile(
            angebot.pk,
            angebot.titel,
            _wann(angebot),
            [zellen.zelle(kennzahl, angebot.titel, angebot.pk) for kennzahl in kennzahlen],
        )
        for angebot in angebote
    ]
    schluessel = bereich.schluessel if bereich else KEIN_ABSCHNITT
    titel = str(bereich) if bereich else "Ohne Leistungsbereich"
    return Abschnitt(schluessel, titel, "Angebot", [k.kopf for k in kennzahlen], zeilen)


def _figuren(schluessel: str, titel: str, kennzahlen: Sequence[Kennzahl], zellen: "_Zellen") -> Abschnitt:
    zeilen = [Zeile(None, k.name, _einheit(k), [zellen.zelle(k, k.name)]) for k in kennzahlen]
    return Abschnitt(schluessel, titel, "Kennzahl", ["Wert"], zeilen)


def _einheit(kennzahl: Kennzahl) -> str:
    return "" if kennzahl.einheit == Einheit.ANZAHL else kennzahl.get_einheit_display()


def _wann(angebot: Angebot) -> str:
    return "; ".join(kurz(regel_von(zeitplan)) for zeitplan in angebot.zeitplaene.all())


class _Zellen:
    """Makes cells from the rows of a Meldung in a month."""

    def __init__(
        self,
        kennzahlen: Sequence[Kennzahl],
        meldung: Meldung | None,
        monat: date,
        lagen: Mapping[int, Terminlage],
        wo: Q | None = None,
    ) -> None:
        werte = Wert.objects.filter(wo or Q(), meldung=meldung, monat=monat, kennzahl__in=kennzahlen).summen()
        self._werte = {feld_von(wert): wert for wert in werte} if meldung else {}
        self._offene = offene_felder(meldung) if meldung else None
        self._meldung, self._monat, self._lagen = meldung, monat, lagen

    def zelle(self, kennzahl: Kennzahl, zeile: str, angebot_id: int | None = None) -> Rasterzelle:
        feld = Feld(kennzahl.pk, angebot_id)
        wert = self._werte.get(feld) or Wert(art=Zellart.LEER, herkunft=Herkunft.GEZAEHLT, version=0)
        lage = self._lagen.get(angebot_id or 0, Terminlage())
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

"""The month grid of the Leistungsstatistik as it is shown: sections and rows of cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import F, QuerySet
from django.urls import reverse

from angebote.erfassung import Eingabe, terminlagen
from angebote.models import Angebot, Herkunft, Kennzahl, Meldezeitraum, Meldung, Wert, Zeitplan
from angebote.plausibilitaet import mit_ueblichem
from angebote.querysets import AngebotQuerySet
from angebote.rasterzelle import Fehleingabe, Rasterzelle, Zellen
from angebote.terminplan import in_kurzen_worten
from angebote.vollstaendigkeit import angebote_im_raster
from angebote.zeitraeume import geltender_zeitraum, sperrgrund
from stzverbund.basis.zahlen import Einheit
from zentren.models import Zentrum

Ebene = Kennzahl.Ebene
KEIN_ABSCHNITT = "ohne"
BEREICH = ("leistungsbereich__schluessel", "leistungsbereich__kurz")
# What the words of a schedule are made of.
ZEITPLAN = ("rhythmus", "regel", "daten", "beginn", "von", "bis")


@dataclass(frozen=True)
class Rasterangebot:
    """What a row shows of an Angebot; `bereich` is "L1", None without a Leistungsbereich."""

    pk: int
    titel: str
    bereich: str | None
    bereichsname: str | None
    wann: str

    @property
    def abschnitt(self) -> str:
        return f"{self.bereich} {self.bereichsname}" if self.bereich else "Ohne Leistungsbereich"


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
    """The grid of a month; `gesperrt` says why all of it is closed (empty: it is open), `ungezaehlt` how many
    Termine nobody has ticked yet.

    A `vorschau` shows how a year that has not begun will look: nothing leads from it to cells.
    """

    zentrum: Zentrum
    monat: date
    meldung: Meldung | None
    zeitraum: Meldezeitraum | None
    abschnitte: Sequence[Abschnitt]
    kennzahlen: Sequence[Kennzahl]
    gesperrt: str
    ungezaehlt: int = 0
    vorschau: bool = False

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
    """The grid of a centre in a month from the rows of this Meldung; at most five queries.

    Without a Meldung nothing has been entered yet. `meldung.zeitraum` and its Meldejahr should be loaded.
    """
    angebote = _angebote(angebote_im_raster([zentrum], monat, [meldung] if meldung else []))
    kennzahlen = list(Kennzahl.objects.gueltig(zentrum.bezirk_id, monat.year))
    lagen = terminlagen([angebot.pk for angebot in angebote], monat)
    werte = Wert.objects.filter(meldung=meldung, monat=monat, kennzahl__in=kennzahlen).summen()
    zellen = Zellen(meldung, monat, mit_ueblichem(werte) if meldung else [], lagen)
    abschnitte = _abschnitte(angebote, kennzahlen, zellen)
    zeitraum = meldung.zeitraum if meldung else geltender_zeitraum(zentrum.bezirk_id, monat)
    gesperrt = sperrgrund(meldung or Meldung(zentrum=zentrum, zeitraum=zeitraum))
    ungezaehlt = sum(lage.ungezaehlt for lage in lagen.values())
    return Raster(zentrum, monat, meldung, zeitraum, abschnitte, kennzahlen, gesperrt, ungezaehlt)


def rastervorschau(
    *,
    zentrum: Zentrum,
    kennzahlen: Sequence[Kennzahl],
    jahr: int,
    angebote: AngebotQuerySet,
    je_bereich: int,
) -> Raster:
    """The empty grid of January of a year with at most `je_bereich` of these Angebote in each section."""
    monat = date(jahr, 1, 1)
    laufende = _angebote(angebote.filter(zentrum=zentrum).im_monat(monat))
    zellen = Zellen(None, monat, [], {})
    je = groupby(laufende, key=lambda angebot: angebot.bereich)
    beispiele = [angebot for _, gruppe in je for angebot in list(gruppe)[:je_bereich]]
    abschnitte = _abschnitte(beispiele, kennzahlen, zellen)
    return Raster(zentrum, monat, None, None, abschnitte, kennzahlen, "", vorschau=True)


def _abschnitte(
    angebote: Sequence[Rasterangebot], kennzahlen: Sequence[Kennzahl], zellen: Zellen
) -> list[Abschnitt]:
    je_angebot = [k for k in kennzahlen if k.ebene == Ebene.ANGEBOT]
    abschnitte = [
        _bereich(list(gruppe), je_angebot, zellen) for _, gruppe in groupby(angebote, key=lambda a: a.bereich)
    ]
    for ebene, schluessel, titel in (
        (Ebene.BERATUNG, "beratung", "Beratungskontakte und Vermittlungen"),
        (Ebene.ZENTRUM, "zentrum", "Das Zentrum insgesamt"),
    ):
        einzelne = [k for k in kennzahlen if k.ebene == ebene]
        if einzelne:
            abschnitte.append(_figuren(schluessel, titel, einzelne, zellen))
    return abschnitte


def einzelne_zelle(
    *, meldung: Meldung | None, monat: date, eingabe: Eingabe, wert: Wert | None
) -> Rasterzelle:
    """A cell as the grid would show it with this row; asks for its Termine only where it is counted."""
    kennzahl, angebot = eingabe.kennzahl, eingabe.angebot
    getippt = wert is not None and wert.herkunft != Herkunft.GEZAEHLT
    lagen = terminlagen([angebot.pk], monat) if angebot and not getippt else {}
    zellen = Zellen(meldung, monat, [wert] if wert else [], lagen)
    return zellen.zelle(
        kennzahl, angebot.titel if angebot else kennzahl.name, angebot.pk if angebot else None
    )


def zellenadresse(zentrum: Zentrum, monat: date, schluessel: str) -> str:
    """The address that opens the grid at a cell; `schluessel` as of Rasterzelle or OffeneZelle."""
    seite = reverse("statistik_monat", args=[zentrum.slug, f"{monat:%Y-%m}"])
    return f"{seite}?zelle={schluessel}#zelle-{schluessel}"


def _angebote(angebote: QuerySet[Angebot]) -> list[Rasterangebot]:
    """In the order of the grid, with what a row shows; one query, a row for each schedule."""
    zeilen = angebote.order_by(
        F("leistungsbereich__reihenfolge").asc(nulls_last=True),
        *("leistungsbereich__schluessel", "sortierung", "pk", "zeitplaene__von", "zeitplaene__pk"),
    ).values_list("pk", "titel", *BEREICH, *(f"zeitplaene__{feld}" for feld in ZEITPLAN))
    je_angebot = groupby(zeilen, key=lambda zeile: zeile[:4])
    return [
        Rasterangebot(pk, titel, bereich, bereichsname, _wann(zeile[4:] for zeile in gruppe))
        for (pk, titel, bereich, bereichsname), gruppe in je_angebot
    ]


def _wann(zeitplaene: Iterable[tuple]) -> str:
    """The fields of its schedules in words; without any they are empty."""
    vorhandene = [dict(zip(ZEITPLAN, felder, strict=True)) for felder in zeitplaene if felder[0]]
    return "; ".join(in_kurzen_worten(Zeitplan(**felder)) for felder in vorhandene)


def _bereich(angebote: Sequence[Rasterangebot], kennzahlen: Sequence[Kennzahl], zellen: Zellen) -> Abschnitt:
    erstes = angebote[0]
    zeilen = [
        Zeile(
            angebot.pk,
            angebot.titel,
            angebot.wann,
            [zellen.zelle(kennzahl, angebot.titel, angebot.pk) for kennzahl in kennzahlen],
        )
        for angebot in angebote
    ]
    koepfe = [k.kopf for k in kennzahlen]
    return Abschnitt(erstes.bereich or KEIN_ABSCHNITT, erstes.abschnitt, "Angebot", koepfe, zeilen)


def _figuren(schluessel: str, titel: str, kennzahlen: Sequence[Kennzahl], zellen: Zellen) -> Abschnitt:
    zeilen = [Zeile(None, k.name, _einheit(k), [zellen.zelle(k, k.name)]) for k in kennzahlen]
    return Abschnitt(schluessel, titel, "Kennzahl", ["Wert"], zeilen)


def _einheit(kennzahl: Kennzahl) -> str:
    return "" if kennzahl.einheit == Einheit.ANZAHL else kennzahl.get_einheit_display()

"""Who lives in a Stadtteil, by age and origin, and how that changes (A I 16 hj, end of each year)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stzverbund.basis.zahlen import Einheit, zeige_anzahl
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.dokument import Abschnitt, Bild, Gruppe, Kachel, Punkt, Tabelle, Zeile, Zelle
from zentren.models import Bezirksregion, Einwohnerstand

JAHRE = 5
ALTER = {
    "unter 6": ("u6",),
    "6 bis 14": ("a6_15",),
    "15 bis 17": ("a15_18",),
    "18 bis 26": ("a18_27",),
    "27 bis 44": ("a27_45",),
    "45 bis 64": ("a45_55", "a55_65"),
    "65 und älter": ("a65plus",),
}
HERKUNFT = {
    "mit Migrationshintergrund": ("mit_migrationshintergrund",),
    "Ausländerinnen und Ausländer": ("auslaender",),
    "Deutsche": ("deutsche",),
}
QUELLE = "Quelle: Amt für Statistik Berlin-Brandenburg, Einwohnerregister."


@dataclass(frozen=True)
class Gezaehlt:
    """The inhabitants of one Stadtteil on several days, the newest first."""

    staende: tuple[Einwohnerstand, ...]

    def zahl(self, felder: Sequence[str], nr: int = 0) -> int | None:
        """The sum of these fields; None where the source does not state one."""
        werte = [getattr(self.staende[nr], feld) for feld in felder]
        return None if None in werte else sum(werte)


def staende(regionen: Iterable[int], bis: int) -> dict[int, Gezaehlt]:
    """By Bezirksregion, up to the end of a year; the newest day of each year; one query."""
    zeilen = Einwohnerstand.objects.filter(bezirksregion__in=list(regionen), stichtag__year__lte=bis)
    je_region: dict[int, dict[int, Einwohnerstand]] = {}
    for stand in zeilen.order_by("stichtag"):
        je_region.setdefault(stand.bezirksregion_id, {})[stand.stichtag.year] = stand
    return {
        region: Gezaehlt(tuple(je_jahr[jahr] for jahr in sorted(je_jahr, reverse=True)))
        for region, je_jahr in je_region.items()
    }


def abschnitt(region: Bezirksregion, gezaehlt: Gezaehlt | None) -> Abschnitt:
    titel = "Einwohnerinnen und Einwohner"
    if gezaehlt is None:
        return Abschnitt("einwohner", titel, "Für diesen Stadtteil sind keine Einwohnerzahlen geladen.")
    return Abschnitt(
        "einwohner",
        titel,
        QUELLE,
        kacheln=tuple(_kacheln(gezaehlt)),
        bilder=(_bild(region, gezaehlt),),
        tabellen=(_tabelle("Alter", ALTER, gezaehlt), _tabelle("Herkunft", HERKUNFT, gezaehlt)),
    )


def _kacheln(gezaehlt: Gezaehlt) -> Iterable[Kachel]:
    alle, tag = gezaehlt.staende[0].einwohner, gezaehlt.staende[0].stichtag
    yield Kachel(zeige_anzahl(alle), "Einwohnerinnen und Einwohner", f"am {tag:%d.%m.%Y}")
    for felder, text in (
        (("u6", "a6_15", "a15_18"), "unter 18 Jahren"),
        (("a65plus",), "65 Jahre und älter"),
        (("mit_migrationshintergrund",), "mit Migrationshintergrund"),
    ):
        zahl = gezaehlt.zahl(felder)
        if zahl is not None and alle:
            yield Kachel(f"{worte.prozent(zahl, alle)} %", text, zeige_anzahl(zahl))


def _bild(region: Bezirksregion, gezaehlt: Gezaehlt) -> Bild:
    punkte = tuple(Punkt(name, "", gezaehlt.zahl(felder)) for name, felder in ALTER.items())
    groesste = max(punkte, key=lambda punkt: punkt.zahl or 0)
    tag = gezaehlt.staende[0].stichtag
    return Bild(
        "balken",
        f"Die größte Altersgruppe ist {groesste.name} mit {zeige_anzahl(groesste.zahl or 0)} Menschen",
        f"Alter der Menschen in {region} am {tag:%d.%m.%Y}. Die Zahlen stehen in der Tabelle darunter.",
        Einheit.ANZAHL,
        "Menschen",
        punkte,
    )


def _tabelle(titel: str, gruppen: Mapping[str, tuple[str, ...]], gezaehlt: Gezaehlt) -> Tabelle:
    """A column for each of the last years, the share today and the change over all of them."""
    gezeigt = range(min(JAHRE, len(gezaehlt.staende)))[::-1]
    spalten = [f"{gezaehlt.staende[nr].stichtag:%m/%Y}" for nr in gezeigt]
    erster = gezeigt[0]
    zeilen = [
        _zeile(name, [gezaehlt.zahl(felder, nr) for nr in gezeigt], gezaehlt.staende[0].einwohner)
        for name, felder in gruppen.items()
    ]
    if gruppen is ALTER:
        alle = [gezaehlt.staende[nr].einwohner for nr in gezeigt]
        zeilen.append(_zeile("zusammen", alle, gezaehlt.staende[0].einwohner, art="summe"))
    seit = f"seit {gezaehlt.staende[erster].stichtag:%m/%Y}"
    return Tabelle(titel, titel, (*spalten, "Anteil", seit), (Gruppe(tuple(zeilen)),))


def _zeile(name: str, zahlen: Sequence[int | None], alle: int, art: str = "") -> Zeile:
    neu, alt = zahlen[-1], zahlen[0]
    anteil = f"{worte.prozent(neu, alle)} %" if neu is not None and alle else worte.NICHTS
    aenderung = worte.NICHTS
    if neu is not None and alt:
        ganze = worte.prozent(abs(neu - alt), alt)
        aenderung = f"{worte.vorzeichen(neu - alt) if ganze else '±'}{ganze} %"
    zellen = [Zelle(worte.NICHTS if zahl is None else zeige_anzahl(zahl), zahl) for zahl in zahlen]
    return Zeile(name, (*zellen, Zelle(anteil), Zelle(aenderung)), art=art)

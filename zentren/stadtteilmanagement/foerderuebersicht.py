"""The page of the sums: years beside each other, by kind, by centre or source, with a chart (GS 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from stzverbund.basis.diagramme import Diagramm, gestapelt
from stzverbund.basis.zahlen import zeige_cent
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.stadtteilmanagement.foerdersummen import (
    BETRAEGE,
    Summe,
    fenster,
    je_jahr,
    lesbare,
    spanne,
    zusammen,
)
from zentren.stadtteilmanagement.models import Foerderung

ARTEN = {art.value: art.label for art in Foerderung.Art}
KOPF = ["Zentrum", "Jahr", "Art", "Anzahl", *(f"{name} (Euro)" for name in BETRAEGE)]
WORTE = ("Euro beantragt", "Euro bewilligt", "Euro erhalten", "Euro ausgegeben")
NACH_QUELLE = ("Bewilligt nach Quelle", "Von wem?", "quelle", "sortierung")
NACH_ZENTRUM = (
    *("Bewilligt nach Zentrum", "Zentrum"),
    *("zentrum__name", "zentrum__sortierung", "zentrum"),
)
"""Title, first column, the fields that are grouped by, from the second on their order."""
SPALTEN = ("Förderungen", "Beantragt", "Bewilligt", "Erhalten", "Ausgegeben")


@dataclass(frozen=True)
class Tafel:
    """A table with the years in its columns; the cells are Euro, granted."""

    titel: str
    erste: str
    zeilen: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Uebersicht:
    """The sums of some years. `letzte` are tiles of the year that is running or the last one shown."""

    jahre: list[int]
    jahr: int
    summe: Summe
    bild: Diagramm
    betraege: tuple[tuple[int, tuple[str, ...]], ...]
    tafeln: tuple[Tafel, ...]
    frueher: int | None
    spaeter: int | None

    @property
    def kacheln(self) -> tuple[tuple[str, str], ...]:
        """The figures of `jahr` with their words."""
        return tuple(zip(_betraege(self.summe)[1:], WORTE, strict=True))


def uebersicht(
    m: Mitgliedschaft, heute: date, *, zentrum: Zentrum | None = None, letztes: int | None = None
) -> Uebersicht | None:
    """The sums that this role reads, of one centre or all; None where nothing counts yet.

    At most six years, up to `letztes` (default: next year). Four queries.
    """
    menge = lesbare(m)
    if zentrum:
        menge = menge.filter(zentrum=zentrum)
    grenzen = spanne(menge)
    if grenzen is None:
        return None
    von, bis = grenzen
    jahre = fenster(von, bis, letztes or heute.year + 1)
    nach_art = {art: summen for (art,), summen in je_jahr(menge.order_by(), jahre, "art").items()}
    gesamt = {jahr: zusammen([summen[jahr] for summen in nach_art.values()]) for jahr in jahre}
    jahr = min(max(heute.year, jahre[0]), jahre[-1])
    return Uebersicht(
        jahre,
        jahr,
        gesamt[jahr],
        _bild(nach_art, gesamt, jahre, jahr),
        tuple((j, _betraege(gesamt[j])) for j in reversed(jahre)),
        (_arten(nach_art, gesamt, jahre), _wer(m, menge, zentrum, jahre)),
        jahre[0] - 1 if jahre[0] > von else None,
        min(jahre[-1] + len(jahre), bis) if jahre[-1] < bis else None,
    )


def _betraege(summe: Summe) -> tuple[str, ...]:
    return (str(summe.anzahl), *(zeige_cent(getattr(summe, name)) for name in BETRAEGE))


def _arten(nach_art: dict[str, dict[int, Summe]], gesamt: dict[int, Summe], jahre: Sequence[int]) -> Tafel:
    zeilen = _zeilen([(name, nach_art[art]) for art, name in ARTEN.items() if art in nach_art], jahre)
    return Tafel("Bewilligt nach Art", "Art", (*zeilen, ("Summe", _bewilligt(gesamt, jahre))))


def _wer(
    m: Mitgliedschaft, menge: QuerySet[Foerderung], zentrum: Zentrum | None, jahre: Sequence[int]
) -> Tafel:
    """By source for the house, which knows them; by centre for whoever has several."""
    im_haus = m.hat(Rolle.MITARBEIT, Rolle.LEITUNG) or (zentrum is not None and m.hat(Rolle.TRAEGER))
    titel, erste, *gruppe = NACH_QUELLE if im_haus else NACH_ZENTRUM
    summen = je_jahr(menge.order_by(*gruppe[1:]), jahre, *gruppe)
    return Tafel(titel, erste, _zeilen([(str(name), je) for (name, *_), je in summen.items()], jahre))


def _zeilen(
    gruppen: Sequence[tuple[str, dict[int, Summe]]], jahre: Sequence[int]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those to whom something is granted in one of the years."""
    return tuple(
        (name, _bewilligt(summen, jahre))
        for name, summen in gruppen
        if any(summe.bewilligt for summe in summen.values())
    )


def _bewilligt(summen: dict[int, Summe], jahre: Sequence[int]) -> tuple[str, ...]:
    return tuple(zeige_cent(cent) if (cent := summen[jahr].bewilligt) else "–" for jahr in jahre)


def _bild(
    nach_art: dict[str, dict[int, Summe]], gesamt: dict[int, Summe], jahre: Sequence[int], jahr: int
) -> Diagramm:
    arten = [art for art in ARTEN if any(nach_art.get(art, {}).get(j, Summe()).bewilligt for j in jahre)]
    daten = [
        {"jahr": str(j), "art": ARTEN[art], "euro": (nach_art[art][j].bewilligt + 50) // 100}
        for j in jahre
        for art in arten
    ]
    satz = f"{jahr} sind {zeige_cent(gesamt[jahr].bewilligt)} Euro bewilligt"
    if jahr - 1 in gesamt:
        satz += f", {jahr - 1} waren es {zeige_cent(gesamt[jahr - 1].bewilligt)} Euro"
    return gestapelt(
        daten,
        x="jahr",
        y="euro",
        reihe="art",
        titel=f"{satz}.",
        beschreibung="Bewilligte Beträge nach Jahr und Art in ganzen Euro, genauer in den Tabellen darunter.",
        einheit="Euro",
    )


def zum_speichern(m: Mitgliedschaft, zentrum: Zentrum | None, jahre: Sequence[int]) -> list[list[object]]:
    """One line for each centre, year and kind, with numbers that a spreadsheet can add (KOPF)."""
    menge = lesbare(m).order_by("zentrum__sortierung", "zentrum", "art")
    if zentrum:
        menge = menge.filter(zentrum=zentrum)
    gruppen = je_jahr(menge, jahre, "zentrum__name", "art", "zentrum", "zentrum__sortierung")
    return [
        [name, jahr, ARTEN[art], summe.anzahl, *(Decimal(getattr(summe, b)) / 100 for b in BETRAEGE)]
        for (name, art, *_), summen in gruppen.items()
        for jahr, summe in summen.items()
        if summe
    ]

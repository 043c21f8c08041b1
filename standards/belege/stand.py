"""What the data say now, and what they said at submission: one reading for page, matrix and report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from standards.models import Antwort, Beleg, Einschaetzung, Runde, Schwelle, Selbstbewertung, Urteil
from zentren.models import Zentrum

from .bauen import zahl
from .gruende import GRUENDE
from .motor import Belege, errechnen
from .regel import REGELN, Ergebnis, Lage, Regel, Verweis
from .wege import fuer_aussen

OHNE = "ohne"
"""The "Urteil" of a line that says why no rule speaks of a Kriterium."""
HEUTE = {
    Urteil.DAFUER: "heute spricht es dafür",
    Urteil.DAGEGEN: "heute spricht es dagegen",
    Urteil.KEINE_DATEN: "heute keine Daten",
}


@dataclass(frozen=True)
class Belegzeile:
    """A Beleg as it is shown: a rule's word, or (`regel` "", `urteil` OHNE) why there is none.

    `drift` says how it has moved since it was frozen: "seit Einreichung +2".
    """

    regel: str
    urteil: str
    satz: str
    verweise: tuple[Verweis, ...] = ()
    eingefroren: bool = False
    drift: str = ""
    von: date | None = None
    bis: date | None = None


Zeilen = dict[str, list[Belegzeile]]
"""Kriterium ("9.1") -> its lines, in the order of the Kriterien."""


def heute(
    zentren: Iterable[Zentrum], runde: Runde | None = None, kriterien: Iterable[str] | None = None
) -> Belege:
    """What the rules say today of centres of one Bezirk, with the thresholds of a round (else their own).

    With `kriterien` only the rules of these are asked.
    """
    schwellen = _schwellen([runde])[runde.pk] if runde else {}
    return errechnen(Lage([zentrum.pk for zentrum in zentren], timezone.localdate(), schwellen), kriterien)


def laufende_runde(zentrum: Zentrum) -> Runde | None:
    """The round that is open in the Bezirk of a centre, the newest where there are several."""
    return Runde.objects.laufend().filter(bezirk=zentrum.bezirk_id).order_by("-jahr").first()


def zeilen(belege: Mapping[str, list[tuple[Regel, Ergebnis]]]) -> Zeilen:
    """What the rules say of one centre as lines; every Kriterium without a rule says why."""
    gesagt = {
        kriterium: [_lebend(regel, ergebnis) for regel, ergebnis in paare]
        for kriterium, paare in belege.items()
    }
    return _mit_gruenden(gesagt)


def gezeigt(
    bewertung: Selbstbewertung, kriterien: Iterable[str] | None = None, *, innen: bool = True
) -> Zeilen:
    """The Belege of a Selbstbewertung: of today while it is with its centre, else as last submitted.

    With `kriterien` only the rules of these are asked. Who reads from outside (not `innen`) sees what was
    submitted also while a Rückfrage is with the centre, and no ways to what only the house reads.
    """
    return gezeigt_je([bewertung], kriterien=kriterien, innen=innen)[bewertung.pk]


def gezeigt_je(
    bewertungen: Iterable[Selbstbewertung],
    *,
    drift: bool = True,
    kriterien: Iterable[str] | None = None,
    innen: bool = True,
) -> dict[int, Zeilen]:
    """The same for many (primary key -> lines): a constant number of queries for each round.

    Without `drift` nothing is computed for those that are frozen.
    """
    alle = list(bewertungen)
    schwellen = _schwellen(bewertung.runde for bewertung in alle)
    gefragt = None if kriterien is None else set(kriterien)
    feste = {b.pk for b in alle if _ist_fest(b, innen)}
    fest = _eingefrorene([b for b in alle if b.pk in feste])
    lebend = _lebende([b for b in alle if drift or b.pk not in feste], feste, schwellen, gefragt)
    gesagt = {
        b.pk: _mit_gruenden(_feste_zeilen(fest.get(b.pk, []), lebend.get(b.pk, {})))
        if b.pk in feste
        else zeilen(lebend[b.pk])
        for b in alle
    }
    return gesagt if innen else {pk: _fuer_aussen(eine) for pk, eine in gesagt.items()}


def vorschlag(antwort: Antwort, belege: Iterable[Belegzeile]) -> Einschaetzung | None:
    """What the data would propose for an open answer: a proposal, never an answer (RK-2017 4.3).

    Nothing where something is answered or no rule has data.
    """
    urteile = {zeile.urteil for zeile in belege}
    if antwort.einschaetzung != Einschaetzung.OFFEN:
        return None
    if Urteil.DAGEGEN in urteile:
        return Einschaetzung.TEILWEISE
    return Einschaetzung.ERFUELLT if Urteil.DAFUER in urteile else None


def _ist_fest(bewertung: Selbstbewertung, innen: bool) -> bool:
    nachgefragt = bewertung.status == Selbstbewertung.Status.RUECKFRAGE and not innen
    return bewertung.einreichungen > 0 and (nachgefragt or not bewertung.beim_zentrum)


def _schwellen(runden: Iterable[Runde]) -> dict[int, dict[str, Decimal]]:
    schwellen: dict[int, dict[str, Decimal]] = {runde.pk: {} for runde in runden}
    for runde, schluessel, wert in Schwelle.objects.filter(runde__in=schwellen).values_list(
        "runde", "schluessel", "wert"
    ):
        schwellen[runde][schluessel] = wert
    return schwellen


def _lebende(
    bewertungen: list[Selbstbewertung],
    feste: set[int],
    schwellen: Mapping[int, Mapping[str, Decimal]],
    kriterien: set[str] | None,
) -> dict[int, dict[str, list[tuple[Regel, Ergebnis]]]]:
    """By Selbstbewertung; what was frozen in a round that is over no longer moves."""
    gefragt = [b for b in bewertungen if b.pk not in feste or b.runde.abgeschlossen_am is None]
    ergebnisse: dict[int, dict[str, list[tuple[Regel, Ergebnis]]]] = {}
    for runde, gruppe in groupby(sorted(gefragt, key=lambda b: b.runde_id), key=lambda b: b.runde_id):
        je_runde = list(gruppe)
        lage = Lage(sorted({b.zentrum_id for b in je_runde}), timezone.localdate(), schwellen[runde])
        belege = errechnen(lage, kriterien)
        ergebnisse |= {b.pk: belege[b.zentrum_id] for b in je_runde}
    return ergebnisse


def _eingefrorene(bewertungen: list[Selbstbewertung]) -> dict[int, list[Beleg]]:
    letzte = {b.pk: b.einreichungen for b in bewertungen}
    belege: dict[int, list[Beleg]] = {}
    for beleg in Beleg.objects.filter(bewertung__in=letzte).select_related("kriterium"):
        if beleg.einreichung == letzte[beleg.bewertung_id]:
            belege.setdefault(beleg.bewertung_id, []).append(beleg)
    return belege


def _feste_zeilen(belege: list[Beleg], lebend: Mapping[str, list[tuple[Regel, Ergebnis]]]) -> Zeilen:
    jetzt = {regel.schluessel: ergebnis for paare in lebend.values() for regel, ergebnis in paare}
    fest: Zeilen = {}
    for beleg in belege:
        verweise = tuple(Verweis(**verweis) for verweis in beleg.verweise)
        drift = _drift(beleg, jetzt.get(beleg.regel))
        fest.setdefault(beleg.kriterium.schluessel, []).append(
            Belegzeile(beleg.regel, beleg.urteil, beleg.satz, verweise, True, drift, beleg.von, beleg.bis)
        )
    return fest


def _drift(beleg: Beleg, jetzt: Ergebnis | None) -> str:
    """ "seit Einreichung +2", "seit Einreichung −6 Prozentpunkte, heute spricht es dagegen".

    A rule that counts otherwise by now has another version: its figures do not compare.
    """
    regel = REGELN.get(beleg.regel)
    if jetzt is None or regel is None or regel.version != beleg.regel_version:
        return ""
    teile = []
    if beleg.wert is not None and jetzt.wert is not None and jetzt.wert != beleg.wert:
        unterschied = jetzt.wert - beleg.wert
        einheit = {"%": " Prozentpunkte", "": ""}.get(regel.einheit, f" {regel.einheit}")
        teile.append(f"{'+' if unterschied > 0 else '−'}{zahl(abs(unterschied))}{einheit}")
    if jetzt.urteil != beleg.urteil:
        teile.append(HEUTE[jetzt.urteil])
    return f"seit Einreichung {', '.join(teile)}" if teile else ""


def _lebend(regel: Regel, e: Ergebnis) -> Belegzeile:
    return Belegzeile(regel.schluessel, e.urteil, e.satz, e.verweise, von=e.von, bis=e.bis)


def _mit_gruenden(gesagt: Zeilen) -> Zeilen:
    """All Kriterien in their order; where nothing is said, why (and the figure that stands beside it)."""
    vollstaendig = dict(gesagt)
    je_regel = {zeile.regel: zeile for paare in gesagt.values() for zeile in paare}
    for kriterium, grund in GRUENDE.items():
        if kriterium not in vollstaendig:
            daneben = je_regel.get(grund.siehe)
            satz = f"{grund.satz} {daneben.satz}" if daneben else grund.satz
            verweise = daneben.verweise if daneben else ()
            vollstaendig[kriterium] = [Belegzeile("", OHNE, satz, verweise)]
    return dict(sorted(vollstaendig.items(), key=lambda paar: _ordnung(paar[0])))


def _fuer_aussen(gesagt: Zeilen) -> Zeilen:
    return {
        kriterium: [replace(zeile, verweise=fuer_aussen(zeile.verweise)) for zeile in je_kriterium]
        for kriterium, je_kriterium in gesagt.items()
    }


def _ordnung(kriterium: str) -> tuple[int, ...]:
    return tuple(int(teil) for teil in kriterium.split("."))

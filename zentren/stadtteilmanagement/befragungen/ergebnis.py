"""The result of a Befragung in sums. Small groups are hidden, with what would betray them.

Sheets online and on paper are counted together, the figures of all questions in one statement.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from stzverbund.basis.diagramme import Diagramm, balken
from zentren.stadtteilmanagement.models import Antwortzahl, Befragung, Frage, Freitext

KLEIN = 5
"""Groups of fewer people are not shown."""
ZUFRIEDEN = (4, 5)
"""The answers of a scale that say: satisfied."""
VERDECKT = "verdeckt"


@dataclass(frozen=True)
class Antwortzeile:
    """One answer: how many gave it, None where that is hidden, and which share of the sheets they are."""

    text: str
    anzahl: int | None
    von: int

    @property
    def anzeige(self) -> str:
        return VERDECKT if self.anzahl is None else str(self.anzahl)

    @property
    def anteil(self) -> str:
        return "" if self.anzahl is None else f"{prozent(self.anzahl, self.von)} %"


@dataclass(frozen=True)
class Fragenergebnis:
    """One question. `antworten` is None where too few have answered; `texte` only for the house."""

    frage: Frage
    zeilen: Sequence[Antwortzeile]
    antworten: int | None
    befund: str
    diagramm: Diagramm | None
    texte: Sequence[Freitext] = ()

    @property
    def verdeckt(self) -> bool:
        return any(zeile.anzahl is None for zeile in self.zeilen)


@dataclass(frozen=True)
class Vergleich:
    """A Bereich in two years: the share of those who are satisfied, empty where it is hidden or not asked."""

    bereich: str
    vorher: str
    jetzt: str


def auswerten(befragung: Befragung, *, mit_texten: bool) -> list[Fragenergebnis]:
    """All questions in their order; three queries."""
    fragen = list(Frage.objects.filter(befragung=befragung))
    zahlen: dict[int, dict[int, int]] = defaultdict(dict)
    gezaehlt = Antwortzahl.objects.filter(frage__befragung=befragung).order_by()
    for frage, wert, anzahl in gezaehlt.values_list("frage", "wert").annotate(Sum("anzahl")):
        zahlen[frage][wert] = anzahl
    texte: dict[int, list[Freitext]] = defaultdict(list)
    if mit_texten:
        for text in Freitext.objects.filter(frage__befragung=befragung).select_related("bedarf"):
            texte[text.frage_id].append(text)
    return [_eine(frage, zahlen[frage.pk], texte[frage.pk], befragung.alle_boegen) for frage in fragen]


def vergleichen(befragung: Befragung, *, oeffentlich: bool = False) -> list[Vergleich]:
    """The scales of each Bereich beside those of all Befragungen of the year before; one query.

    Only Bereiche that both have asked for; `oeffentlich`: only beside results that are published.
    """
    zellen: dict[tuple[str, bool], dict[tuple[int, int], int]] = defaultdict(dict)
    davor = Befragung.objects.filter(
        zentrum=befragung.zentrum_id, status=Befragung.Status.GESCHLOSSEN, bis__year=befragung.bis.year - 1
    )
    if oeffentlich:
        davor = davor.filter(ergebnis_oeffentlich=True)
    beide = Q(frage__befragung__in=davor.order_by().values("pk")) | Q(frage__befragung=befragung)
    zahlen = Antwortzahl.objects.filter(beide, frage__art=Frage.Art.SKALA).order_by()
    spalten = ("frage__bereich", "frage__befragung", "frage", "wert")
    for bereich, von, frage, wert, anzahl in zahlen.values_list(*spalten).annotate(Sum("anzahl")):
        zellen[bereich, von == befragung.pk][frage, wert] = anzahl
    return [
        Vergleich(bereich.label, _in_worten(zellen[bereich, False]), _in_worten(zellen[bereich, True]))
        for bereich in Frage.Bereich
        if zellen[bereich, False] and zellen[bereich, True]
    ]


def verdecken(zahlen: Mapping[int, int]) -> dict[int, int | None]:
    """The counts of answers that exclude each other, without small groups (1 to 4 people).

    What is hidden are always two answers or more with five people or more together, so that the sum of all
    tells nothing about one of them.
    """
    verdeckt = {wert for wert, zahl in zahlen.items() if 0 < zahl < KLEIN}
    offen = sorted((zahl, wert) for wert, zahl in zahlen.items() if zahl >= KLEIN)
    while verdeckt and offen and (len(verdeckt) < 2 or sum(zahlen[w] for w in verdeckt) < KLEIN):
        verdeckt.add(offen.pop(0)[1])
    return {wert: None if wert in verdeckt else zahl for wert, zahl in zahlen.items()}


def einzeln_verdecken(zahlen: Mapping[int, int], boegen: int) -> dict[int, int | None]:
    """The counts of answers that do not exclude each other, without small groups of who gave them or not."""
    klein = {w for w, zahl in zahlen.items() if 0 < zahl < KLEIN or 0 < boegen - zahl < KLEIN}
    return {wert: None if wert in klein else zahl for wert, zahl in zahlen.items()}


def zufriedene(zellen: Mapping[tuple[int, int], int]) -> int | None:
    """The share of answers 4 and 5 in scales (question, answer -> count), in per cent.

    None without five answers, and where it would betray a small group or a hidden answer of one question:
    those of the other questions may be known.
    """
    fragen: dict[int, dict[int, int]] = defaultdict(dict)
    for (frage, wert), zahl in zellen.items():
        fragen[frage][wert] = zahl
    alle = sum(zellen.values())
    if alle < KLEIN or any(_verraet(werte) for werte in fragen.values()):
        return None
    return prozent(sum(zahl for (_, wert), zahl in zellen.items() if wert in ZUFRIEDEN), alle)


def _verraet(werte: Mapping[int, int]) -> bool:
    """Whether the sums of the satisfied and of the others would tell about fewer than five people."""
    gezeigt = verdecken(werte)
    for zufrieden in (True, False):
        gruppe = [wert for wert in werte if (wert in ZUFRIEDEN) == zufrieden]
        verdeckte = [werte[wert] for wert in gruppe if gezeigt[wert] is None]
        zu_klein = any(0 < summe < KLEIN for summe in (sum(verdeckte), sum(werte[w] for w in gruppe)))
        if zu_klein or len(verdeckte) == 1:
            return True
    return False


def prozent(teil: int, ganzes: int) -> int:
    """Whole per cent, halves rounded up."""
    return (200 * teil + ganzes) // (2 * ganzes) if ganzes else 0


def _eine(frage: Frage, zahlen: dict[int, int], texte: list[Freitext], boegen: int) -> Fragenergebnis:
    werte = {wert: zahlen.get(wert, 0) for wert, _ in frage.moeglichkeiten}
    mehrere = frage.art == Frage.Art.MEHRERE
    antworten = boegen if mehrere else sum(werte.values())
    if frage.art == Frage.Art.TEXT or antworten < KLEIN:
        anzahl = None if frage.art == Frage.Art.TEXT or antworten else 0
        return Fragenergebnis(frage, (), anzahl, "", None, texte)
    gezeigt = einzeln_verdecken(werte, boegen) if mehrere else verdecken(werte)
    zeilen = [Antwortzeile(text, gezeigt[wert], antworten) for wert, text in frage.moeglichkeiten]
    befund = _befund(frage, werte, zeilen)
    return Fragenergebnis(frage, zeilen, antworten, befund, _bild(frage, befund, zeilen), texte)


def _befund(frage: Frage, werte: dict[int, int], zeilen: list[Antwortzeile]) -> str:
    """What the answers say, in a short sentence; empty where it would name a small group."""
    if frage.art == Frage.Art.SKALA:
        anteil = zufriedene({(frage.pk, wert): zahl for wert, zahl in werte.items()})
        return "" if anteil is None else f"{anteil} % antworten mit 4 oder 5"
    meist = zeilen[max(range(len(zeilen)), key=list(werte.values()).__getitem__)]
    return f"Am häufigsten: „{meist.text}“ ({meist.anteil})" if meist.anzahl else ""


def _bild(frage: Frage, befund: str, zeilen: list[Antwortzeile]) -> Diagramm | None:
    daten = [{"antwort": z.text, "anzahl": z.anzahl} for z in zeilen if z.anzahl is not None]
    if not any(zeile["anzahl"] for zeile in daten):
        return None
    return balken(
        daten,
        x="antwort",
        y="anzahl",
        titel=befund or frage.text,
        beschreibung="Alle gezeigten Zahlen stehen in der Tabelle darunter.",
        einheit="Antworten",
    )


def _in_worten(zellen: Mapping[tuple[int, int], int]) -> str:
    anteil = zufriedene(zellen)
    return VERDECKT if anteil is None else f"{anteil} %"

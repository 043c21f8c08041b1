"""The counts of all Aufgaben, for one centre or many: three queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from stzverbund.basis.zahlen import zeige_anzahl
from zentren.models import Aufgabe, Zentrum
from zentren.stadtteilmanagement.beschwerdezahlen import KLEIN
from zentren.stadtteilmanagement.models import Taetigkeit

from .formen import Aufgabengruppe, Aufgabenjahr, Aufgabenzeile, Beitrag, Spanne
from .quellen import QUELLEN, Quelle

Anzahlen = dict[str, dict[int, list[int]]]
"""Key of the Aufgabe -> centre -> the count of each of its Quellen."""
FOLGE = [(schluessel, quelle) for schluessel, quellen in QUELLEN.items() for quelle in quellen]


def aufgaben27(zentrum: Zentrum, jahr: int) -> Aufgabenjahr:
    """What this centre did for each Aufgabe (RK-2017 4.2): counts only, the same for every reader."""
    return aufgaben27_der_zentren([zentrum], jahr)


def aufgaben27_der_zentren(zentren: Iterable[Zentrum], jahr: int) -> Aufgabenjahr:
    """The same, summed over these centres; `zentren` of a line says how many have done something."""
    haeuser = [zentrum.pk for zentrum in zentren]
    gezaehlt, tagebuch = _gezaehlt(haeuser, Spanne(jahr)), _tagebuch(haeuser, Spanne(jahr))
    alle = Aufgabe.objects.select_related("aufgabenbereich")
    gruppen = groupby(alle, key=lambda aufgabe: aufgabe.aufgabenbereich)
    return Aufgabenjahr(
        jahr,
        tuple(
            Aufgabengruppe(
                bereich.schluessel,
                bereich.name,
                tuple(_zeile(a, tagebuch[a.pk], gezaehlt.get(a.schluessel, {})) for a in aufgaben),
            )
            for bereich, aufgaben in gruppen
        ),
    )


def bearbeitet_je_zentrum(zentren: Iterable[Zentrum], jahr: int) -> dict[int, int]:
    """Centre (key) -> for how many of the 27 Aufgaben something is written down; two queries."""
    haeuser = [zentrum.pk for zentrum in zentren]
    gezaehlt, tagebuch = (
        _gezaehlt(haeuser, Spanne(jahr)),
        _tagebuch(haeuser, Spanne(jahr), "aufgabe__schluessel"),
    )
    return {
        haus: sum(
            haus in tagebuch[schluessel] or any(gezaehlt[schluessel][haus])
            for schluessel in gezaehlt.keys() | tagebuch.keys()
        )
        for haus in haeuser
    }


def _zeile(aufgabe: Aufgabe, tagebuch: dict[int, int], gezaehlt: dict[int, list[int]]) -> Aufgabenzeile:
    quellen = QUELLEN.get(aufgabe.schluessel, ())
    summen = [sum(spalte) for spalte in zip(*gezaehlt.values(), strict=True)] or [0] * len(quellen)
    taetig = {haus for haus, zahlen in gezaehlt.items() if any(zahlen)} | tagebuch.keys()
    return Aufgabenzeile(
        pk=aufgabe.pk,
        schluessel=aufgabe.schluessel,
        text=aufgabe.text,
        eintraege=sum(tagebuch.values()),
        beitraege=tuple(_beitrag(q, n) for q, n in zip(quellen, summen, strict=True) if n),
        zentren=len(taetig),
    )


def _beitrag(quelle: Quelle, anzahl: int) -> Beitrag:
    if quelle.vertraulich and anzahl < KLEIN:
        return Beitrag(anzahl, f"unter {KLEIN} {quelle.wort[1]}", quelle.liste)
    wort = quelle.wort[0] if anzahl == 1 else quelle.wort[1]
    return Beitrag(anzahl, f"{zeige_anzahl(anzahl)} {wort}", quelle.liste)


def _gezaehlt(haeuser: list[int], jahr: Spanne) -> Anzahlen:
    """All Quellen of all centres in one statement."""
    spalten = [_anzahl(quelle.zeilen(OuterRef("pk"), jahr)) for _, quelle in FOLGE]
    zeilen = Zentrum.objects.filter(pk__in=haeuser).order_by().values_list("pk", *spalten)
    gezaehlt: Anzahlen = defaultdict(lambda: defaultdict(list))
    for haus, *zahlen in zeilen:
        for (schluessel, _), zahl in zip(FOLGE, zahlen, strict=True):
            gezaehlt[schluessel][haus].append(zahl)
    return gezaehlt


def _anzahl(zeilen: QuerySet) -> Any:
    """How many rows there are, as a column."""
    gezaehlt = zeilen.order_by().annotate(eins=Value(1)).values("eins").annotate(n=Count("pk", distinct=True))
    return Coalesce(Subquery(gezaehlt.values("n"), output_field=IntegerField()), 0)


def _tagebuch(haeuser: list[int], jahr: Spanne, was: str = "aufgabe") -> dict[Any, dict[int, int]]:
    """Aufgabe (its `was`) -> centre -> how many entries."""
    zeilen = Taetigkeit.objects.filter(zentrum__in=haeuser, datum__range=jahr.tage).order_by()
    gezaehlt: dict[Any, dict[int, int]] = defaultdict(dict)
    for aufgabe, haus, zahl in zeilen.values_list(was, "zentrum").annotate(n=Count("pk")):
        gezaehlt[aufgabe][haus] = zahl
    return gezaehlt

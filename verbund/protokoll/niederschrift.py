"""What minutes say, as plain data: for the page, the PDF and the edition that proves it.

Organisations only, never a person: an edition cannot be changed when somebody is erased.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from verbund.models import (
    Aufgabe,
    Beschluss,
    Gast,
    Protokoll,
    Sichtbarkeit,
    Sitzung,
    Tagesordnungspunkt,
    Teilnahme,
)

ALLES = tuple(Sichtbarkeit.values)
STUFEN: dict[str, tuple[str, ...]] = {
    Sichtbarkeit.BEZIRKSAMT: (Sichtbarkeit.BEZIRKSAMT, Sichtbarkeit.OEFFENTLICH),
    Sichtbarkeit.OEFFENTLICH: (Sichtbarkeit.OEFFENTLICH,),
}
"""For whom an extract is, and what it holds."""


@dataclass(frozen=True)
class Beschlusstext:
    kennung: str
    text: str
    ergebnis: str
    gestrichen: str
    gleichstellung: str
    barrierefreiheit: str


@dataclass(frozen=True)
class Aufgabentext:
    titel: str
    wer: str
    faellig: date


@dataclass(frozen=True)
class Punkttext:
    """An item; `nummer` is its place on the agenda, also in an extract. `text` is Markdown."""

    nummer: int
    titel: str
    art: str
    stand: str
    text: str
    beschluesse: tuple[Beschlusstext, ...]
    aufgaben: tuple[Aufgabentext, ...]


@dataclass(frozen=True)
class Nachtragstext:
    nummer: int
    tag: date
    text: str


@dataclass(frozen=True)
class Niederschrift:
    """Minutes, or an extract of them (`fuer` whom; "" the whole); times and states in words."""

    titel: str
    verbund: str
    stand: str
    tag: date
    zeit: str
    ort: str
    thema: str
    fuer: str
    anwesend: tuple[str, ...]
    entschuldigt: tuple[str, ...]
    abwesend: tuple[str, ...]
    gaeste: tuple[str, ...]
    fuehrung: str
    punkte: tuple[Punkttext, ...]
    weitere: tuple[Beschlusstext, ...]
    nachtraege: tuple[Nachtragstext, ...]


def niederschrift(sitzung: Sitzung) -> Niederschrift:
    """The whole minutes of a session that has some (`mit_allem`)."""
    return _bauen(sitzung, ALLES, fuer="")


def auszug(sitzung: Sitzung, stufe: str, punkt: int | None = None) -> Niederschrift:
    """What those outside read (`stufe`, a key of STUFEN): its items, or one of them; no tasks, no supplement.

    Resolutions say themselves who reads them; those of a hidden item stand alone.
    """
    fuer = "das Bezirksamt und die Verbände" if stufe == Sichtbarkeit.BEZIRKSAMT else "die Öffentlichkeit"
    return _bauen(sitzung, STUFEN[stufe], fuer=fuer, punkt=punkt)


def punktauszug(sitzung: Sitzung, punkt: int) -> Niederschrift:
    """One item as the Verbund reads it, to be handed on."""
    return _bauen(sitzung, ALLES, fuer="einen Tagesordnungspunkt", punkt=punkt)


def _bauen(
    sitzung: Sitzung, sichtbar: Collection[str], *, fuer: str, punkt: int | None = None
) -> Niederschrift:
    protokoll, alle = sitzung.protokoll, list(_punkte(sitzung))
    gezeigt = [
        (nummer, p)
        for nummer, p in enumerate(alle, start=1)
        if p.sichtbarkeit in sichtbar and punkt in (None, p.pk)
    ]
    intern = not fuer
    gezeigte = {p.pk for _, p in gezeigt}
    verdeckt = [p for p in alle if p.pk not in gezeigte and punkt is None]
    return Niederschrift(
        titel=titel(sitzung, auszug=not intern),
        verbund=str(sitzung.verbund),
        stand=stand(protokoll),
        tag=sitzung.datum,
        zeit=f"{sitzung.beginn:%H:%M} bis {sitzung.ende:%H:%M} Uhr",
        ort=wo(sitzung),
        thema=str(sitzung.thema or ""),
        fuer=fuer,
        **_teilnehmende(sitzung, einzeln=intern),
        fuehrung=str(protokoll.schreibt or "Koordination des Verbundes"),
        punkte=tuple(_punkttext(nummer, p, sichtbar, intern) for nummer, p in gezeigt),
        weitere=tuple(t for p in verdeckt for t in _beschluesse(p, sichtbar)),
        nachtraege=_nachtraege(protokoll) if intern else (),
    )


def titel(sitzung: Sitzung, *, auszug: bool = False) -> str:
    """ "Protokoll der Verbundsitzung 3/2026"; the extract says so."""
    nummer = f" {sitzung.nummer}/{sitzung.jahr}" if sitzung.nummer else ""
    name = sitzung.arbeitskreis or sitzung.titel
    return f"{'Auszug aus dem Protokoll' if auszug else 'Protokoll'}: {name}{nummer}"


def stand(protokoll: Protokoll) -> str:
    """The state for readers: what counts is whether it has been approved, and where."""
    if protokoll.genehmigt_am is None:
        return str(protokoll.get_status_display())
    wo = (
        f" in der Sitzung {protokoll.genehmigt_in.nummer}/{protokoll.genehmigt_in.jahr}"
        if (protokoll.genehmigt_in and protokoll.genehmigt_in.nummer)
        else ""
    )
    return f"genehmigt am {protokoll.genehmigt_am:%d.%m.%Y}{wo}"


def wo(sitzung: Sitzung) -> str:
    return ", ".join(str(teil) for teil in (sitzung.gastgeber, sitzung.ort) if teil) or "ohne Ortsangabe"


def mit_allem() -> QuerySet[Sitzung]:
    """Sessions with what their minutes name."""
    return Sitzung.objects.select_related(
        *("verbund", "gastgeber", "arbeitskreis", "thema"),
        *("protokoll", "protokoll__schreibt", "protokoll__genehmigt_in"),
    )


def oeffentliche() -> QuerySet[Sitzung]:
    """Sessions whose approved minutes hold an item or a resolution for everybody, the newest first."""
    punkte = Tagesordnungspunkt.objects.filter(sitzung=OuterRef("pk"), sichtbarkeit=Sichtbarkeit.OEFFENTLICH)
    beschluesse = Beschluss.objects.filter(sitzung=OuterRef("pk"), sichtbarkeit=Sichtbarkeit.OEFFENTLICH)
    genehmigte = mit_allem().filter(protokoll__status__in=["genehmigt", "festgeschrieben"])
    return genehmigte.filter(Exists(punkte) | Exists(beschluesse))


def _punkte(sitzung: Sitzung) -> Iterable[Tagesordnungspunkt]:
    return sitzung.punkte.prefetch_related(
        Prefetch("beschluesse", Beschluss.objects.order_by("jahr", "nummer")),
        Prefetch("aufgaben", Aufgabe.objects.select_related("zentrum").order_by("faellig", "pk")),
    )


def _punkttext(nummer: int, punkt: Tagesordnungspunkt, sichtbar: Collection[str], intern: bool) -> Punkttext:
    return Punkttext(
        nummer=nummer,
        titel=punkt.titel,
        art=punkt.get_art_display(),
        stand=punkt.get_stand_display(),
        text=punkt.text,
        beschluesse=tuple(_beschluesse(punkt, sichtbar)),
        aufgaben=tuple(Aufgabentext(a.titel, a.wer, a.faellig) for a in punkt.aufgaben.all() if intern),
    )


def _beschluesse(punkt: Tagesordnungspunkt, sichtbar: Collection[str]) -> Iterable[Beschlusstext]:
    for b in punkt.beschluesse.all():
        if len(sichtbar) == len(ALLES) or b.sichtbarkeit in sichtbar:
            yield beschlusstext(b)


def beschlusstext(beschluss: Beschluss) -> Beschlusstext:
    gestrichen = beschluss.folge_text if beschluss.folge == Beschluss.Folge.GESTRICHEN else ""
    return Beschlusstext(
        kennung=beschluss.kennung,
        text=beschluss.text,
        ergebnis=ergebnis(beschluss),
        gestrichen=gestrichen,
        gleichstellung=beschluss.gleichstellung,
        barrierefreiheit=beschluss.barrierefreiheit,
    )


def ergebnis(beschluss: Beschluss) -> str:
    """ "mehrheitlich (7 Ja, 1 Nein, 2 Enthaltungen)"."""
    if beschluss.ja is None:
        return str(beschluss.get_ergebnis_display())
    enthalten = {None: "", 0: "", 1: ", 1 Enthaltung"}.get(
        beschluss.enthaltung, f", {beschluss.enthaltung} Enthaltungen"
    )
    return f"{beschluss.get_ergebnis_display()} ({beschluss.ja} Ja, {beschluss.nein} Nein{enthalten})"


def _teilnehmende(sitzung: Sitzung, *, einzeln: bool) -> dict[str, tuple[str, ...]]:
    """Who was there; outside only how many Zentren were."""
    sitze = list(sitzung.teilnahmen.select_related("zentrum"))
    Anwesend = Teilnahme.Anwesend
    gruppen = {wie: [s for s in sitze if s.anwesend == wie] for wie in Anwesend}
    if not einzeln:
        zahl = sum(s.zentrum_id is not None for s in gruppen[Anwesend.JA])
        wort = "1 Stadtteilzentrum" if zahl == 1 else f"{zahl} Stadtteilzentren"
        return {"anwesend": (wort,), "entschuldigt": (), "abwesend": (), "gaeste": ()}
    return {
        "anwesend": tuple(anwesenheit(s) for s in gruppen[Anwesend.JA]),
        "entschuldigt": tuple(str(s) for s in gruppen[Anwesend.ENTSCHULDIGT]),
        "abwesend": tuple(str(s) for s in gruppen[Anwesend.NEIN]),
        "gaeste": tuple(map(str, sitzung.gaeste.exclude(stand=Gast.Stand.ABGESAGT))),
    }


def anwesenheit(sitz: Teilnahme, *, mit_person: bool = False) -> str:
    """ "STZ Biesdorf (ab 10:20, bis 11:30 Uhr)"; on pages with the person that spoke for it."""
    teile = [f"{wort} {zeit:%H:%M}" for wort, zeit in (("ab", sitz.kam_um), ("bis", sitz.ging_um)) if zeit]
    wann = f"{', '.join(teile)} Uhr" if teile else ""
    wer = str(sitz.person or "") if mit_person else ""
    dazu = ", ".join(teil for teil in (wer, wann) if teil)
    return f"{sitz} ({dazu})" if dazu else str(sitz)


def _nachtraege(protokoll: Protokoll) -> tuple[Nachtragstext, ...]:
    return tuple(
        Nachtragstext(n.nummer, timezone.localdate(n.am), n.text) for n in protokoll.nachtraege.all()
    )

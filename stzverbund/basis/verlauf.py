"""Events of state, and the trail of an object in words: what was saved and what happened, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.utils import formats
from django.utils.text import Truncator
from simple_history.utils import get_m2m_reverse_field_name

from .felder import Centfeld
from .models import Ereignis

NICHT_GEZEIGT = {"version", "geaendert_am", "geaendert_von", "sortierung", "suche", "id"}
SYSTEM, ANGELEGT, GELOESCHT = "System", "angelegt", "gelöscht"
HOECHSTENS = 60
"""So many lines stand beside an object; its own page has all."""
EIN_SPEICHERN = timedelta(seconds=1)
"""States that lie this close together come from one save."""
Worte = Callable[[Any, Any], list[str]]
"""What a state says beside the one before it (None: it is the first)."""


@dataclass(frozen=True)
class Eintrag:
    """One line of the trail, in words: "Titel: Nähcafé → Nähtreff". `wovon` names a part of the object."""

    zeitpunkt: datetime
    wer: str
    was: str
    rolle: str = ""
    wovon: str = ""


@dataclass(frozen=True)
class Quelle:
    """Rows that become lines: states of a history (with their own `worte` where needed) or events.

    `teil` says that they are about something that belongs to the object, which the line then names.
    """

    zeilen: QuerySet
    teil: bool = False
    worte: Worte | None = None
    benennung: Callable[[Any], str] | None = None

    @property
    def zeit(self) -> str:
        return "zeitpunkt" if self.zeilen.model is Ereignis else "history_date"


def ereignis(gegenstand: models.Model, was: str, *, wer: Any, grund: str = "") -> Ereignis:
    """Logs a change of state. `wer` is a Mitgliedschaft or an UeberLink, None for the system.

    `was` may name something with a long title: it is cut to what the column holds.
    """
    platz = Ereignis._meta.get_field("was").max_length or 0
    return Ereignis.objects.create(
        typ=ContentType.objects.get_for_model(gegenstand),
        gegenstand_id=gegenstand.pk,
        was=Truncator(was).chars(platz),
        grund=grund,
        person_id=wer.person_id if wer else None,
        rolle=str(wer.bezeichnung) if wer else SYSTEM,
    )


def wer_war_es(stand: Any) -> str:
    """Who made a state of a history: the person, the way without an account, or the system."""
    return str(stand.history_user or stand.history_change_reason or SYSTEM)


def eigene_quellen(objekt: Any) -> list[Quelle]:
    """The states of the object itself, where it keeps a history, and its events."""
    ereignisse = Quelle(Ereignis.objects.zu(objekt))
    return [Quelle(objekt.history.all()), ereignisse] if hasattr(objekt, "history") else [ereignisse]


def verlauf(objekt: Any) -> list[Eintrag]:
    """The newest lines of an object itself."""
    return lesen(eigene_quellen(objekt), 0, HOECHSTENS)


def verlauf_der_zustaende(objekt: models.Model) -> list[Eintrag]:
    """The changes of state of an object that keeps no history of its fields, newest first."""
    return lesen([Quelle(Ereignis.objects.zu(objekt))], 0, HOECHSTENS)


def stellen(quellen: Sequence[Quelle], von: datetime | None = None, bis: datetime | None = None) -> QuerySet:
    """(number of the source, key, moment) of all rows of a period, newest first, in one query."""
    teile = []
    for nummer, quelle in enumerate(quellen):
        zeilen = quelle.zeilen.order_by()
        if von:
            zeilen = zeilen.filter(**{f"{quelle.zeit}__gte": von})
        if bis:
            zeilen = zeilen.filter(**{f"{quelle.zeit}__lt": bis})
        benannt = zeilen.annotate(strom_nr=Value(nummer), strom_pk=F("pk"), strom_zeit=F(quelle.zeit))
        teile.append(benannt.values_list("strom_nr", "strom_pk", "strom_zeit"))
    erste, *weitere = teile
    alle = erste.union(*weitere, all=True) if weitere else erste
    return alle.order_by("-strom_zeit", "strom_nr", "-strom_pk")


def lesen(quellen: Sequence[Quelle], von: int, bis: int) -> list[Eintrag]:
    """The lines of the rows `von` to `bis` of all sources; a constant number of queries."""
    return in_worten(quellen, list(stellen(quellen)[von:bis]))


def in_worten(quellen: Sequence[Quelle], gewaehlt: Sequence[tuple[int, int, datetime]]) -> list[Eintrag]:
    """The rows in words, in their order. One save is one line."""
    eintraege: dict[tuple[int, int], Eintrag] = {}
    for nummer, quelle in enumerate(quellen):
        schluessel = [key for quelle_nr, key, _ in gewaehlt if quelle_nr == nummer]
        if schluessel:
            zeilen = _ereignisse if quelle.zeilen.model is Ereignis else _aenderungen
            eintraege |= {(nummer, key): zeile for key, zeile in zeilen(quelle, schluessel).items()}
    return [eintraege[nr, key] for nr, key, _ in gewaehlt if (nr, key) in eintraege]


def _ereignisse(quelle: Quelle, schluessel: list[int]) -> dict[int, Eintrag]:
    return {
        e.pk: Eintrag(
            e.zeitpunkt,
            str(e.person or e.rolle or SYSTEM),
            f"{e.was}: {e.grund}" if e.grund else e.was,
            e.rolle if e.person else "",
        )
        for e in Ereignis.objects.filter(pk__in=schluessel).select_related("person")
    }


def _aenderungen(quelle: Quelle, schluessel: list[int]) -> dict[int, Eintrag]:
    modell: Any = quelle.zeilen.model
    fremde = [feld.name for feld in modell.tracked_fields if feld.is_relation]
    davor = modell.objects.filter(id=OuterRef("id"), pk__lt=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    laden = modell.objects.select_related("history_user", *fremde)
    staende = list(laden.filter(pk__in=schluessel).annotate(davor=Subquery(davor)))
    vorige = laden.in_bulk({stand.davor for stand in staende if stand.davor})
    mengen = {feld.name: _mengen(modell, feld, [*schluessel, *vorige]) for feld in modell._history_m2m_fields}
    eintraege = {}
    for stand, alt in _je_speichern(staende, vorige):
        worte = [GELOESCHT] if stand.history_type == "-" else (quelle.worte or _unterschiede)(alt, stand)
        if alt is not None and stand.history_type == "~":
            worte += _mengenworte(modell, mengen, alt, stand)
        if worte:
            eintraege[stand.pk] = _eintrag(stand, "; ".join(worte), _wovon(quelle, stand))
    return eintraege


def _je_speichern(staende: list[Any], vorige: dict[int, Any]) -> list[tuple[Any, Any]]:
    """The last state of each save with the one before it: many-to-many fields leave states of their own."""
    geladen = vorige | {stand.pk: stand for stand in staende}
    paare, verschluckt = [], set()
    for stand in sorted(staende, key=lambda s: -s.pk):
        alt: Any = geladen.get(stand.davor)
        stand.erster = stand.history_type == "+"
        while stand.pk not in verschluckt and _ein_speichern(stand, alt):
            verschluckt.add(alt.pk)
            stand.erster = alt.history_type == "+"
            alt = geladen.get(alt.davor)
        if stand.pk not in verschluckt:
            paare.append((stand, alt))
    return paare


def _ein_speichern(neuer: Any, aelter: Any) -> bool:
    if not neuer._history_m2m_fields or not hasattr(aelter, "davor") or neuer.history_type == "-":
        return False
    if getattr(neuer, "version", None) != getattr(aelter, "version", None):
        return False
    abstand = neuer.history_date - aelter.history_date
    return abs(abstand) < EIN_SPEICHERN and neuer.history_user_id == aelter.history_user_id


def _eintrag(stand: Any, was: str, wovon: str) -> Eintrag:
    rolle = stand.history_change_reason or ""
    return Eintrag(
        stand.history_date,
        wer_war_es(stand),
        was,
        rolle if stand.history_user else "",
        wovon,
    )


def _wovon(quelle: Quelle, stand: Any) -> str:
    """What a state is about, where that is a part of the object: "Raum „Saal“"."""
    if not quelle.teil:
        return ""
    modell: Any = stand.instance_type
    objekt = modell()
    for feld in stand.tracked_fields:
        setattr(objekt, feld.attname, getattr(stand, feld.attname))
        if feld.is_relation and (bezug := getattr(stand, feld.name, None)):
            setattr(objekt, feld.name, bezug)
    return quelle.benennung(objekt) if quelle.benennung else f"{modell._meta.verbose_name} „{objekt}“"


def _mengen(modell: Any, feld: Any, staende: Sequence[int]) -> dict[int, str]:
    """For each state what a many-to-many field held, in words."""
    ziel = get_m2m_reverse_field_name(feld)
    zeilen = getattr(modell, feld.name).filter(history__in=staende)
    worte: dict[int, list[str]] = {}
    for zeile in zeilen.select_related(ziel).order_by(ziel):
        worte.setdefault(zeile.history_id, []).append(str(getattr(zeile, ziel)))
    return {key: ", ".join(namen) for key, namen in worte.items()}


def _mengenworte(modell: Any, mengen: dict[str, dict[int, str]], alt: Any, neu: Any) -> list[str]:
    worte = []
    for name, stand in mengen.items():
        vorher, nachher = stand.get(alt.pk, ""), stand.get(neu.pk, "")
        if vorher != nachher:
            titel = modell.instance_type._meta.get_field(name).verbose_name
            worte.append(f"{titel}: {vorher or 'leer'} → {nachher or 'leer'}")
    return worte


def _unterschiede(alt: Any, neu: Any) -> list[str]:
    if alt is None:
        return [ANGELEGT] if neu.erster else []
    return [
        f"{feld.verbose_name}: {_wert(feld, alt)} → {_wert(feld, neu)}"
        for feld in neu.tracked_fields
        if feld.name not in NICHT_GEZEIGT and getattr(alt, feld.attname) != getattr(neu, feld.attname)
    ]


def _wert(feld: Any, stand: Any) -> str:
    wert = getattr(stand, feld.attname)
    if feld.is_relation and wert is not None:
        return str(getattr(stand, feld.name) or GELOESCHT)
    return anzeige(feld, wert)


def anzeige(feld: Any, wert: Any) -> str:
    """A value as people read it: choices by their label, "ja" and "nein", German dates, "leer"."""
    if wert in (None, "", []):
        return "leer"
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, list):
        return ", ".join(map(str, wert))
    if isinstance(feld, Centfeld):
        return feld.in_worten(wert)
    return str(dict(getattr(feld, "flatchoices", ())).get(wert, formats.localize(wert)))

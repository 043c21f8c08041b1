"""Events of state and the readable history of an object."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import formats
from simple_history.models import DeletedObject
from simple_history.utils import get_m2m_reverse_field_name

from .models import Ereignis

NICHT_GEZEIGT = {"version", "geaendert_am", "sortierung", "suche", "id"}
SYSTEM = "System"
HOECHSTENS = 60
"""So many states of an object are read."""
EIN_SPEICHERN = timedelta(seconds=1)
"""States that lie this close together come from one save."""


@dataclass(frozen=True)
class Eintrag:
    """One line of the history, in words: "Titel: Nähcafé → Nähtreff"."""

    zeitpunkt: datetime
    wer: str
    was: str


def ereignis(gegenstand: models.Model, was: str, *, wer: Any, grund: str = "") -> Ereignis:
    """Logs a change of state. `wer` is a Mitgliedschaft or an UeberLink, None for the system."""
    return Ereignis.objects.create(
        typ=ContentType.objects.get_for_model(gegenstand),
        gegenstand_id=gegenstand.pk,
        was=was,
        grund=grund,
        person_id=wer.person_id if wer else None,
        rolle=str(wer.bezeichnung) if wer else SYSTEM,
    )


def weg(wer: Any) -> str | None:
    """What the history says where no person acts: "über Zähl-Link"; None for persons and the system."""
    return str(wer.bezeichnung) if wer and wer.person_id is None else None


def wer_war_es(stand: Any) -> str:
    """Who made a state of a history: the person, the way without an account, or the system."""
    return str(stand.history_user or stand.history_change_reason or SYSTEM)


def verlauf(objekt: Any) -> list[Eintrag]:
    """What happened to an object, newest first: changes of fields and changes of state."""
    eintraege = _aenderungen(objekt) + _ereignisse(objekt)
    return sorted(eintraege, key=lambda eintrag: eintrag.zeitpunkt, reverse=True)


def verlauf_der_zustaende(objekt: models.Model) -> list[Eintrag]:
    """The changes of state of an object that keeps no history of its fields, newest first."""
    return _ereignisse(objekt)[::-1]


def _ereignisse(objekt: models.Model) -> list[Eintrag]:
    return [
        Eintrag(e.zeitpunkt, str(e.person or e.rolle or SYSTEM), f"{e.was}: {e.grund}" if e.grund else e.was)
        for e in Ereignis.objects.zu(objekt)
    ]


def _aenderungen(objekt: Any) -> list[Eintrag]:
    """What the saves have changed; a constant number of queries, the oldest of very many saves left out."""
    modell = objekt.history.model
    fremde = [feld.name for feld in modell.tracked_fields if feld.is_relation]
    alle = objekt.history.select_related("history_user", *fremde).order_by("-history_date", "-history_id")
    geladen = list(alle[:HOECHSTENS])
    mengen = {feld.name: _mengen(modell, feld, geladen) for feld in modell._history_m2m_fields}
    eintraege = [
        Eintrag(neu.history_date, wer_war_es(neu), "; ".join(worte))
        for neu, alt in pairwise(_je_speichern(geladen))
        if (worte := _unterschiede(objekt, neu, alt, mengen))
    ]
    if geladen and geladen[-1].history_type == "+":
        erster = geladen[-1]
        eintraege.append(Eintrag(erster.history_date, wer_war_es(erster), "angelegt"))
    return eintraege


def _mengen(modell: Any, feld: Any, staende: list[Any]) -> dict[int, str]:
    """For each state what a many-to-many field held, in words."""
    ziel = get_m2m_reverse_field_name(feld)
    zeilen = getattr(modell, feld.name).filter(history__in=[stand.pk for stand in staende])
    worte: dict[int, list[str]] = {}
    for zeile in zeilen.select_related(ziel).order_by(ziel):
        worte.setdefault(zeile.history_id, []).append(str(getattr(zeile, ziel)))
    return {key: ", ".join(namen) for key, namen in worte.items()}


def _je_speichern(staende: list[Any]) -> list[Any]:
    """The last state of each save: one that sets many-to-many fields leaves several within a moment."""
    letzte: list[Any] = []
    for stand in staende:
        if not letzte or not _gehoeren_zusammen(letzte[-1], stand):
            letzte.append(stand)
    return letzte


def _gehoeren_zusammen(neuer: Any, aelter: Any) -> bool:
    kurz_danach = neuer.history_date - aelter.history_date < EIN_SPEICHERN
    return kurz_danach and neuer.history_user_id == aelter.history_user_id


def _unterschiede(objekt: models.Model, neu: Any, alt: Any, mengen: dict[str, dict[int, str]]) -> list[str]:
    ohne = NICHT_GEZEIGT | mengen.keys()
    delta = neu.diff_against(alt, excluded_fields=ohne, foreign_keys_are_objs=True)
    reihenfolge = [feld.name for feld in objekt._meta.fields]
    aenderungen = sorted(delta.changes, key=lambda c: reihenfolge.index(c.field))
    worte = [_in_worten(objekt, c.field, c.old, c.new) for c in aenderungen]
    for name, stand in mengen.items():
        vorher, nachher = stand.get(alt.pk, ""), stand.get(neu.pk, "")
        if vorher != nachher:
            worte.append(_in_worten(objekt, name, vorher, nachher))
    return worte


def _in_worten(objekt: models.Model, name: str, alt: Any, neu: Any) -> str:
    feld: Any = objekt._meta.get_field(name)
    return f"{feld.verbose_name}: {_wert(feld, alt)} → {_wert(feld, neu)}"


def _wert(feld: Any, wert: Any) -> str:
    if isinstance(wert, DeletedObject):
        return "leer" if wert.pk is None else "gelöscht"
    if wert in (None, "", []):
        return "leer"
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, list):
        return ", ".join(map(str, wert))
    return str(dict(getattr(feld, "flatchoices", ())).get(wert, formats.localize(wert)))

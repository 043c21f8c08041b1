"""Events of state and the readable history of an object."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import formats

from .models import Ereignis

NICHT_GEZEIGT = {"version", "geaendert_am", "sortierung", "suche", "id"}


@dataclass(frozen=True)
class Eintrag:
    """One line of the history, in words: "Titel: Nähcafé → Nähtreff"."""

    zeitpunkt: datetime
    wer: str
    was: str


def ereignis(gegenstand: models.Model, was: str, *, wer: Any, grund: str = "") -> Ereignis:
    """Logs a change of state. `wer` is a Mitgliedschaft (person and role), or None for the system."""
    return Ereignis.objects.create(
        typ=ContentType.objects.get_for_model(gegenstand),
        gegenstand_id=gegenstand.pk,
        was=was,
        grund=grund,
        person_id=wer.person_id if wer else None,
        rolle=str(wer.bezeichnung) if wer else "System",
    )


def verlauf(objekt: Any) -> list[Eintrag]:
    """What happened to an object, newest first: changes of fields and changes of state."""
    eintraege = _aenderungen(objekt) + _ereignisse(objekt)
    return sorted(eintraege, key=lambda eintrag: eintrag.zeitpunkt, reverse=True)


def _ereignisse(objekt: models.Model) -> list[Eintrag]:
    return [
        Eintrag(e.zeitpunkt, f"{e.person or 'System'}", f"{e.was}: {e.grund}" if e.grund else e.was)
        for e in Ereignis.objects.zu(objekt)
    ]


def _aenderungen(objekt: Any) -> list[Eintrag]:
    staende = list(objekt.history.select_related("history_user").order_by("-history_date", "-history_id"))
    eintraege = []
    for neu, alt in pairwise(staende):
        worte = [_in_worten(objekt, c) for c in neu.diff_against(alt).changes if c.field not in NICHT_GEZEIGT]
        if worte:
            eintraege.append(Eintrag(neu.history_date, str(neu.history_user or "System"), "; ".join(worte)))
    if staende and staende[-1].history_type == "+":
        erster = staende[-1]
        eintraege.append(Eintrag(erster.history_date, str(erster.history_user or "System"), "angelegt"))
    return eintraege


def _in_worten(objekt: models.Model, aenderung: Any) -> str:
    feld: Any = objekt._meta.get_field(aenderung.field)
    return f"{feld.verbose_name}: {_wert(feld, aenderung.old)} → {_wert(feld, aenderung.new)}"


def _wert(feld: Any, wert: Any) -> str:
    if wert in (None, ""):
        return "leer"
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    return str(dict(getattr(feld, "flatchoices", ())).get(wert, formats.localize(wert)))

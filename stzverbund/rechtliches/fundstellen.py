"""Where a person's name or address stands inside texts that others have written.

A first and a last name, and an address, belong to nobody else: they are found and blackened without asking.
A name of one word may be any word of somebody else's sentence, so the places are shown and somebody decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from stzverbund.basis.personendaten import Taetigkeit, Tilgung
from stzverbund.rechtliches.erklaerungen import erklaerte, ist_verlauf
from stzverbund.rechtliches.worte import name_des_modells
from zentren.models import Person

Modell = type[models.Model]
KUERZESTER_NAME = 4
"""Letters; a shorter name is looked at by somebody, even with a blank in it."""
HOECHSTENS = 200
"""So many places are shown to choose from."""
DAVOR_UND_DANACH = 60
"""Characters of an excerpt on each side."""


@dataclass
class Fundstelle:
    """A sentence in which a one-word name stands; `pks` are the rows that say just the same."""

    modell: Modell
    auszug: str
    pks: list[int]

    @property
    def schluessel(self) -> str:
        """What a form sends for it."""
        return f"{self.modell._meta.label_lower}:{self.pks[0]}:{len(self.auszug)}"

    @property
    def wo(self) -> str:
        mal = f", {len(self.pks)} Stände" if len(self.pks) > 1 else ""
        return f"{name_des_modells(self.modell)}{mal}"


def eindeutig(name: str) -> bool:
    """Whether a name has more than one word, so that it means this person wherever it stands."""
    return len(name) >= KUERZESTER_NAME and " " in name.strip()


def texte(person: Person) -> Iterator[tuple[Modell, models.QuerySet, list[str]]]:
    """Texts that are blackened: trail, outbox, reports of barriers; without rows that erasure deletes."""
    for modell, angaben in erklaerte():
        felder = textfelder(modell) if ist_verlauf(modell) else list(angaben.texte)
        if felder:
            menge = modell._base_manager.all()
            if angaben.tilgung is Tilgung.LOESCHEN and angaben.von is not None:
                menge = menge.exclude(angaben.von(person))
            yield modell, menge, felder


def eindeutige(person: Person) -> Iterator[tuple[Modell, models.QuerySet, list[str]]]:
    """The rows of these texts that hold address or full name."""
    for modell, menge, felder in texte(person):
        yield modell, menge.filter(steht_in(felder, person)), felder


def fragliche(person: Person) -> list[Fundstelle]:
    """The places of a one-word name, at most HOECHSTENS; none for other names. A query for each model."""
    stellen: dict[tuple[Modell, str], Fundstelle] = {}
    wort = muster_des_namens(person.name)
    if not person.name.strip() or eindeutig(person.name):
        return []
    for modell, menge, felder in texte(person):
        enthalten = Q()
        for feld in felder:
            enthalten |= Q(**{f"{feld}__contains": person.name})
        for pk, *inhalte in menge.filter(enthalten).order_by("pk").values_list("pk", *felder):
            if treffer := next((t for text in inhalte if (t := wort.search(text or ""))), None):
                auszug = _auszug(treffer)
                stellen.setdefault((modell, auszug), Fundstelle(modell, auszug, [])).pks.append(pk)
            if len(stellen) == HOECHSTENS:
                return list(stellen.values())
    return list(stellen.values())


def laufende(person: Person) -> dict[str, int]:
    """How many entries of organisations name the person now; those who keep them change their texts."""
    taetigkeiten = (Taetigkeit.KONTAKT, Taetigkeit.EINLESEN)
    modelle = [modell for modell, angaben in erklaerte() if angaben.taetigkeit in taetigkeiten]
    return {
        name_des_modells(m): m._base_manager.filter(steht_in(felder, person)).count()
        for m in modelle
        if (felder := textfelder(m))
    }


def muster_des_namens(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name.strip())}(?!\w)")


def muster(person: Person) -> re.Pattern[str]:
    """What is blackened without asking."""
    name = f"|{re.escape(person.name)}" if eindeutig(person.name) else ""
    return re.compile(rf"(?<!\w)(?:(?i:{re.escape(person.email)}){name})(?!\w)")


def steht_in(felder: list[str], person: Person) -> Q:
    q = Q()
    for feld in felder:
        q |= Q(**{f"{feld}__icontains": person.email})
        if eindeutig(person.name):
            q |= Q(**{f"{feld}__contains": person.name})
    return q


def textfelder(modell: Modell) -> list[str]:
    """What people type freely; nothing to choose from, no search columns."""
    return [
        feld.name
        for feld in modell._meta.concrete_fields
        if isinstance(feld, models.CharField | models.TextField)
        and not feld.choices
        and feld.editable
        and not feld.name.startswith("history_")
    ]


def _auszug(treffer: re.Match[str]) -> str:
    text, von, bis = treffer.string, treffer.start() - DAVOR_UND_DANACH, treffer.end() + DAVOR_UND_DANACH
    auszug = " ".join(text[max(von, 0) : bis].split())
    return f"{'… ' if von > 0 else ''}{auszug}{' …' if bis < len(text) else ''}"

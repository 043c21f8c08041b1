"""The index is kept by the functions that write: whoever stores an object calls `eintragen` afterwards."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction

from verbund.models import Sitzung, Sucheintrag, Tagesordnungspunkt

from .zeilen import QUELLEN, mit_allem

FELDER = ("leser", "titel", "text", "datum", "adresse", "suche_titel", "suche_text")
EINMAL = ("verbund", "art", "gegenstand_id")
STAPEL = 500


def eintragen(*objekte: models.Model) -> None:
    """What can be found of these objects from now on; within the caller's transaction.

    A session brings its items along: with its minutes they become readable for others. Few queries for each
    kind of object, however many there are.
    """
    je_art: dict[Any, list[Any]] = {}
    for objekt in objekte:
        je_art.setdefault(type(objekt), []).append(objekt)
        if isinstance(objekt, Sitzung):
            punkte = list(objekt.punkte.select_related("sitzung__protokoll"))
            if punkte:
                je_art.setdefault(Tagesordnungspunkt, []).extend(punkte)
    for modell, seine in je_art.items():
        _abgleichen(modell, seine)


def austragen(objekt: models.Model) -> None:
    """It is deleted (call before): nobody finds it any more."""
    arten = QUELLEN[type(objekt)].arten
    Sucheintrag.objects.filter(art__in=arten, gegenstand_id=objekt.pk).delete()


def aufbauen(heute: date | None = None) -> int:
    """Builds the whole index anew, e.g. daily; returns how many rows it has."""
    for modell in QUELLEN:
        _verwaiste(modell)
        stapel: list[Any] = []
        for objekt in mit_allem(modell).order_by("pk").iterator(STAPEL):
            stapel.append(objekt)
            if len(stapel) == STAPEL:
                _abgleichen(modell, stapel)
                stapel = []
        if stapel:
            _abgleichen(modell, stapel)
    return Sucheintrag.objects.count()


@transaction.atomic
def _abgleichen(modell: Any, objekte: Iterable[Any]) -> None:
    """Writes the rows of these objects and removes those that they no longer have."""
    quelle, schluessel = QUELLEN[modell], [objekt.pk for objekt in objekte]
    zeilen = [zeile for objekt in objekte for zeile in quelle.zeilen(objekt)]
    Sucheintrag.objects.bulk_create(
        zeilen, update_conflicts=True, unique_fields=EINMAL, update_fields=FELDER, batch_size=STAPEL
    )
    gewollt = {(zeile.verbund_id, zeile.art, zeile.gegenstand_id) for zeile in zeilen}
    vorhanden = Sucheintrag.objects.filter(art__in=quelle.arten, gegenstand_id__in=schluessel)
    zu_viel = [pk for pk, *welche in vorhanden.values_list("pk", *EINMAL) if tuple(welche) not in gewollt]
    if zu_viel:
        Sucheintrag.objects.filter(pk__in=zu_viel).delete()


def _verwaiste(modell: Any) -> None:
    """Rows of objects that are there no more."""
    eintraege = Sucheintrag.objects.filter(art__in=QUELLEN[modell].arten)
    eintraege.exclude(gegenstand_id__in=modell.objects.order_by().values("pk")).delete()

"""Deleting: what goes with an object, said before it is done."""

from collections import Counter
from typing import Any

from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from .pflege import Verweigert


def folgen(objekt: models.Model) -> list[str]:
    """What deleting an object takes along or empties: "Ohne Angabe „Raum“ bleiben: 2 Angebote."

    Raises Verweigert, naming it, where something else needs the object. Relations of all rooms count.
    """
    sammler = _gesammelt(objekt)
    mit = Counter({modell: len(objekte) for modell, objekte in sammler.data.items()})
    for menge in sammler.fast_deletes:
        mit[menge.model] += menge.count()
    mit[type(objekt)] -= 1
    saetze = [_satz("Mit gelöscht", mit)]
    saetze += [_satz(f"Ohne Angabe „{feld}“ bleiben", anzahl) for feld, anzahl in _geleert(sammler).items()]
    return [satz for satz in saetze if satz]


@transaction.atomic
def loeschen(*, objekt: models.Model) -> None:
    """Deletes an object with what belongs to it; raises Verweigert where something else needs it."""
    folgen(objekt)
    objekt.delete()


def stapelweise(menge: models.QuerySet, groesse: int = 1000) -> int:
    """Deletes many rows in small transactions, so that nobody waits long; returns how many of this model."""
    anzahl = 0
    while keys := list(menge.order_by("pk").values_list("pk", flat=True)[:groesse]):
        menge.model._base_manager.filter(pk__in=keys).delete()
        anzahl += len(keys)
    return anzahl


def _gesammelt(objekt: models.Model) -> Collector:
    sammler = Collector(using=objekt._state.db or "default", origin=objekt)
    try:
        sammler.collect([objekt])
    except ProtectedError as fehler:
        raise Verweigert(_gebraucht(fehler.protected_objects)) from fehler
    except RestrictedError as fehler:
        raise Verweigert(_gebraucht(fehler.restricted_objects)) from fehler
    return sammler


def _gebraucht(objekte: Any) -> str:
    worte = _worte(Counter(type(objekt) for objekt in objekte))
    return f"Der Eintrag wird noch gebraucht von: {worte}. Deshalb lässt er sich nicht löschen."


def _geleert(sammler: Any) -> dict[str, Counter]:
    felder: dict[str, Counter] = {}
    for (feld, _), mengen in sammler.field_updates.items():
        anzahl = felder.setdefault(str(feld.verbose_name), Counter())
        for menge in mengen:
            anzahl[feld.model] += len(menge)
    return felder


def _satz(anfang: str, anzahl: Counter) -> str:
    worte = _worte(anzahl)
    return f"{anfang}: {worte}." if worte else ""


def _worte(anzahl: Counter) -> str:
    """ "2 Räume, 1 Sprechzeit"; join tables have no name that anybody knows."""
    return ", ".join(
        f"{n} {modell._meta.verbose_name if n == 1 else modell._meta.verbose_name_plural}"
        for modell, n in anzahl.items()
        if n and not modell._meta.auto_created
    )

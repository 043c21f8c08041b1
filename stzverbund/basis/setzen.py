"""Entries of a list that comes from outside: written by their keys, as often as one likes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def setzen(modell: type[M], schluessel: Sequence[str], zeilen: Iterable[Mapping[str, Any]]) -> list[M]:
    """Adds or updates one row for each of `zeilen`, known by the fields of `schluessel`; one statement.

    Each of `zeilen` names the same fields; what it does not name keeps its value, and nothing is deleted.
    Needs a unique constraint over `schluessel`. For models without history.
    """
    alle = list(zeilen)
    if not alle:
        return []
    genannt = set(alle[0]) - set(schluessel)
    abgeleitet = {f.name for f in modell._meta.fields if getattr(f, "quelle", None) in genannt}
    return modell._default_manager.bulk_create(
        [modell(**zeile) for zeile in alle],
        update_conflicts=True,
        unique_fields=list(schluessel),
        update_fields=sorted(genannt | abgeleitet),
    )

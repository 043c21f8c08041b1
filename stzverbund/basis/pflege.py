"""Saving what people edit, so that nobody overwrites somebody else unseen."""

from typing import Any

from django.db import models, transaction

from .models import Versioniert


class Verweigert(Exception):
    """A change of state that is not possible now; the message is German and says what to do.

    `feld` names the field of a form that it is about, where that is always the same.
    """

    feld: str | None = None


class Ueberholt(Exception):
    """The row was saved by somebody else since the form was opened; `aktuell` is what is stored now."""

    def __init__(self, aktuell: Versioniert) -> None:
        super().__init__("stale version")
        self.aktuell = aktuell


@transaction.atomic
def speichern(
    objekt: models.Model, *, version: int | None = None, viele: dict[str, Any] | None = None
) -> None:
    """Stores a new or edited object and its many-to-many fields, with one entry in its history.

    A versioned row must still have `version`; otherwise nothing is stored and Ueberholt is raised.
    """
    if isinstance(objekt, Versioniert) and objekt.pk:
        aktuell = type(objekt)._base_manager.select_for_update(of=("self",)).get(pk=objekt.pk)
        if aktuell.version != version:
            raise Ueberholt(aktuell)
        objekt.version = aktuell.version + 1
    objekt.save()
    for feld, werte in (viele or {}).items():
        getattr(objekt, feld).set(werte)

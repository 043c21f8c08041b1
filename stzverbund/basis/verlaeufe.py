"""Which objects have a trail of their own, who reads it and what belongs to it: each room names its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from .verlauf import Quelle, eigene_quellen


@dataclass(frozen=True)
class Gegenstand:
    """A model with a page "Verlauf". `recht` is asked with the object, `seite` is the page to go back to.

    `teile` are models whose changes are told with it: (model, way from it to the object).
    `sichtbar` (default: the model's `sichtbar_fuer`) and `quellen` replace what is usual.
    """

    modell: type[models.Model]
    recht: str
    seite: Callable[[Any], str]
    teile: Sequence[tuple[Any, str]] = ()
    sichtbar: Callable[[Any], models.QuerySet] | None = None
    quellen: Callable[[Any, Any], list[Quelle]] | None = None

    @property
    def art(self) -> str:
        """Its name in addresses."""
        return str(self.modell._meta.model_name)

    def sichtbar_fuer(self, mitgliedschaft: Any) -> models.QuerySet:
        if self.sichtbar:
            return self.sichtbar(mitgliedschaft)
        manager: Any = self.modell._default_manager
        return manager.sichtbar_fuer(mitgliedschaft)

    def quellen_fuer(self, objekt: Any, mitgliedschaft: Any) -> list[Quelle]:
        if self.quellen:
            return self.quellen(objekt, mitgliedschaft)
        return eigene_quellen(objekt) + [
            Quelle(modell.history.filter(**{weg: objekt.pk}), teil=True) for modell, weg in self.teile
        ]

"""The kinds of report: of a Zentrum, a Träger, a Bezirk, a Verband, and of the Geschäftsstelle."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet

from stzverbund.berichte import querysets
from stzverbund.berichte.aufbau import grundlage_des_zentrums, zentrumsbericht
from stzverbund.berichte.dokument import Bericht
from stzverbund.berichte.stand import Grundlage, Sicht
from zentren.models import Mitgliedschaft, Zentrum


class Berichtsart(ABC):
    """Who reads a report and how it is built.

    `schluessel` and the object's `feld` make its address, its editions are stored under `kennung`.
    """

    schluessel: ClassVar[str]
    kennung: ClassVar[str]
    modell: ClassVar[type[models.Model]]
    feld: ClassVar[str] = "slug"

    @abstractmethod
    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Any]:
        """Objects whose report this role reads."""

    @abstractmethod
    def bauen(self, gegenstand: Any, jahr: int, sicht: Sicht) -> Bericht:
        """The report as `sicht` allows it."""

    @abstractmethod
    def grundlage(self, gegenstand: Any, jahr: int) -> Grundlage:
        """What an edition made now would rest on, without building it."""

    @property
    def recht(self) -> str:
        """The right to make an edition."""
        return f"berichte.{self.schluessel}_festschreiben"


class DesZentrums(Berichtsart):
    schluessel, kennung, modell = "zentrum", "jahresbericht-zentrum", Zentrum

    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Zentrum]:
        return querysets.zentren_mit_bericht(mitgliedschaft).select_related("traeger", "bezirk")

    def bauen(self, gegenstand: Zentrum, jahr: int, sicht: Sicht) -> Bericht:
        return zentrumsbericht(gegenstand, jahr, sicht)

    def grundlage(self, gegenstand: Zentrum, jahr: int) -> Grundlage:
        return grundlage_des_zentrums(gegenstand, jahr)


DES_ZENTRUMS = DesZentrums()


def art(schluessel: str, mitgliedschaft: Mitgliedschaft | None) -> Berichtsart:
    """The kind of report behind an address, for this reader."""
    return {"zentrum": DES_ZENTRUMS}[schluessel]

"""The kinds of report: of a Zentrum, a Träger, a Bezirk, a Verband, and of the Geschäftsstelle."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet

from stzverbund.berichte import querysets
from stzverbund.berichte.aufbau import (
    Auftrag,
    grundlage_des_netzes,
    grundlage_des_zentrums,
    netzbericht,
    zentrumsbericht,
)
from stzverbund.berichte.dokument import Bericht
from stzverbund.berichte.stand import Grundlage, Sicht
from zentren.models import Bezirk, Mitgliedschaft, Rolle, Traeger, Verband, Zentrum
from zentren.querysets import ZentrumQuerySet


class Berichtsart(ABC):
    """Who reads a report and how it is built.

    `schluessel` and the object's `feld` make its address, its editions are stored under `kennung`; `wer`
    says who makes them, `wort` what it is called in lists.
    """

    schluessel: ClassVar[str]
    kennung: ClassVar[str]
    modell: ClassVar[type[models.Model]]
    feld: ClassVar[str] = "slug"
    wer: ClassVar[str]
    wort: ClassVar[str] = "Jahresbericht des Zentrums"

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
    wer = "die Leitung oder der Träger"

    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Zentrum]:
        return querysets.zentren_mit_bericht(mitgliedschaft).select_related("traeger", "bezirk")

    def bauen(self, gegenstand: Zentrum, jahr: int, sicht: Sicht) -> Bericht:
        return zentrumsbericht(gegenstand, jahr, sicht)

    def grundlage(self, gegenstand: Zentrum, jahr: int) -> Grundlage:
        return grundlage_des_zentrums(gegenstand, jahr)


class UeberZentren(Berichtsart):
    """A report over many centres."""

    @abstractmethod
    def auftrag(self, gegenstand: Any, jahr: int) -> Auftrag:
        """Which centres, under which title."""

    @abstractmethod
    def zentren(self, gegenstand: Any) -> ZentrumQuerySet:
        """The centres that stand in it one by one."""

    def andere(self, gegenstand: Any) -> ZentrumQuerySet | None:
        """The centres that stand in it only as one sum; None where there are none."""
        return None

    def bauen(self, gegenstand: Any, jahr: int, sicht: Sicht) -> Bericht:
        return netzbericht(self.auftrag(gegenstand, jahr), jahr, sicht)

    def grundlage(self, gegenstand: Any, jahr: int) -> Grundlage:
        return grundlage_des_netzes(self.auftrag(gegenstand, jahr), jahr)


class DesTraegers(UeberZentren):
    schluessel, kennung, modell = "traeger", "jahresbericht-traeger", Traeger
    wer = "der Träger"
    wort = "Jahresbericht über alle Zentren des Trägers"

    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Traeger]:
        return querysets.traeger_mit_bericht(mitgliedschaft)

    def auftrag(self, gegenstand: Traeger, jahr: int) -> Auftrag:
        return Auftrag(
            art=self.schluessel,
            titel=f"Jahresbericht {jahr} – {gegenstand.name}",
            dachzeile="Leistungsstatistik der Zentren des Trägers",
            eckdaten=(("Träger", gegenstand.name),),
            zentren=self.zentren(gegenstand),
        )

    def zentren(self, gegenstand: Traeger) -> ZentrumQuerySet:
        return Zentrum.objects.filter(traeger=gegenstand)


class DesBezirks(UeberZentren):
    schluessel, kennung, modell, feld = "bezirk", "jahresbericht-bezirk", Bezirk, "schluessel"
    wer = "das Bezirksamt"
    wort = "Jahresbericht über alle Zentren des Bezirks"

    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Bezirk]:
        return querysets.bezirke_mit_bericht(mitgliedschaft)

    def auftrag(self, gegenstand: Bezirk, jahr: int) -> Auftrag:
        return Auftrag(
            art=self.schluessel,
            titel=f"Jahresbericht {jahr} – Stadtteilzentren in {gegenstand.name}",
            dachzeile="Leistungsstatistik der Zentren des Bezirks",
            eckdaten=(("Bezirk", gegenstand.name),),
            zentren=self.zentren(gegenstand),
        )

    def zentren(self, gegenstand: Bezirk) -> ZentrumQuerySet:
        return Zentrum.objects.filter(bezirk=gegenstand)


class DesVerbandes(UeberZentren):
    """The centres of the members one by one, the others of the same Bezirke only as one sum."""

    schluessel, kennung, modell = "verband", "jahresbericht-verband", Verband
    wer = "der Verband"
    wort = "Verbandsbericht über die Zentren der Mitglieder"

    def sichtbar_fuer(self, mitgliedschaft: Mitgliedschaft | None) -> QuerySet[Verband]:
        return querysets.verbaende_mit_bericht(mitgliedschaft)

    def auftrag(self, gegenstand: Verband, jahr: int) -> Auftrag:
        return Auftrag(
            art=self.schluessel,
            titel=f"Verbandsbericht {jahr} – {gegenstand.kurz}",
            dachzeile="Leistungsstatistik der Zentren der Mitglieder",
            eckdaten=(("Verband", gegenstand.name),),
            zentren=self.zentren(gegenstand),
            andere=self.andere(gegenstand),
        )

    def zentren(self, gegenstand: Verband) -> ZentrumQuerySet:
        eigene = Zentrum.objects.filter(traeger__verbaende=gegenstand)
        return Zentrum.objects.filter(pk__in=eigene.order_by().values("pk"))

    def andere(self, gegenstand: Verband) -> ZentrumQuerySet | None:
        eigene = self.zentren(gegenstand).order_by()
        im_bezirk = Zentrum.objects.filter(bezirk__in=eigene.values("bezirk"))
        return im_bezirk.exclude(pk__in=eigene.values("pk"))


class DerGeschaeftsstelle(DesVerbandes):
    """All centres of the Bezirke with a valid Kooperationsvereinbarung, the Bezirke side by side."""

    kennung = "jahresbericht-geschaeftsstelle"
    wer = "die Geschäftsstelle"
    wort = "Verbandsbericht über die Bezirke mit Kooperationsvereinbarung"

    def auftrag(self, gegenstand: Verband, jahr: int) -> Auftrag:
        return Auftrag(
            art=self.schluessel,
            titel=f"Verbandsbericht {jahr} – Geschäftsstelle Bezirke",
            dachzeile="Leistungsstatistik der Bezirke mit Kooperationsvereinbarung",
            eckdaten=(("Verband", gegenstand.name),),
            zentren=self.zentren(gegenstand),
            je_bezirk=True,
        )

    def zentren(self, gegenstand: Verband) -> ZentrumQuerySet:
        als_rolle = Mitgliedschaft(rolle=Rolle.GESCHAEFTSSTELLE, verband=gegenstand)
        return Zentrum.objects.sichtbar_fuer(als_rolle)

    def andere(self, gegenstand: Verband) -> ZentrumQuerySet | None:
        return None


ARTEN: dict[str, Berichtsart] = {
    art.schluessel: art for art in (DesZentrums(), DesTraegers(), DesBezirks(), DesVerbandes())
}
GESCHAEFTSSTELLE = DerGeschaeftsstelle()


def art(schluessel: str, mitgliedschaft: Mitgliedschaft | None) -> Berichtsart:
    """The kind of report behind an address, for this reader."""
    if schluessel == "verband" and mitgliedschaft and mitgliedschaft.hat(Rolle.GESCHAEFTSSTELLE):
        return GESCHAEFTSSTELLE
    return ARTEN[schluessel]

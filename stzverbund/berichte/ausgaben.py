"""From a report that is complete to an edition: stored, numbered, hashed, never rendered again."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis import ausgabe as basis
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.pflege import Verweigert
from stzverbund.berichte import pdf
from stzverbund.berichte.arten import Berichtsart
from stzverbund.berichte.dokument import Bericht
from stzverbund.berichte.stand import ALS_AUSGABE
from zentren.models import Mitgliedschaft
from zentren.rules import darf

UNVOLLSTAENDIG = (
    "Der Bericht ist noch nicht vollständig. Erst müssen alle Meldezeiträume des Jahres angenommen oder als "
    "„nicht gemeldet“ abgeschlossen sein."
)
OHNE_RECHT = "Das kann nur, wer den Bericht verantwortet."
BEWEGT = (
    "Während des Festschreibens haben sich die Daten geändert. Bitte sehen Sie den Bericht noch einmal an."
)


@dataclass(frozen=True)
class Fassungen:
    """What there is of one report: its editions, newest first, and whether the newest is out of date.

    `neu_moeglich`: the year is complete and no edition says what is known now.
    """

    ausgaben: tuple[Ausgabe, ...]
    ueberholt: bool
    neu_moeglich: bool

    @property
    def neueste(self) -> Ausgabe | None:
        return self.ausgaben[0] if self.ausgaben else None


def fassungen(art: Berichtsart, gegenstand: Any, jahr: int) -> Fassungen:
    """Editions of a report, compared with what is known now."""
    alle = tuple(basis.ausgaben(gegenstand, art.kennung, jahr))
    jetzt = art.grundlage(gegenstand, jahr)
    ueberholt = bool(alle) and _grundlage(alle[0]) != jetzt.schluessel
    return Fassungen(alle, ueberholt, jetzt.vollstaendig and (ueberholt or not alle))


def festschreiben(*, art: Berichtsart, gegenstand: Any, jahr: int, wer: Mitgliedschaft) -> Ausgabe:
    """Make the next edition of a report; logs an event of its object.

    Two people who press at once get the same edition. Raises Verweigert without the right, while the year
    is incomplete, or where the data changed meanwhile. Rendering (seconds) happens before the lock.
    """
    if not darf(art.recht, wer, gegenstand):
        raise Verweigert(OHNE_RECHT)
    bericht = art.bauen(gegenstand, jahr, ALS_AUSGABE)
    if not bericht.vollstaendig:
        raise Verweigert(UNVOLLSTAENDIG)
    bisher = basis.ausgaben(gegenstand, art.kennung, jahr).first()
    if bisher and _grundlage(bisher) == bericht.grundlage:
        return bisher
    nummer = bisher.nummer + 1 if bisher else 1
    blatt = pdf.ausgabe(bericht, nummer=nummer, datenhash=basis.datenhash(bericht), tag=timezone.localdate())
    return _ablegen(art, gegenstand, bericht, nummer, blatt, wer)


@transaction.atomic
def _ablegen(
    art: Berichtsart, gegenstand: Any, bericht: Bericht, nummer: int, blatt: bytes, wer: Mitgliedschaft
) -> Ausgabe:
    """Store under the lock of the object, if nothing has changed since `bericht` was built."""
    type(gegenstand)._base_manager.select_for_update(of=("self",)).get(pk=gegenstand.pk)
    neueste = basis.ausgaben(gegenstand, art.kennung, bericht.jahr).first()
    if neueste and _grundlage(neueste) == bericht.grundlage:
        return neueste
    belegt = neueste is not None and neueste.nummer >= nummer
    if belegt or art.grundlage(gegenstand, bericht.jahr).schluessel != bericht.grundlage:
        raise Verweigert(BEWEGT)
    return basis.anlegen(
        gegenstand=gegenstand,
        art=art.kennung,
        jahr=bericht.jahr,
        nummer=nummer,
        titel=bericht.titel,
        daten=bericht,
        pdf=blatt,
        wer=wer,
    )


def _grundlage(ausgabe: Ausgabe) -> tuple[str, ...]:
    return basis.gespeicherte_daten(Bericht, ausgabe).grundlage

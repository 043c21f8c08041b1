"""The Dokumentenmappe of a centre or of the Bezirksamt: every change of it (RK-2017 4.3, Standard 11).

Each function is one transaction that asks for the right on the locked row, logs an event and raises
Verweigert, with a sentence for the person, where it is not possible now.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from stzverbund.basis import dateien, loeschen
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Bezirk, Bezirksregion, Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Mappendokument

PFLEGEN = "stadtteilmanagement.mappe_pflegen"
FELDER = (
    "titel",
    "art",
    "stand_vom",
    "gilt_bis",
    "sichtbarkeit",
    "fassung",
    "verantwortlich",
    "publikum",
    "link",
)
NICHT_IHRE = "Diese Mappe führt eine andere Stelle."
Art = Mappendokument.Art
DES_AMTES = (Art.QPK, Art.KRITERIENKATALOG, Art.ANDERES)
DES_HAUSES = (
    Art.KONZEPTION,
    Art.HAUSORDNUNG,
    Art.BESCHWERDEREGELUNG,
    Art.VEREINBARUNG,
    Art.SCHUTZKONZEPT,
    Art.ANDERES,
)
ERWARTET = (Art.KONZEPTION, Art.HAUSORDNUNG, Art.BESCHWERDEREGELUNG, Art.SCHUTZKONZEPT)
"""What a centre should have (RK-2017 4.3, Standards 3, 7, 12; Schutzkonzept: SGB VIII)."""


@transaction.atomic
def ablegen(
    *,
    zentrum: Zentrum | None = None,
    bezirk: Bezirk,
    angaben: dict[str, Any],
    regionen: Iterable[Bezirksregion] = (),
    datei: dateien.Geprueft | None = None,
    ersetzt: Mappendokument | None = None,
    wer: Mitgliedschaft,
) -> Mappendokument:
    """A new document of a centre, or (without one) of the Bezirksamt: `datei` or `angaben["link"]`.

    With `ersetzt` it is the next edition; the one before stays readable. Logs an event.
    """
    neu = Mappendokument(zentrum=zentrum, bezirk=bezirk, **angaben)
    if not darf(PFLEGEN, wer, neu):
        raise Verweigert(NICHT_IHRE)
    if ersetzt is not None:
        neu.ersetzt = _letzte(ersetzt, wer)
    if datei is not None:
        neu.datei = dateien.ablegen(datei, wer=wer.person)
    speichern(neu, viele={"regionen": regionen})
    ereignis(neu, "neue Fassung abgelegt" if ersetzt else "abgelegt", wer=wer)
    return neu


@transaction.atomic
def aendern(
    *,
    dokument: Mappendokument,
    angaben: dict[str, Any],
    regionen: Iterable[Bezirksregion] = (),
    version: int | None,
    wer: Mitgliedschaft,
) -> Mappendokument:
    """Changes what is said about an edition, never its file: that is a new edition.

    Logs an event; raises Ueberholt for an old `version`.
    """
    aktuell = _laden(dokument, wer)
    for feld, wert in angaben.items():
        setattr(aktuell, feld, wert)
    speichern(aktuell, version=version, viele={"regionen": regionen})
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def entfernen(*, dokument: Mappendokument, wer: Mitgliedschaft) -> None:
    """Deletes the newest edition, with its file; the one before is the newest then.

    Raises Verweigert where something still needs it, as a newer edition does.
    """
    aktuell = _laden(dokument, wer)
    datei = aktuell.datei
    loeschen.loeschen(objekt=aktuell)
    dateien.wegwerfen(datei)


def _letzte(dokument: Mappendokument, wer: Mitgliedschaft) -> Mappendokument:
    aktuell = _laden(dokument, wer)
    if Mappendokument.objects.filter(ersetzt=aktuell).exists():
        raise Verweigert("Diese Fassung ist schon ersetzt. Bitte ersetzen Sie die neueste.")
    return aktuell


def _laden(dokument: Mappendokument, wer: Mitgliedschaft) -> Mappendokument:
    gesperrt = Mappendokument.objects.select_for_update(of=("self",)).select_related("datei")
    aktuell = gesperrt.get(pk=dokument.pk)
    if not darf(PFLEGEN, wer, aktuell):
        raise Verweigert(NICHT_IHRE)
    return aktuell

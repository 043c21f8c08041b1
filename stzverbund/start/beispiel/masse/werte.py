"""The cells: every compulsory Kennzahl of every Angebot and centre in every month that is over."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from django.utils import timezone

from angebote.models import Angebot, Herkunft, Kennzahl, Meldung
from stzverbund.basis.zahlen import Einheit, Zellart
from stzverbund.basis.zeit import monatsanfang
from stzverbund.start.beispiel.rahmen import zufall
from stzverbund.start.beispiel.zaehlungen import DRINNEN

FELDER = ("meldung_id", "monat", "angebot_id", "kennzahl_id", "zahl")
Zeile = tuple[int, date, int | None, int, int]
Quelle = Kennzahl.Quelle


def werte(
    meldungen: Iterable[Meldung], angebote: Mapping[int, list[Angebot]], heute: date
) -> tuple[tuple[str, ...], dict[str, Any], Iterator[Zeile]]:
    """Columns, what is the same in all rows, and the rows, by Meldung and month."""
    fest = {
        "art": Zellart.ZAHL.value,
        "herkunft": Herkunft.MONATSSUMME.value,
        "geaendert_am": timezone.now().isoformat(),
    }
    # read before the first row: nothing can be asked of the database while rows flow into it
    pflicht = list(Kennzahl.objects.filter(pflicht=True, bezirk=None))
    return FELDER, fest, _zeilen(meldungen, angebote, pflicht, monatsanfang(heute))


def _zeilen(
    meldungen: Iterable[Meldung],
    angebote: Mapping[int, list[Angebot]],
    pflicht: list[Kennzahl],
    laufender: date,
) -> Iterator[Zeile]:
    quellen = {k.quelle: k.pk for k in pflicht if k.ebene == Kennzahl.Ebene.ANGEBOT}
    einzelne = [(k.pk, k.einheit == Einheit.STUNDEN) for k in pflicht if k.ebene != Kennzahl.Ebene.ANGEBOT]
    for meldung in meldungen:
        wuerfel = zufall(meldung.zentrum_id, meldung.zeitraum_id, "werte")
        for monat in meldung.zeitraum.monate:
            if meldung.zentrum.in_betrieb_von <= monat < laufender:
                yield from _angebote(meldung, monat, angebote[meldung.zentrum_id], quellen, wuerfel)
                for kennzahl, stunden in einzelne:
                    zahl = wuerfel.randrange(5, 60)
                    yield meldung.pk, monat, None, kennzahl, zahl * 60 if stunden else zahl


def _angebote(
    meldung: Meldung, monat: date, angebote: list[Angebot], quellen: dict[str, int], wuerfel: Random
) -> Iterator[Zeile]:
    """Four or five dates of two hours; a group of its own size, smaller in summer."""
    termine, dauer, teilnahmen = (quellen[q] for q in (Quelle.TERMINE, Quelle.DAUER, Quelle.TEILNAHMEN))
    saison = DRINNEN[monat.month]
    for nummer, angebot in enumerate(angebote):
        male = 4 + (nummer + monat.month) % 2
        koepfe = int(male * (5 + nummer % 12) * saison * (0.8 + 0.4 * wuerfel.random()))
        yield meldung.pk, monat, angebot.pk, termine, male
        yield meldung.pk, monat, angebot.pk, dauer, male * 120
        yield meldung.pk, monat, angebot.pk, teilnahmen, koepfe

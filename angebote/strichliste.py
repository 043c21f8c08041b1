"""Tallies of counselling and referrals: numbers only; every stroke moves into the cells at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum

from angebote.erfassung import beratung_neu_summieren
from angebote.models import Beratung, Beratungsthema, Kontaktart, Meldung, Zaehlart
from angebote.models.angebot import Sprache
from angebote.zeitraeume import Gesperrt, offene_meldung
from stzverbund.basis.zeit import monatsanfang, monatsende
from zentren.models import Fachstelle, Fachstellenart, Mitgliedschaft, Zentrum, Zielgruppe


@dataclass(frozen=True)
class Summenzeile:
    """Counselling of a month on one topic, by kind of contact; the last row is the sum of all."""

    thema: str
    erst: int
    folge: int
    langzeit: int
    gesamt: int


@transaction.atomic
def strich_setzen(
    *,
    zentrum: Zentrum,
    datum: date,
    wer: Mitgliedschaft | None,
    art: str = Zaehlart.BERATUNG,
    thema: str = "",
    kontakt: str = "",
    zielgruppe: Zielgruppe | None = None,
    sprache: str = Sprache.DEUTSCH,
    fachstellenart: Fachstellenart | None = None,
    fachstelle: Fachstelle | None = None,
    anzahl: int = 1,
) -> Beratung:
    """One stroke, or several alike, into the month of its date; raises Gesperrt where that is closed.

    A Fachstelle also says its kind. Topic and contact belong to counselling only.
    """
    monat = monatsanfang(datum)
    beraten = art == Zaehlart.BERATUNG
    strich = Beratung(
        meldung=offene_meldung(zentrum=zentrum, monat=monat),
        datum=datum,
        art=art,
        thema=thema if beraten else "",
        kontakt=kontakt if beraten else "",
        zielgruppe=zielgruppe,
        sprache=sprache,
        fachstellenart=fachstelle.art if fachstelle else fachstellenart,
        fachstelle=fachstelle,
        anzahl=anzahl,
    )
    strich._history_user = wer.person if wer else None  # type: ignore[attr-defined]
    strich.save()
    beratung_neu_summieren(meldung=strich.meldung, monat=monat, wer=wer)
    return strich


@transaction.atomic
def strich_loeschen(*, strich: Beratung, wer: Mitgliedschaft | None) -> None:
    """Takes a stroke back; it stays in the history. Raises Gesperrt where its month is closed."""
    monat = monatsanfang(strich.datum)
    meldung = offene_meldung(zentrum=strich.zentrum, monat=monat)
    if strich.meldung_id != meldung.pk:
        raise Gesperrt("Dieser Strich gehört zu einer Meldung, die schon angenommen ist.")
    strich._history_user = wer.person if wer else None  # type: ignore[attr-defined]
    strich.delete()
    beratung_neu_summieren(meldung=meldung, monat=monat, wer=wer)


def summen(meldung: Meldung, monat: date) -> list[Summenzeile]:
    """Counselling of a month by topic and kind of contact, the sum last; empty where there is none."""
    striche = Beratung.objects.filter(
        meldung=meldung, datum__range=(monat, monatsende(monat)), art=Zaehlart.BERATUNG
    ).order_by()
    spalten = {
        "erst": Sum("anzahl", filter=Q(kontakt=Kontaktart.ERST), default=0),
        "folge": Sum("anzahl", filter=Q(kontakt=Kontaktart.FOLGE), default=0),
        "langzeit": Sum("anzahl", filter=Q(kontakt=Kontaktart.LANGZEIT), default=0),
        "gesamt": Sum("anzahl", default=0),
    }
    je_thema = {zeile["thema"]: zeile for zeile in striche.values("thema").annotate(**spalten)}
    zeilen = [_zeile(t.label, je_thema[t.value]) for t in Beratungsthema if t.value in je_thema]
    return [*zeilen, _zeile("zusammen", striche.aggregate(**spalten))] if zeilen else []


def _zeile(thema: str, zahlen: Mapping[str, Any]) -> Summenzeile:
    return Summenzeile(thema, zahlen["erst"], zahlen["folge"], zahlen["langzeit"], zahlen["gesamt"])

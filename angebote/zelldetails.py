"""What stands behind a cell of the grid: the months before, who changed it, its breakdown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from angebote.aufteilung import Unbekannt, Zelle, unbekannt
from angebote.erfassung import Eingabe, aufteilungsstand, zelle_von
from angebote.models import Angebot, Herkunft, Kennzahl, Meldung, Wert
from angebote.plausibilitaet import mit_ueblichem
from stzverbund.basis.verlauf import wer_war_es
from stzverbund.basis.zahlen import zeige_zelle
from stzverbund.basis.zeit import monat_plus
from stzverbund.basis.zeit import monate as monate_von_bis
from zentren.models import Mitgliedschaft, Zentrum

MONATE = 12


@dataclass(frozen=True)
class Monatswert:
    """What a cell showed in a month; `text` is empty where nothing was entered."""

    monat: date
    text: str
    herkunft: str


@dataclass(frozen=True)
class Aenderung:
    """One change of a cell: when, by whom, to what, and the explanation of it, if that is what changed."""

    zeitpunkt: datetime
    wer: str
    text: str
    herkunft: str
    erklaerung: str = ""


@dataclass(frozen=True)
class Aufteilung:
    """The stored breakdown of a cell by (age group, gender); `rest` is None while the total is open."""

    werte: Mapping[Zelle, Wert]
    stand: int
    rest: Unbekannt | None
    gezaehlt: bool


def letzte_monate(
    *,
    mitgliedschaft: Mitgliedschaft,
    zentrum: Zentrum,
    bis: date,
    kennzahl: Kennzahl,
    angebot: Angebot | None,
) -> list[Monatswert]:
    """The cell in the twelve months before `bis`, newest first, as far as this person sees them; one query.

    A Berichtigung comes before what it corrects. A Kennzahl that replaced another one begins anew.
    """
    von = monat_plus(bis, -MONATE)
    werte = Wert.objects.summen().filter(
        meldung__in=Meldung.objects.mit_zahlen_fuer(mitgliedschaft).filter(zentrum=zentrum),
        monat__gte=von,
        monat__lt=bis,
        kennzahl=kennzahl,
        angebot=angebot,
    )
    je_monat = {wert.monat: wert for wert in werte.order_by("monat", "meldung__nr")}
    return [
        _monatswert(monat, je_monat.get(monat), kennzahl)
        for monat in reversed(monate_von_bis(von, monat_plus(bis, -1)))
    ]


def zellverlauf(meldung: Meldung | None, monat: date, eingabe: Eingabe) -> list[Aenderung]:
    """What the cell has shown, newest first; changes of what is merely counted are left out."""
    wert = zellwert(meldung, monat, eingabe)
    if wert is None:
        return []
    staende = list(wert.history.select_related("history_user").order_by("history_date", "history_id"))
    aenderungen = [_aenderung(stand, eingabe.kennzahl) for stand in staende[:1]]
    for alt, neu in pairwise(staende):
        erklaert = (neu.erklaerung, neu.erklaert_zahl) != (alt.erklaerung, alt.erklaert_zahl)
        if neu.version != alt.version or erklaert:
            aenderungen.append(_aenderung(neu, eingabe.kennzahl, neu.erklaerung if erklaert else ""))
    return aenderungen[::-1]


def _aenderung(stand: Any, kennzahl: Kennzahl, erklaerung: str = "") -> Aenderung:
    return Aenderung(
        stand.history_date,
        wer_war_es(stand),
        zeige_zelle(zelle_von(stand), kennzahl.einheit) or "leer",
        Herkunft(stand.herkunft).label,
        erklaerung,
    )


def aufteilung(meldung: Meldung | None, monat: date, eingabe: Eingabe) -> Aufteilung:
    """The breakdown of a cell as it is stored; one query."""
    if meldung is None:
        return Aufteilung({}, 0, None, gezaehlt=True)
    zeilen = list(
        Wert.objects.filter(
            meldung=meldung, monat=monat, kennzahl=eingabe.kennzahl, angebot=eingabe.angebot
        ).order_by("pk")
    )
    teile = {(w.altersgruppe, w.geschlecht): w for w in zeilen}
    summe = teile.pop(eingabe.feld.teil, None)
    zahlen = {teil: wert.zahl for teil, wert in teile.items() if wert.zahl is not None}
    rest = unbekannt(zahlen, summe.zahl) if summe is not None and summe.zahl is not None else None
    gezaehlt = all(wert.herkunft == Herkunft.GEZAEHLT for wert in teile.values())
    return Aufteilung(teile, aufteilungsstand(zeilen), rest, gezaehlt)


def _monatswert(monat: date, wert: Wert | None, kennzahl: Kennzahl) -> Monatswert:
    if wert is None:
        return Monatswert(monat, "", "")
    text = zeige_zelle(zelle_von(wert), kennzahl.einheit)
    return Monatswert(monat, text, wert.get_herkunft_display() if text else "")


def zellwert(meldung: Meldung | None, monat: date, eingabe: Eingabe) -> Wert | None:
    """The row of the total, with what is usual there; None where nothing was entered yet."""
    if meldung is None:
        return None
    werte = Wert.objects.summen().filter(meldung=meldung, monat=monat)
    return mit_ueblichem(werte.filter(kennzahl=eingabe.kennzahl, angebot=eingabe.angebot)).first()

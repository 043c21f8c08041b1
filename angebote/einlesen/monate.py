"""What is known of the months of a list before its figures are looked at: closed or not, with which rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from angebote.einlesen.werte import Unlesbar, datum, monat_nach_namen
from angebote.erfassung import Feld, feld_von, offene_felder
from angebote.models import Meldezeitraum, Meldung, Wert
from angebote.vollstaendigkeit import monat_zaehlt, neueste_meldungen, rasterzeilen
from angebote.zeitplan.regel import ERSTES_JAHR, LETZTES_JAHR
from angebote.zeitraeume import sperrgrund, zeitraeume_im_jahr
from stzverbund.basis.sortierung import faltung
from stzverbund.basis.zeit import monatsanfang
from zentren.models import Zentrum

STAPEL = 100
ZUKUNFT = "Dieser Monat hat noch nicht begonnen."
NICHT_IN_BETRIEB = "Das Zentrum war in diesem Monat nicht in Betrieb."
KEIN_MELDEJAHR = "Dazu muss es für {jahr} erst ein Meldejahr anlegen."


@dataclass(frozen=True)
class Monatslage:
    """A month: why all of it is closed (`grund`, "" where it is open), its rows, its values.

    `offen` are the cells that may be changed after a return; None: all.
    """

    monat: date
    zeitraum: Meldezeitraum | None
    grund: str
    angebote: frozenset[int]
    werte: Mapping[Feld, Wert]
    offen: frozenset[Feld] | None


def lies_monat(text: str, jahr: str = "") -> date:
    """The first day of a month: "03/2024", "März 2024", "2024-03", a date in it; raises Unlesbar.

    Where the list has a column for the year, "3" or "März" is enough.
    """
    gefaltet = " ".join(
        faltung(f"{text} {jahr}").replace(".", " ").replace("/", " ").replace("-", " ").split()
    )
    for muster, m, j in (
        (r"(\d{1,2}) (\d{4})", 1, 2),
        (r"(\d{4}) (\d{1,2})", 2, 1),
        (r"([a-z]+) (\d{4})", 1, 2),
    ):
        if treffer := re.fullmatch(muster, gefaltet, re.ASCII):
            monat = int(treffer[m]) if treffer[m].isdigit() else monat_nach_namen(treffer[m])
            return _erster(int(treffer[j]), monat, text)
    return monatsanfang(datum(text))


def _erster(jahr: int, monat: int, text: str) -> date:
    if not (1 <= monat <= 12 and ERSTES_JAHR <= jahr <= LETZTES_JAHR):
        raise Unlesbar(text)
    return date(jahr, monat, 1)


def monatslagen(zentrum: Zentrum, monate: Iterable[date], heute: date) -> dict[date, Monatslage]:
    """For each of these months; few queries for a year, a constant number for each further year."""
    alle = sorted(set(monate))
    zaehlende = [monat for monat in alle if monat_zaehlt(zentrum, monat)]
    meldungen = neueste_meldungen([zentrum], zaehlende)
    zeilen: dict[date, set[int]] = {}
    for i in range(0, len(zaehlende), STAPEL):
        for zeile in rasterzeilen([zentrum], zaehlende[i : i + STAPEL], meldungen):
            zeilen.setdefault(zeile.monat, set()).add(zeile.angebot_id)
    werte: dict[date, dict[Feld, Wert]] = {}
    vorhandene = Wert.objects.filter(meldung__in=meldungen, monat__in=zaehlende).summen()
    for wert in vorhandene.select_related("kennzahl"):
        werte.setdefault(wert.monat, {})[feld_von(wert)] = wert
    zeitraeume = _zeitraeume(zentrum, zaehlende)
    offene = {meldung.pk: offene_felder(meldung) for meldung in meldungen}
    lagen = {}
    for monat in alle:
        meldung = next((m for m in meldungen if monat in m.zeitraum.monate), None)
        zeitraum = meldung.zeitraum if meldung else zeitraeume.get(monat)
        felder = offene[meldung.pk] if meldung else None
        lagen[monat] = Monatslage(
            monat=monat,
            zeitraum=zeitraum,
            grund=_grund(zentrum, monat, meldung, zeitraum, heute),
            angebote=frozenset(zeilen.get(monat, ())),
            werte=werte.get(monat, {}),
            offen=None if felder is None else frozenset(feld for m, feld in felder if m == monat),
        )
    return lagen


def _zeitraeume(zentrum: Zentrum, monate: Iterable[date]) -> dict[date, Meldezeitraum]:
    jahre = {monat.year for monat in monate}
    return {
        monat: zeitraum
        for jahr in jahre
        for zeitraum in zeitraeume_im_jahr({zentrum.bezirk_id}, jahr)
        for monat in zeitraum.monate
    }


def _grund(
    zentrum: Zentrum, monat: date, meldung: Meldung | None, zeitraum: Meldezeitraum | None, heute: date
) -> str:
    if monat > heute:
        return ZUKUNFT
    if zeitraum is None or not monat_zaehlt(zentrum, monat):
        return NICHT_IN_BETRIEB
    grund = sperrgrund(meldung or Meldung(zentrum=zentrum, zeitraum=zeitraum), heute)
    if grund and zeitraum._state.adding:
        return f"{grund} {KEIN_MELDEJAHR.format(jahr=monat.year)}"
    return grund

"""Which reports a role reads, and how far each of them is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from angebote.models import Meldejahr
from stzverbund.basis.models import Ausgabe
from stzverbund.berichte import querysets
from stzverbund.berichte.adressen import Adressen, adressen
from stzverbund.berichte.arten import ARTEN, Berichtsart, art
from stzverbund.berichte.stand import Staende, grundlage, staende
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf

REIHENFOLGE = ("verband", "bezirk", "traeger", "zentrum")


@dataclass(frozen=True)
class Berichtszeile:
    name: str
    art: str
    ton: str
    wort: str
    stand: str
    wo: Adressen


def jahre(mitgliedschaft: Mitgliedschaft | None, heute: date) -> list[int]:
    """Years that have begun and for which there are periods, the newest first."""
    bezirke = querysets.zentren_mit_bericht(mitgliedschaft).order_by().values("bezirk")
    treffer = Meldejahr.objects.filter(bezirk__in=bezirke, jahr__lte=heute.year)
    return list(treffer.order_by("-jahr").values_list("jahr", flat=True).distinct())


def zeilen(mitgliedschaft: Mitgliedschaft, jahr: int) -> list[Berichtszeile]:
    """All reports of a year, those over many centres first; a fixed number of queries."""
    offen = querysets.zentren_mit_bericht(mitgliedschaft).in_betrieb(date(jahr, 1, 1), date(jahr, 12, 31))
    zentren = list(offen.select_related("bezirk", "traeger"))
    stand = staende(zentren, jahr, None)
    ergebnis = []
    for schluessel in REIHENFOLGE:
        eine = art(schluessel, mitgliedschaft)
        objekte = zentren if eine is ARTEN["zentrum"] else list(eine.sichtbar_fuer(mitgliedschaft))
        ausgaben = _neueste(eine, objekte, jahr)
        for objekt in objekte:
            teil = {z.pk: stand[z.pk] for z in _zentren(eine, objekt, zentren)}
            darf_es = darf(eine.recht, mitgliedschaft, objekt)
            ton, wort, satz = _worte(teil, ausgaben.get(objekt.pk), darf_es)
            wo = adressen(eine, objekt, jahr)
            ergebnis.append(Berichtszeile(str(objekt), eine.wort, ton, wort, satz, wo))
    return ergebnis


def _zentren(eine: Berichtsart, objekt: Any, zentren: Iterable[Zentrum]) -> list[Zentrum]:
    """The centres of a report, of those that this role reads."""
    if eine.schluessel == "bezirk":
        return [zentrum for zentrum in zentren if zentrum.bezirk_id == objekt.pk]
    return [objekt] if eine.schluessel == "zentrum" else list(zentren)


def _neueste(eine: Berichtsart, objekte: list, jahr: int) -> dict[int, Ausgabe]:
    ausgaben = Ausgabe.objects.filter(
        Q(gegenstand_id__in=[objekt.pk for objekt in objekte]), art=eine.kennung, jahr=jahr
    )
    return {a.gegenstand_id: a for a in ausgaben.defer("daten").order_by("nummer")}


def _worte(stand: Staende, ausgabe: Ausgabe | None, darf_es: bool) -> tuple[str, str, str]:
    """KERN's tone, the state in a word, and in a sentence."""
    if ausgabe:
        tag = timezone.localdate(ausgabe.erstellt_am)
        return "success", "Festgeschrieben", f"Ausgabe {ausgabe.nummer} vom {tag:%d.%m.%Y}"
    alle = [zeitraum for reihe in stand.values() for zeitraum in reihe]
    fertig = sum(zeitraum.abgeschlossen for zeitraum in alle)
    if grundlage(stand).vollstaendig:
        return "warning" if darf_es else "info", "Entwurf", "vollständig, kann festgeschrieben werden"
    return "info", "Entwurf", f"{fertig} von {len(alle)} Meldungen abgeschlossen"

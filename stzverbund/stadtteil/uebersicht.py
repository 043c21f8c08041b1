"""The Stadtteile that a role reads, side by side: inhabitants, centres, open needs by problem area."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce

from stzverbund.basis.zahlen import zeige_anzahl
from stzverbund.berichte.aufbau import worte
from stzverbund.berichte.dokument import Gruppe, Tabelle, Zeile, Zelle
from stzverbund.stadtteil.einwohner import Gezaehlt, staende
from stzverbund.stadtteil.lesen import stadtteile
from zentren.models import Bezirksregion, Mitgliedschaft, Zentrum
from zentren.stadtteilmanagement.models import Bedarf, Problemfeld


@dataclass(frozen=True)
class Stadtteil:
    """`offene` needs name this Stadtteil; None where the role does not read needs."""

    region: Bezirksregion
    einwohner: str
    zentren: tuple[str, ...]
    offene: int | None


def uebersicht(m: Mitgliedschaft | None, jahr: int, *, liest: bool) -> tuple[list[Stadtteil], Tabelle | None]:
    """Four queries; the table is there where needs of two or more Stadtteile can be put side by side."""
    regionen = list(stadtteile(m).select_related("bezirk"))
    gezaehlt = staende([region.pk for region in regionen], jahr)
    haeuser = _haeuser(m, regionen)
    felder = _felder(m) if liest else {}
    zeilen = [
        Stadtteil(
            region,
            _einwohner(gezaehlt.get(region.pk)),
            tuple(haeuser[region.pk]),
            sum(felder.get(region.pk, Counter()).values()) if liest else None,
        )
        for region in regionen
    ]
    return zeilen, _tabelle(regionen, felder) if len(felder) > 1 else None


def _einwohner(gezaehlt: Gezaehlt | None) -> str:
    return zeige_anzahl(gezaehlt.staende[0].einwohner) if gezaehlt else worte.NICHTS


def _haeuser(m: Mitgliedschaft | None, regionen: Iterable[Bezirksregion]) -> defaultdict[int, list[str]]:
    sichtbare = Zentrum.objects.sichtbar_fuer(m).order_by().values("pk")
    paare = Zentrum.regionen.through.objects.filter(zentrum__in=sichtbare, bezirksregion__in=regionen)
    je_region: defaultdict[int, list[str]] = defaultdict(list)
    for region, name in paare.order_by("zentrum__sortierung").values_list("bezirksregion", "zentrum__name"):
        je_region[region].append(name)
    return je_region


def _felder(m: Mitgliedschaft | None) -> dict[int, Counter[str]]:
    """Stadtteil -> problem area -> open needs; one without a Stadtteil counts where its centre serves."""
    wo = Coalesce("region", "zentrum__regionen")
    offene = Bedarf.objects.sichtbar_fuer(m).offen().order_by().annotate(wo=wo).filter(wo__isnull=False)
    felder: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for region, feld, anzahl in offene.values_list("wo", "problemfeld").annotate(
        anzahl=Count("pk", distinct=True)
    ):
        felder[region][feld] = anzahl
    return dict(felder)


def _tabelle(regionen: list[Bezirksregion], felder: dict[int, Counter[str]]) -> Tabelle:
    mit = [region for region in regionen if region.pk in felder]
    zeilen = []
    for feld in Problemfeld:
        zahlen = [felder[region.pk][feld] for region in mit]
        if any(zahlen):
            zellen = tuple(
                Zelle(str(zahl) if zahl else worte.NICHTS, zahl) for zahl in (*zahlen, sum(zahlen))
            )
            zeilen.append(Zeile(str(feld.label), zellen))
    spalten = (*(region.name for region in mit), "zusammen")
    return Tabelle("Offene Bedarfe nach Problemfeld", "Problemfeld", spalten, (Gruppe(tuple(zeilen)),))

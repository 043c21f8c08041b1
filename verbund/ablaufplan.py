"""The agenda as people read it: numbers, clock times, the sum of the minutes.

Numbers and times count all items, so they are the same for every reader; who may not read an item sees that
there is one, not what it is about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from verbund.models import Dokument, Sitzung, Tagesordnungspunkt
from zentren.models import Mitgliedschaft
from zentren.rules import darf

Material = Mapping[int | None, list[Dokument]]
"""What may be read, by the key of the item; None: of the session as a whole."""


@dataclass(frozen=True)
class Zeile:
    """An item with its number and the hours that are planned for it."""

    nummer: int
    punkt: Tagesordnungspunkt
    von: datetime
    bis: datetime
    erste: bool = False
    letzte: bool = False
    material: Sequence[Dokument] = ()


@dataclass(frozen=True)
class Ablaufplan:
    """`minuten` of all items; `verborgen` of them the reader may not see; `unterlagen` of the whole."""

    zeilen: list[Zeile]
    minuten: int
    dauer: int
    verborgen: int
    unterlagen: Sequence[Dokument] = ()

    @property
    def ueber(self) -> int:
        return max(self.minuten - self.dauer, 0)

    @property
    def frei(self) -> int:
        return max(self.dauer - self.minuten, 0)


def ablaufplan(sitzung: Sitzung, m: Mitgliedschaft | None) -> Ablaufplan:
    """The agenda of a session for this reader, with all material; three queries."""
    sichtbare = Tagesordnungspunkt.objects.sichtbar_fuer(m).filter(sitzung=sitzung)
    mit = list(sichtbare.select_related("zentrum"))
    return aufstellen(sitzung, mit, _material(sitzung, [punkt.pk for punkt in mit], m))


def aufstellen(
    sitzung: Sitzung, sichtbare: Iterable[Tagesordnungspunkt], material: Material | None = None
) -> Ablaufplan:
    """The agenda of a session with these of its items."""
    alle = list(sitzung.punkte.order_by("position", "pk").values_list("pk", "minuten"))
    lesbar = {punkt.pk: punkt for punkt in sichtbare}
    material = material or {}
    zeilen, beginn = [], sitzung.beginnt_am
    for nummer, (pk, minuten) in enumerate(alle, start=1):
        ende = beginn + timedelta(minutes=minuten)
        if pk in lesbar:
            am_rand = nummer == 1, nummer == len(alle)
            zeilen.append(Zeile(nummer, lesbar[pk], beginn, ende, *am_rand, material.get(pk, ())))
        beginn = ende
    dauer = int((sitzung.endet_am - sitzung.beginnt_am).total_seconds()) // 60
    verborgen, minuten = len(alle) - len(zeilen), sum(minuten for _, minuten in alle)
    return Ablaufplan(zeilen, minuten, dauer, verborgen, material.get(None, ()))


def _material(sitzung: Sitzung, lesbar: Iterable[int], m: Mitgliedschaft | None) -> Material:
    wo = Q(punkt__in=list(lesbar)) | Q(sitzung=sitzung, punkt__isnull=True)
    stapel: dict[int | None, list[Dokument]] = {}
    for dokument in Dokument.objects.sichtbar_fuer(m).filter(wo).order_by("pk"):
        stapel.setdefault(dokument.punkt_id, []).append(dokument)
    return stapel


def auf_der_sitzungsseite(sitzung: Sitzung, m: Mitgliedschaft | None) -> dict[str, object]:
    """What `_sitzung_tagesordnung.html` shows."""
    return {
        "plan": ablaufplan(sitzung, m),
        "darf_vorschlagen": sitzung.bevorstehend and darf("verbund.vorschlagen", m, sitzung),
    }

"""The agenda as people read it: numbers, clock times, the sum of the minutes.

Numbers and times count all items, so they are the same for every reader; who may not read an item sees that
there is one, not what it is about.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from verbund.models import Sitzung, Tagesordnungspunkt
from zentren.models import Mitgliedschaft
from zentren.rules import darf


@dataclass(frozen=True)
class Zeile:
    """An item with its number and the hours that are planned for it."""

    nummer: int
    punkt: Tagesordnungspunkt
    von: datetime
    bis: datetime
    erste: bool = False
    letzte: bool = False


@dataclass(frozen=True)
class Ablaufplan:
    """`minuten` of all items; `verborgen` of them the reader may not see; `ueber`: minutes beyond the end."""

    zeilen: list[Zeile]
    minuten: int
    dauer: int
    verborgen: int

    @property
    def ueber(self) -> int:
        return max(self.minuten - self.dauer, 0)

    @property
    def frei(self) -> int:
        return max(self.dauer - self.minuten, 0)


def ablaufplan(sitzung: Sitzung, m: Mitgliedschaft | None) -> Ablaufplan:
    """The agenda of a session for this reader; two queries."""
    sichtbare = Tagesordnungspunkt.objects.sichtbar_fuer(m).filter(sitzung=sitzung)
    return aufstellen(sitzung, sichtbare.select_related("zentrum", "thema", "vorgeschlagen_von"))


def aufstellen(sitzung: Sitzung, sichtbare: QuerySet[Tagesordnungspunkt]) -> Ablaufplan:
    """The agenda of a session with these of its items."""
    alle = list(sitzung.punkte.order_by("position", "pk").values_list("pk", "minuten"))
    lesbar = {punkt.pk: punkt for punkt in sichtbare}
    zeilen, beginn = [], sitzung.beginnt_am
    for nummer, (pk, minuten) in enumerate(alle, start=1):
        ende = beginn + timedelta(minutes=minuten)
        if pk in lesbar:
            zeilen.append(Zeile(nummer, lesbar[pk], beginn, ende, nummer == 1, nummer == len(alle)))
        beginn = ende
    dauer = int((sitzung.endet_am - sitzung.beginnt_am).total_seconds()) // 60
    return Ablaufplan(zeilen, sum(minuten for _, minuten in alle), dauer, len(alle) - len(zeilen))


def auf_der_sitzungsseite(sitzung: Sitzung, m: Mitgliedschaft | None) -> dict[str, object]:
    """What `_sitzung_tagesordnung.html` shows."""
    return {
        "plan": ablaufplan(sitzung, m),
        "darf_vorschlagen": sitzung.bevorstehend and darf("verbund.vorschlagen", m, sitzung),
    }

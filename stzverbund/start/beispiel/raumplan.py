"""Which Raum an Angebot of the demo gets, so that no two are in one at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta

from angebote.zeitplan import Regel, termine
from stzverbund.start.beispiel.rahmen import Rahmen
from zentren.models import Raum

VORAUS = timedelta(weeks=9)


class Raumplan:
    """What the Räume of a centre have, on the days of which Termine are stored."""

    def __init__(self, rahmen: Rahmen) -> None:
        self.von, self.bis = rahmen.vorquartal, rahmen.heute + VORAUS
        self.belegt: dict[tuple[int, date], list[tuple[time, time]]] = defaultdict(list)

    def platz(self, regel: Regel, raeume: Iterable[Raum]) -> Raum | None:
        """The first that is free on all dates of the rule, which it then has; None where none is."""
        tage = [(t.datum, t.von, t.bis) for t in termine(regel, self.von, self.bis)]
        for raum in raeume:
            if all(self._frei(raum, *tag) for tag in tage):
                for datum, von, bis in tage:
                    self.belegt[raum.pk, datum].append((von, bis))
                return raum
        return None

    def _frei(self, raum: Raum, datum: date, von: time, bis: time) -> bool:
        return all(bis <= anfang or von >= ende for anfang, ende in self.belegt[raum.pk, datum])

"""„Stand heute“: what the data say of all Kriterien, all year, for the centre and its Träger."""

from collections import Counter
from typing import Any

from standards.belege import stand
from standards.fassungen import geltende, mit_wortlaut
from standards.models import Urteil
from zentren.ansichten import Ansehen
from zentren.models import Zentrum

URTEILE = {**dict(Urteil.choices), stand.OHNE: "nicht aus Daten belegbar"}


class StandAnsehen(Ansehen):
    """All Kriterien with their Belege; nothing is decided here."""

    model = Zentrum
    recht = "standards.stand_lesen"
    template_name = "standards/stand.html"
    context_object_name = "zentrum"
    slug_url_kwarg = "zentrum"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runde = stand.laufende_runde(self.object)
        fassung = runde.fassung if runde else geltende()
        zeilen = stand.zeilen(stand.heute([self.object], runde)[self.object.pk])
        anzahl = Counter(zeile.urteil for paare in zeilen.values() for zeile in paare)
        standards = mit_wortlaut(fassung) if fassung else []
        return super().get_context_data(**kwargs) | {
            "runde": runde,
            "luecken": [
                (kriterium, zeile)
                for kriterium, paare in zeilen.items()
                for zeile in paare
                if zeile.urteil == Urteil.DAGEGEN
            ],
            "zahlen": [(anzahl[urteil], wort) for urteil, wort in URTEILE.items()],
            "standards": [
                (standard, [(k, zeilen.get(k.schluessel, [])) for k in standard.kriterien.all()])
                for standard in standards
            ],
        }

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables

from angebote.models import Meldung
from angebote.vergleich import Befund
from stzverbund.basis.listen import Tabelle

ZAHL = {"td": {"class": "zahl"}, "th": {"class": "zahl"}}


class PruefTabelle(Tabelle):
    """What waits for an office, how it looks beside the others, how much a Berichtigung changes."""

    zentrum = tables.Column(linkify=("meldung", [tables.A("pk")]), order_by="zentrum__sortierung")
    was = tables.Column("Meldung", accessor="bezeichnung", order_by=("-zeitraum__von", "nr"))
    anlass = tables.Column("Anlass", order_by=("nr", "erneut"), empty_values=())
    seit = tables.DateColumn(format="d.m.Y", verbose_name="liegt vor seit", order_by="seit")
    auffaellig = tables.Column("auffällige Werte", empty_values=(), orderable=False, attrs=ZAHL)
    geaendert = tables.Column("geänderte Werte", empty_values=(), orderable=False, attrs=ZAHL)

    class Meta(Tabelle.Meta):
        model = Meldung
        fields = ("zentrum", "was", "anlass", "seit", "auffaellig", "geaendert")

    def __init__(
        self, *args: Any, befunde: Mapping[int, Befund], geaendert: Mapping[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.befunde, self.geaendert = befunde, geaendert

    def render_anlass(self, record: Meldung) -> str:
        if record.erneut:
            return "noch einmal eingereicht"
        return "Berichtigung" if record.nr else "erste Meldung"

    def render_auffaellig(self, record: Meldung) -> str:
        befund = self.befunde[record.pk]
        return str(befund.auffaellig) if befund.verglichen else "kein Vergleich"

    def render_geaendert(self, record: Meldung) -> str:
        return str(self.geaendert.get(record.pk, 0)) if record.nr else "–"

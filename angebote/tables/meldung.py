from collections.abc import Mapping

import django_tables2 as tables

from angebote.models import Meldung
from angebote.plausibilitaet import befund
from stzverbund.basis.listen import Tabelle


class PruefTabelle(Tabelle):
    """What waits for an office, how unusual its values are, how many changed since the office last saw it.

    `seit_annahme` and `seit_rueckgabe` count these, by primary key.
    """

    zentrum = tables.Column(linkify=("meldung", [tables.A("pk")]), order_by="zentrum__sortierung")
    was = tables.Column("Meldung", accessor="bezeichnung", order_by=("-zeitraum__von", "nr"))
    anlass = tables.Column("Anlass", order_by=("nr", "seit"), empty_values=())
    seit = tables.DateColumn(format="d.m.Y", verbose_name="liegt vor seit", order_by="seit")
    auffaellig = tables.Column(
        "auffällige Werte", empty_values=(), order_by=("werte_unerklaert", "werte_auffaellig")
    )
    geaendert = tables.Column("geänderte Werte", empty_values=(), orderable=False)

    class Meta(Tabelle.Meta):
        model = Meldung
        fields = ("zentrum", "was", "anlass", "seit", "auffaellig", "geaendert")

    seit_annahme: Mapping[int, int]
    seit_rueckgabe: Mapping[int, int]

    def render_anlass(self, record: Meldung) -> str:
        if record.zurueck:
            return "noch einmal eingereicht"
        return "Berichtigung" if record.nr else "erste Meldung"

    def render_auffaellig(self, record: Meldung) -> str:
        gezaehlt = befund(record)
        if not gezaehlt.verglichen:
            return "kein Vergleich"
        if not gezaehlt.auffaellig:
            return "keine"
        offen = gezaehlt.unerklaert
        return f"{gezaehlt.auffaellig}, " + (f"davon {offen} ohne Erklärung" if offen else "alle erklärt")

    def render_geaendert(self, record: Meldung) -> str:
        teile = []
        if record.zurueck:
            teile.append(f"{self.seit_rueckgabe.get(record.pk, 0)} seit der Rückgabe")
        if record.nr:
            teile.append(f"{self.seit_annahme.get(record.pk, 0)} seit der Annahme")
        return ", ".join(teile) or "–"

import django_tables2 as tables

from standards.models import Runde
from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen


class RundenTabelle(Tabelle):
    """The rounds that a role sees; the counts are for the Bezirksamt (`mit_zaehlung`)."""

    jahr = tables.Column("Runde", linkify=("runde", [tables.A("pk")]))
    bezirk = tables.Column(order_by="bezirk__sortierung")
    stand = tables.Column("Stand", order_by=("abgeschlossen_am", "geoeffnet_am"))
    beginn = tables.DateColumn(format="d.m.Y")
    faellig = tables.DateColumn(format="d.m.Y")
    pruefung_bis = tables.DateColumn(format="d.m.Y")
    eingereichte = tables.Column("eingereicht")
    angenommene = tables.Column("angenommen")

    class Meta(Tabelle.Meta):
        model = Runde
        fields = (
            "jahr",
            "bezirk",
            "stand",
            "beginn",
            "faellig",
            "pruefung_bis",
            "eingereichte",
            "angenommene",
        )

    def render_stand(self, value: tuple[str, str]) -> str:
        return baustein_zeichnen("marke", {"ton": value[0], "text": value[1]})

    def value_stand(self, value: tuple[str, str]) -> str:
        return value[1]

    def render_jahr(self, value: int) -> str:
        return str(value)

    def render_eingereichte(self, value: int, record: Runde) -> str:
        return f"{value} von {record.teilnehmende}" if record.geoeffnet_am else "–"

    def render_angenommene(self, value: int, record: Runde) -> str:
        return f"{value} von {record.teilnehmende}" if record.geoeffnet_am else "–"

from typing import Any

import django_tables2 as tables

from standards.models import Runde, Selbstbewertung
from standards.pruefblatt import adresse
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


class PruefTabelle(Tabelle):
    """What waits for an office, with the number of differences and how many Voten are given."""

    zentrum = tables.Column(linkify=lambda record: adresse(record), order_by="zentrum__sortierung")
    was = tables.Column("Was", empty_values=(), order_by=("-runde__jahr", "art"))
    anlass = tables.Column("Anlass", empty_values=(), order_by="einreichungen")
    eingereicht_am = tables.DateColumn(format="d.m.Y", verbose_name="liegt vor seit")
    gegen = tables.Column("gegen die Daten")
    abweichend = tables.Column("abweichend")
    voten = tables.Column("Voten")

    class Meta(Tabelle.Meta):
        model = Selbstbewertung
        fields = ("zentrum", "was", "anlass", "eingereicht_am", "gegen", "abweichend", "voten")

    def render_was(self, record: Selbstbewertung) -> str:
        return f"{record.get_art_display()} {record.runde.jahr}"

    def render_anlass(self, record: Selbstbewertung) -> str:
        if record.einreichungen > 1:
            return "noch einmal eingereicht"
        return "in Prüfung" if record.status == "in_pruefung" else "neu eingereicht"

    def render_voten(self, value: int, record: Any) -> str:
        return f"{value} von {record.kriterien}"

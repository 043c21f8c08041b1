from datetime import date

import django_tables2 as tables
from django.utils import formats
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.models import Fachstelle, Kooperationsvereinbarung, Zentrum


class ZentrumTabelle(Tabelle):
    name = tables.Column(linkify=("zentrum", [tables.A("slug")]), order_by="sortierung")
    regionen = tables.Column(verbose_name="Stadtteile", orderable=False)
    traeger = tables.Column(order_by="traeger__sortierung")

    class Meta(Tabelle.Meta):
        model = Zentrum
        fields = ("name", "typ", "traeger", "regionen")

    def render_regionen(self, record: Zentrum) -> str:
        return ", ".join(region.name for region in record.regionen.all())


class FachstelleTabelle(Tabelle):
    name = tables.Column(linkify=("fachstelle", [tables.A("pk")]), order_by="sortierung")
    art = tables.Column(order_by="art__reihenfolge")
    geprueft_am = tables.Column(empty_values=())

    class Meta(Tabelle.Meta):
        model = Fachstelle
        fields = ("name", "art", "telefon", "sprachen", "geprueft_am")

    def render_geprueft_am(self, record: Fachstelle) -> str:
        datum = self.value_geprueft_am(record)
        if not record.lange_nicht_geprueft:
            return datum
        marke = baustein_zeichnen("marke", {"ton": "warning", "text": "lange nicht geprüft"})
        return format_html("{} {}", datum, marke)

    def value_geprueft_am(self, record: Fachstelle) -> str:
        return formats.date_format(record.geprueft_am, "d.m.Y") if record.geprueft_am else ""


class VereinbarungTabelle(Tabelle):
    bezirk = tables.Column(linkify=("vereinbarung", [tables.A("pk")]), order_by="bezirk__sortierung")
    verband = tables.Column(order_by="verband__sortierung")

    class Meta(Tabelle.Meta):
        model = Kooperationsvereinbarung
        fields = ("bezirk", "verband", "von", "bis")

    def render_bis(self, value: date | None) -> str:
        return formats.date_format(value, "d.m.Y") if value else "bis auf Weiteres"

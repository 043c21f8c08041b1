import django_tables2 as tables
from django.utils import formats
from django.utils.html import format_html
from django.utils.text import Truncator

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from stzverbund.rechtliches.models import Rueckmeldung


class RueckmeldungTabelle(Tabelle):
    text = tables.Column(verbose_name="Meldung", linkify=("rueckmeldung", [tables.A("pk")]), orderable=False)
    eingegangen_am = tables.DateColumn(format="d.m.Y")

    class Meta(Tabelle.Meta):
        model = Rueckmeldung
        fields = ("text", "eingegangen_am", "faellig_am", "status")

    def render_text(self, value: str) -> str:
        return Truncator(value).chars(80)

    def value_text(self, value: str) -> str:
        return value

    def render_faellig_am(self, record: Rueckmeldung) -> str:
        datum = self.value_faellig_am(record)
        if not record.ueberfaellig:
            return datum
        marke = baustein_zeichnen("marke", {"ton": "danger", "text": "überfällig"})
        return format_html("{} {}", datum, marke)

    def value_faellig_am(self, record: Rueckmeldung) -> str:
        return formats.date_format(record.faellig_am, "d.m.Y")

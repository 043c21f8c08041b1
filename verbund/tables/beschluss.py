import django_tables2 as tables
from django.utils import formats

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from verbund.models import Beschluss

Folge = Beschluss.Folge
TON = {
    Folge.OFFEN: "info",
    Folge.UMGESETZT: "success",
    Folge.UEBERHOLT: "info",
    Folge.GESTRICHEN: "warning",
}
ZEICHEN = 160


class BeschlussTabelle(Tabelle):
    """What is exported has all fields, what is shown fits a phone."""

    nummer = tables.Column(
        verbose_name="Nr.", order_by=("jahr", "nummer"), linkify=("beschluss", [tables.A("pk")])
    )
    text = tables.Column(verbose_name="Beschluss", orderable=False)
    tag = tables.Column(accessor="sitzung__datum", verbose_name="Sitzung am")
    ergebnis = tables.Column()
    folge = tables.Column(verbose_name="Umsetzung")
    ja = tables.Column(visible=False)
    nein = tables.Column(visible=False)
    enthaltung = tables.Column(visible=False)
    sichtbarkeit = tables.Column(visible=False)
    folge_text = tables.Column(visible=False)
    gleichstellung = tables.Column(visible=False)
    barrierefreiheit = tables.Column(visible=False)

    class Meta(Tabelle.Meta):
        model = Beschluss
        fields = ("nummer", "text", "tag", "ergebnis", "folge")

    def render_nummer(self, record: Beschluss) -> str:
        return record.kennung

    def render_text(self, value: str) -> str:
        return value if len(value) <= ZEICHEN else f"{value[:ZEICHEN].rsplit(' ', 1)[0]} …"

    def value_text(self, value: str) -> str:
        return value

    def render_tag(self, record: Beschluss) -> str:
        return formats.date_format(record.sitzung.datum, "d.m.Y")

    def render_folge(self, record: Beschluss) -> str:
        ton = TON[Folge(record.folge)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_folge_display()})

    def value_folge(self, record: Beschluss) -> str:
        return record.get_folge_display()

import django_tables2 as tables
from django.utils import formats

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from verbund.models import Sitzung

TON = {
    Sitzung.Status.GEPLANT: "info",
    Sitzung.Status.EINGELADEN: "info",
    Sitzung.Status.DURCHGEFUEHRT: "warning",
    Sitzung.Status.ABGESCHLOSSEN: "success",
    Sitzung.Status.ABGESAGT: "danger",
}


class SitzungTabelle(Tabelle):
    datum = tables.Column(verbose_name="Tag", order_by=("datum", "beginn"))
    titel = tables.Column(verbose_name="Sitzung", linkify=("sitzung", [tables.A("pk")]))
    gastgeber = tables.Column(order_by="gastgeber__sortierung", empty_values=())
    status = tables.Column()

    class Meta(Tabelle.Meta):
        model = Sitzung
        fields = ("datum", "titel", "gastgeber", "status")

    def render_datum(self, record: Sitzung) -> str:
        tag = formats.date_format(record.datum, "D, d.m.Y")
        return f"{tag}, {record.beginn:%H:%M} Uhr"

    def value_datum(self, record: Sitzung) -> str:
        return formats.date_format(record.datum, "d.m.Y")

    def render_titel(self, record: Sitzung) -> str:
        nummer = f" {record.nummer}/{record.jahr}" if record.nummer else ""
        return f"{record.arbeitskreis or record.titel}{nummer}"

    def render_gastgeber(self, record: Sitzung) -> str:
        return str(record.gastgeber or record.ort or "noch offen")

    def render_status(self, record: Sitzung) -> str:
        ton = TON[Sitzung.Status(record.status)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_status_display()})

    def value_status(self, record: Sitzung) -> str:
        return record.get_status_display()

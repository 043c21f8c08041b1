import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Beschwerde

TON = {"eingegangen": "warning", "in_arbeit": "info", "beantwortet": "info", "abgeschlossen": "success"}


class BeschwerdeTabelle(Tabelle):
    """No contact, also not in the export: it leaves the house with nobody."""

    eingegangen_am = tables.DateColumn(
        verbose_name="Eingegangen", format="d.m.Y", linkify=("beschwerde", [tables.A("pk")])
    )
    zentrum = tables.Column(order_by="zentrum__sortierung")
    art = tables.Column()
    thema = tables.Column()
    status = tables.Column()
    frist = tables.DateColumn(verbose_name="Antwort bis", format="d.m.Y")
    weg = tables.Column(visible=False)
    text = tables.Column(visible=False)
    beantwortet_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    antwort = tables.Column(visible=False, empty_values=())
    verbesserung = tables.Column(visible=False, empty_values=())
    abgeschlossen_am = tables.DateColumn(visible=False, format="d.m.Y", default="")

    class Meta(Tabelle.Meta):
        model = Beschwerde
        fields = ("eingegangen_am", "zentrum", "art", "thema", "status", "frist")

    def render_status(self, record: Beschwerde) -> str:
        marke = baustein_zeichnen("marke", {"ton": TON[record.status], "text": record.get_status_display()})
        if record.offen and record.frist < timezone.localdate():
            spaet = baustein_zeichnen("marke", {"ton": "danger", "text": "überfällig"})
            return format_html("{} {}", marke, spaet)
        return marke

    def value_status(self, record: Beschwerde) -> str:
        return record.get_status_display()

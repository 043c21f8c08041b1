import django_tables2 as tables
from django.utils import timezone

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Mappendokument

Stand = Mappendokument.Stand
TON = {
    Stand.ERSETZT: "info",
    Stand.ABGELAUFEN: "danger",
    Stand.LAEUFT_AB: "warning",
    Stand.GUELTIG: "success",
}


class MappeTabelle(Tabelle):
    titel = tables.Column(linkify=("mappendokument", [tables.A("pk")]), order_by="sortierung")
    zentrum = tables.Column(verbose_name="Mappe", order_by="zentrum__sortierung", default="Bezirksamt")
    stand_vom = tables.DateColumn(format="d.m.Y")
    gilt_bis = tables.DateColumn(format="d.m.Y", default="auf Weiteres")
    stand = tables.Column(verbose_name="Stand", accessor="pk", order_by="gilt_bis")
    fassung = tables.Column(visible=False, empty_values=())
    verantwortlich = tables.Column(visible=False, empty_values=())
    publikum = tables.Column(visible=False, empty_values=())
    sichtbarkeit = tables.Column(visible=False, verbose_name="Wer liest es?")

    class Meta(Tabelle.Meta):
        model = Mappendokument
        fields = ("titel", "zentrum", "art", "stand_vom", "gilt_bis", "stand")

    def render_stand(self, record: Mappendokument) -> str:
        stand = record.stand(timezone.localdate())
        return baustein_zeichnen("marke", {"ton": TON[stand], "text": str(stand.label)})

    def value_stand(self, record: Mappendokument) -> str:
        return str(record.stand(timezone.localdate()).label)

    def value_sichtbarkeit(self, record: Mappendokument) -> str:
        return record.wer_liest

from datetime import date

import django_tables2 as tables
from django.utils import formats

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Befragung

TON = {
    Befragung.Status.ENTWURF: "info",
    Befragung.Status.OFFEN: "success",
    Befragung.Status.GESCHLOSSEN: "info",
}


class BefragungTabelle(Tabelle):
    titel = tables.Column(verbose_name="Befragung", linkify=("befragung", [tables.A("pk")]))
    zentrum = tables.Column(order_by="zentrum__sortierung")
    von = tables.Column()
    bis = tables.Column()
    teilnahmen = tables.Column(
        verbose_name="Bögen",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "zahl"}, "th": {"class": "zahl"}},
    )
    status = tables.Column()
    schlussfolgerungen = tables.Column(visible=False, empty_values=())
    ergebnis_oeffentlich = tables.Column(visible=False)

    class Meta(Tabelle.Meta):
        model = Befragung
        fields = ("titel", "zentrum", "von", "bis", "teilnahmen", "status")

    def render_von(self, value: date) -> str:
        return formats.date_format(value, "d.m.Y")

    render_bis = render_von

    def value_von(self, value: date) -> date:
        return value

    value_bis = value_von

    def render_teilnahmen(self, record: Befragung) -> str:
        return formats.number_format(record.alle_boegen, use_l10n=True, force_grouping=True)

    def value_teilnahmen(self, record: Befragung) -> int:
        return record.alle_boegen

    def render_status(self, record: Befragung) -> str:
        ton = TON[Befragung.Status(record.status)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_status_display()})

    def value_status(self, record: Befragung) -> str:
        return record.get_status_display()

    def value_ergebnis_oeffentlich(self, record: Befragung) -> str:
        return "ja" if record.ergebnis_oeffentlich else "nein"

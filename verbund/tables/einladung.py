from typing import Any

import django_tables2 as tables
from django.utils import formats

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from verbund.models import Delegation, Gast

GASTTON = {"angefragt": "info", "zugesagt": "success", "abgesagt": "danger"}


class DelegationTabelle(Tabelle):
    zentrum = tables.Column(order_by="zentrum__sortierung")
    person = tables.Column(order_by="person__sortierung", linkify=("delegation", [tables.A("pk")]))
    art = tables.Column(verbose_name="Als")
    von = tables.DateColumn(verbose_name="Von", format="d.m.Y")
    bis = tables.DateColumn(verbose_name="Bis", format="d.m.Y", default="")

    class Meta(Tabelle.Meta):
        model = Delegation
        fields = ("zentrum", "person", "art", "von", "bis")


class GastTabelle(Tabelle):
    """Talks of all years; contacts stand on the page of the guest only."""

    datum = tables.Column(accessor="sitzung__datum", verbose_name="Tag")
    organisation = tables.Column(linkify=("gast", [tables.A("pk")]))
    vortrag = tables.Column(default="")
    stand = tables.Column()
    folien = tables.Column(verbose_name="Folien", orderable=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Gast
        fields = ("datum", "organisation", "vortrag", "stand")

    def render_datum(self, record: Gast) -> str:
        return formats.date_format(record.sitzung.datum, "d.m.Y")

    def render_stand(self, record: Gast) -> str:
        return baustein_zeichnen("marke", {"ton": GASTTON[record.stand], "text": record.get_stand_display()})

    def value_stand(self, record: Gast) -> str:
        return record.get_stand_display()

    def render_folien(self, record: Any) -> str:
        return str(record.folien or "")

import django_tables2 as tables

from stzverbund.basis.listen import Tabelle
from zentren.models import Fachstelle


class FachstelleTabelle(Tabelle):
    name = tables.Column(linkify=("fachstelle", [tables.A("pk")]), order_by="sortierung")
    art = tables.Column(order_by="art__reihenfolge")

    class Meta(Tabelle.Meta):
        model = Fachstelle
        fields = ("name", "art", "telefon", "sprachen", "geprueft_am")

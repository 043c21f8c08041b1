import django_tables2 as tables

from angebote.models import Fremdangebot
from angebote.tables.angebot import Pruefspalte
from stzverbund.basis.listen import Tabelle


class FremdangebotTabelle(Pruefspalte, Tabelle):
    titel = tables.Column(linkify=("fremdangebot", [tables.A("pk")]), order_by="sortierung")
    anbieter = tables.Column(verbose_name="Anbieter", orderable=False)
    zeiten = tables.Column(verbose_name="Wann", orderable=False, default="–")
    leistungsbereich = tables.Column(order_by="leistungsbereich__reihenfolge")
    region = tables.Column(order_by="region__sortierung")

    class Meta(Tabelle.Meta):
        model = Fremdangebot
        fields = ("titel", "anbieter", "zeiten", "art", "leistungsbereich", "region", "geprueft_am")
        sequence = fields

import django_tables2 as tables

from angebote.barrieren import gegenstand
from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Barrierepruefung

TON = {"entwurf": "info", "abgeschlossen": "success"}


class BarriereTabelle(Tabelle):
    datum = tables.DateColumn(
        verbose_name="Geprüft am", format="d.m.Y", linkify=("barriere", [tables.A("pk")])
    )
    zentrum = tables.Column(order_by="zentrum__sortierung")
    gegenstand = tables.Column(verbose_name="Was", empty_values=(), orderable=False)
    beteiligte = tables.Column(verbose_name="Mit wem", orderable=False)
    fehlt = tables.Column(verbose_name="Barrieren", attrs={"td": {"class": "zahl"}, "th": {"class": "zahl"}})
    status = tables.Column()
    fazit = tables.Column(visible=False, empty_values=())
    stellungnahme = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Barrierepruefung
        fields = ("datum", "zentrum", "gegenstand", "beteiligte", "fehlt", "status")

    def render_gegenstand(self, record: Barrierepruefung) -> str:
        return gegenstand(record)

    def render_beteiligte(self, record: Barrierepruefung) -> str:
        return ", ".join(str(Barrierepruefung.Beteiligt(wer).label) for wer in record.beteiligte)

    def render_status(self, record: Barrierepruefung) -> str:
        return baustein_zeichnen("marke", {"ton": TON[record.status], "text": record.get_status_display()})

    def value_status(self, record: Barrierepruefung) -> str:
        return record.get_status_display()

from typing import Any

import django_tables2 as tables

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.auslastung import Auslastung
from zentren.models import Raum
from zentren.stadtteilmanagement.models import Raumbuchung

Status = Raumbuchung.Status
TON = {
    Status.ANGEFRAGT: "warning",
    Status.BESTAETIGT: "success",
    Status.ABGELEHNT: "danger",
    Status.ABGESAGT: "info",
}
ZAHL: dict[str, Any] = {"attrs": {"th": {"class": "zahl"}, "td": {"class": "zahl"}}}


class RaumTabelle(Tabelle):
    """`auslastung` is looked up for the rows that are shown; it is None for who does not read it."""

    name = tables.Column(verbose_name="Raum", linkify=("raum", [tables.A("pk")]), order_by="sortierung")
    zentrum = tables.Column(
        accessor="standort__zentrum", verbose_name="Zentrum", order_by="standort__zentrum__sortierung"
    )
    standort = tables.Column(order_by="standort__sortierung")
    plaetze = tables.Column(default="", **ZAHL)
    eignung = tables.Column(verbose_name="Geeignet für", empty_values=(), orderable=False)
    auslastung = tables.Column(verbose_name="Ausgelastet", empty_values=(), orderable=False, **ZAHL)
    ausstattung = tables.Column(visible=False, empty_values=())
    nutzungsregeln = tables.Column(visible=False, empty_values=())
    verantwortlich = tables.Column(visible=False, empty_values=())

    auslastungen: dict[int, Auslastung] | None = None

    class Meta(Tabelle.Meta):
        model = Raum
        fields = ("name", "zentrum", "standort", "plaetze", "eignung", "auslastung")

    def render_eignung(self, record: Raum) -> str:
        worte = {"Gruppen": record.fuer_gruppen, "Beratung": record.fuer_beratung}
        worte["barrierefrei"] = record.barrierefrei
        return ", ".join(wort for wort, ja in worte.items() if ja)

    def render_auslastung(self, record: Raum) -> str:
        auslastung = (self.auslastungen or {}).get(record.pk)
        if auslastung is None or auslastung.prozent is None:
            return ""
        return f"{auslastung.prozent} %"


class RaumbuchungTabelle(Tabelle):
    gruppe = tables.Column(linkify=("raumbuchung", [tables.A("pk")]))
    raum = tables.Column(order_by="raum__sortierung")
    zentrum = tables.Column(
        accessor="raum__standort__zentrum",
        verbose_name="Zentrum",
        order_by="raum__standort__zentrum__sortierung",
    )
    tag = tables.DateColumn(verbose_name="Tag", format="d.m.Y")
    zeit = tables.Column(verbose_name="Zeit", empty_values=(), order_by="von")
    woechentlich_bis = tables.DateColumn(verbose_name="wöchentlich bis", format="d.m.Y", default="")
    status = tables.Column()
    zweck = tables.Column(visible=False)
    personen = tables.Column(visible=False, empty_values=())
    angefragt_am = tables.DateColumn(visible=False, format="d.m.Y")
    beantwortet_am = tables.DateColumn(visible=False, format="d.m.Y", empty_values=())

    class Meta(Tabelle.Meta):
        model = Raumbuchung
        fields = ("gruppe", "raum", "zentrum", "tag", "zeit", "woechentlich_bis", "status")

    def render_zeit(self, record: Raumbuchung) -> str:
        return f"{record.von:%H:%M}–{record.bis:%H:%M} Uhr"

    def render_status(self, record: Raumbuchung) -> str:
        ton = TON[Status(record.status)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_status_display()})

    def value_status(self, record: Raumbuchung) -> str:
        return record.get_status_display()

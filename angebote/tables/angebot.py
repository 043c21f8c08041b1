from typing import Any

import django_tables2 as tables

from angebote.models import Angebot
from angebote.models.pruefbar import Pruefbar
from angebote.templatetags.zeitplaene import zeitplan_kurz
from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen

TON = {
    Angebot.Status.ENTWURF: "info",
    Angebot.Status.VEROEFFENTLICHT: "success",
    Angebot.Status.PAUSIERT: "warning",
    Angebot.Status.BEENDET: "info",
}


class Pruefspalte(tables.Table):
    """When an entry was checked last, and whether that is too long ago."""

    geprueft_am = tables.Column(verbose_name="Geprüft am", default="noch nie")

    def render_geprueft_am(self, record: Pruefbar, value: Any) -> Any:
        if not record.zu_pruefen:
            return f"{value:%d.%m.%Y}"
        text = f"{value:%d.%m.%Y}: bitte prüfen"
        return baustein_zeichnen("marke", {"ton": "warning", "text": text})

    def value_geprueft_am(self, value: Any) -> Any:
        return value


class AngebotTabelle(Pruefspalte, Tabelle):
    """Expects the schedules loaded (`mit_zeiten`)."""

    titel = tables.Column(linkify=("angebot", [tables.A("pk")]), order_by="sortierung")
    wann = tables.Column(verbose_name="Wann", accessor="pk", orderable=False)
    leistungsbereich = tables.Column(order_by="leistungsbereich__reihenfolge")
    zentrum = tables.Column(order_by="zentrum__sortierung")

    class Meta(Tabelle.Meta):
        model = Angebot
        fields = ("titel", "wann", "art", "leistungsbereich", "zentrum", "status", "geprueft_am")
        sequence = fields

    def render_wann(self, record: Angebot) -> str:
        return "; ".join(zeitplan_kurz(zeitplan) for zeitplan in record.zeiten) or "–"

    def value_wann(self, record: Angebot) -> str:
        return self.render_wann(record)

    def render_status(self, record: Angebot, value: Any) -> str:
        text = str(value)[:1].upper() + str(value)[1:]
        return baustein_zeichnen("marke", {"ton": TON[Angebot.Status(record.status)], "text": text})

    def value_status(self, value: Any) -> str:
        return str(value)

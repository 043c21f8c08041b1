"""The lists of the registers: Arbeitskreise, Vorhaben, what centres offer each other, the press."""

from typing import Any

import django_tables2 as tables
from django.utils import formats
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from verbund.models import Arbeitskreis, Kompetenzanfrage, Pressekontakt, Vorhaben

TON_VORHABEN = {
    Vorhaben.Stand.IDEE: "info",
    Vorhaben.Stand.GEPLANT: "info",
    Vorhaben.Stand.LAEUFT: "warning",
    Vorhaben.Stand.ABGESCHLOSSEN: "success",
    Vorhaben.Stand.ABGESAGT: "danger",
}
TON_ANFRAGE = {
    Kompetenzanfrage.Stand.OFFEN: "warning",
    Kompetenzanfrage.Stand.ZUGESAGT: "info",
    Kompetenzanfrage.Stand.ABGELEHNT: "danger",
    Kompetenzanfrage.Stand.ZURUECKGEZOGEN: "info",
    Kompetenzanfrage.Stand.GENUTZT: "success",
}


def spanne(von: Any, bis: Any) -> str:
    """ "12.05.2026", or "12.05.2026 bis 14.05.2026"."""
    tage = [formats.date_format(tag, "d.m.Y") for tag in dict.fromkeys((von, bis))]
    return " bis ".join(tage)


class ArbeitskreisTabelle(Tabelle):
    name = tables.Column(linkify=("arbeitskreis", [tables.A("pk")]))
    mitglieder = tables.Column(verbose_name="Zentren", orderable=False, empty_values=())
    federfuehrung = tables.Column(order_by="federfuehrung__sortierung", default="noch offen")
    von = tables.Column(verbose_name="Zeit")

    class Meta(Tabelle.Meta):
        model = Arbeitskreis
        fields = ("name", "mitglieder", "federfuehrung", "von")

    def render_mitglieder(self, record: Arbeitskreis) -> str:
        return str(len(record.mitglieder.all()))

    def render_von(self, record: Arbeitskreis) -> str:
        if record.bis is None:
            return f"seit {formats.date_format(record.von, 'd.m.Y')}"
        return spanne(record.von, record.bis)


class VorhabenTabelle(Tabelle):
    titel = tables.Column(linkify=("vorhaben", [tables.A("pk")]))
    von = tables.Column(verbose_name="Wann")
    zentren = tables.Column(verbose_name="Zentren", orderable=False, empty_values=())
    stand = tables.Column()

    class Meta(Tabelle.Meta):
        model = Vorhaben
        fields = ("titel", "art", "von", "zentren", "stand")

    def render_von(self, record: Vorhaben) -> str:
        return spanne(record.von, record.bis)

    def render_zentren(self, record: Vorhaben) -> str:
        return str(len(record.zentren.all()))

    def render_stand(self, record: Vorhaben) -> str:
        ton = TON_VORHABEN[Vorhaben.Stand(record.stand)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_stand_display()})

    def value_stand(self, record: Vorhaben) -> str:
        return record.get_stand_display()


class AnfrageTabelle(Tabelle):
    kompetenz = tables.Column(
        linkify=("kompetenzanfrage", [tables.A("pk")]), order_by="kompetenz__sortierung"
    )
    zentrum = tables.Column(verbose_name="fragt an", order_by="zentrum__sortierung")
    bietet = tables.Column(
        verbose_name="bietet an", accessor="kompetenz__zentrum", order_by="kompetenz__zentrum__sortierung"
    )
    gestellt_am = tables.Column()
    stand = tables.Column()

    class Meta(Tabelle.Meta):
        model = Kompetenzanfrage
        fields = ("kompetenz", "zentrum", "bietet", "gestellt_am", "stand")
        sequence = fields

    def render_stand(self, record: Kompetenzanfrage) -> str:
        ton = TON_ANFRAGE[Kompetenzanfrage.Stand(record.stand)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_stand_display()})

    def value_stand(self, record: Kompetenzanfrage) -> str:
        return record.get_stand_display()


class PresseTabelle(Tabelle):
    medium = tables.Column(linkify=("pressekontakt", [tables.A("pk")]), order_by="sortierung")
    email = tables.Column(verbose_name="E-Mail", linkify=lambda value: f"mailto:{value}")
    telefon = tables.Column(linkify=lambda value: f"tel:{value}")
    geprueft_am = tables.Column(empty_values=())

    class Meta(Tabelle.Meta):
        model = Pressekontakt
        fields = ("medium", "ressort", "email", "telefon", "hinweis", "geprueft_am")

    def render_geprueft_am(self, record: Pressekontakt) -> str:
        datum = self.value_geprueft_am(record)
        if not record.lange_nicht_geprueft:
            return datum
        marke = baustein_zeichnen("marke", {"ton": "warning", "text": "lange nicht geprüft"})
        return format_html("{} {}", datum, marke)

    def value_geprueft_am(self, record: Pressekontakt) -> str:
        return formats.date_format(record.geprueft_am, "d.m.Y") if record.geprueft_am else ""

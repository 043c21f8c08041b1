from typing import Any

import django_tables2 as tables

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.zahlen import zeige_minuten
from zentren.stadtteilmanagement.aufgabenworte import kurzname
from zentren.stadtteilmanagement.models import Taetigkeit


def _namen(zeilen: Any) -> str:
    return ", ".join(str(zeile) for zeile in zeilen.all())


class TaetigkeitTabelle(Tabelle):
    """What is exported has all fields (`TaetigkeitListe` loads them), what is shown fits a phone."""

    datum = tables.DateColumn(verbose_name="Tag", format="d.m.Y")
    was = tables.Column(verbose_name="Was war?", linkify=("taetigkeit", [tables.A("pk")]))
    aufgabe = tables.Column(order_by="aufgabe__reihenfolge")
    form = tables.Column(default="")
    zentrum = tables.Column(order_by="zentrum__sortierung")
    kooperationen = tables.Column(visible=False, empty_values=())
    fachstellen = tables.Column(visible=False, empty_values=())
    zentren = tables.Column(visible=False, empty_values=())
    personen = tables.Column(visible=False, default="")
    zielgruppen = tables.Column(visible=False, empty_values=())
    minuten = tables.Column(visible=False, empty_values=())
    bedarf = tables.Column(visible=False, default="")
    beitraege = tables.Column(visible=False, empty_values=())
    medium = tables.Column(visible=False, default="")
    reichweite = tables.Column(visible=False, default="")
    zur_beratung = tables.Column(visible=False)
    einladung = tables.Column(visible=False)
    rueckfluss = tables.Column(visible=False, default="")
    wirkung = tables.Column(visible=False, default="")
    notiz = tables.Column(visible=False, default="")
    link = tables.Column(visible=False, default="")

    class Meta(Tabelle.Meta):
        model = Taetigkeit
        fields = ("datum", "was", "zentrum", "aufgabe", "form")

    def render_aufgabe(self, record: Taetigkeit) -> str:
        return kurzname(record.aufgabe.schluessel)

    def value_minuten(self, record: Taetigkeit) -> str:
        return "" if record.minuten is None else zeige_minuten(record.minuten)

    def value_kooperationen(self, record: Taetigkeit) -> str:
        return _namen(record.kooperationen)

    def value_fachstellen(self, record: Taetigkeit) -> str:
        return _namen(record.fachstellen)

    def value_zentren(self, record: Taetigkeit) -> str:
        return _namen(record.zentren)

    def value_zielgruppen(self, record: Taetigkeit) -> str:
        return _namen(record.zielgruppen)

    def value_beitraege(self, record: Taetigkeit) -> str:
        return ", ".join(record.beitraege_namen)

    def value_zur_beratung(self, record: Taetigkeit) -> str:
        return "ja" if record.zur_beratung else ""

    def value_einladung(self, record: Taetigkeit) -> str:
        return "ja" if record.einladung else ""

from datetime import date
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils import formats, timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from stzverbund.basis.zahlen import zeige_cent
from zentren.stadtteilmanagement.models import Foerderung, Kampagne

TON = {
    "geplant": "info",
    "beantragt": "warning",
    "bewilligt": "success",
    "abgelehnt": "danger",
    "abgeschlossen": "info",
}
RECHTS = {"td": {"class": "zahl"}, "th": {"class": "zahl"}}


class Betrag(tables.Column):
    """Cents: shown as Euro, exported as a number."""

    def __init__(self, verbose_name: str, **kwargs: Any) -> None:
        super().__init__(verbose_name=f"{verbose_name} (Euro)", attrs=RECHTS, **kwargs)

    def render(self, value: int) -> str:
        return zeige_cent(value)

    def value(self, value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class FoerderungTabelle(Tabelle):
    """What is exported has all fields, what is shown fits a phone."""

    quelle = tables.Column(
        verbose_name="Von wem?", linkify=("foerderung", [tables.A("pk")]), order_by="sortierung"
    )
    zentrum = tables.Column(order_by="zentrum__sortierung")
    zweck = tables.Column(verbose_name="Wofür?")
    von = tables.Column(verbose_name="Zeitraum", order_by=("von", "bis"))
    status = tables.Column(verbose_name="Stand")
    beantragt = Betrag("Beantragt", visible=False)
    bewilligt = Betrag("Bewilligt")
    erhalten = Betrag("Erhalten", visible=False)
    ausgegeben = Betrag("Ausgegeben", visible=False)
    aktenzeichen = tables.Column(visible=False)
    bescheid_vom = tables.DateColumn(visible=False, format="d.m.Y", default="")
    nachweis_bis = tables.DateColumn(visible=False, format="d.m.Y", default="")
    nachweis_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    kampagne = tables.Column(visible=False)

    class Meta(Tabelle.Meta):
        model = Foerderung
        fields = ("quelle", "zweck", "art", "zentrum", "von", "status", "bewilligt")

    def render_von(self, record: Foerderung) -> str:
        return f"{_tag(record.von)} – {_tag(record.bis)}"

    def render_status(self, record: Foerderung) -> str:
        marke = baustein_zeichnen("marke", {"ton": TON[record.status], "text": record.get_status_display()})
        if record.nachweis_ueberfaellig(timezone.localdate()):
            spaet = baustein_zeichnen("marke", {"ton": "warning", "text": "Nachweis überfällig"})
            return format_html("{} {}", marke, spaet)
        return marke

    def value_status(self, record: Foerderung) -> str:
        return record.get_status_display()


class KampagneTabelle(Tabelle):
    titel = tables.Column(linkify=("kampagne", [tables.A("pk")]), order_by="sortierung")
    von = tables.Column(verbose_name="Zeitraum", order_by=("von", "bis"))
    haeuser = tables.Column(verbose_name="Organisationen", attrs=RECHTS)
    spenden = Betrag("Spenden")
    zuschuss = Betrag("Zuschuss")
    verteilt_am = tables.DateColumn(verbose_name="Verteilt", format="d.m.Y", default="noch nicht")

    class Meta(Tabelle.Meta):
        model = Kampagne
        fields = ("titel", "von", "haeuser", "spenden", "zuschuss", "verteilt_am")

    def render_von(self, record: Kampagne) -> str:
        return f"{_tag(record.von)} – {_tag(record.bis)}"


def _tag(tag: date) -> str:
    return formats.date_format(tag, "d.m.Y")

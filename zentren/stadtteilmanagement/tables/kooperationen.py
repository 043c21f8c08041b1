from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils import formats, timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Kooperation, Zielpruefung

Stand = Kooperation.Stand
TON = {
    Stand.BEENDET: "info",
    Stand.ABGELAUFEN: "danger",
    Stand.LAEUFT_AB: "warning",
    Stand.VEREINBART: "success",
    Stand.OHNE: "info",
}


def marke(ton: str, text: str) -> str:
    return baustein_zeichnen("marke", {"ton": ton, "text": text})


class KooperationTabelle(Tabelle):
    """What is exported has all fields, what is shown fits a phone. Rows carry `ergebnis`, the last review."""

    partner = tables.Column(linkify=("kooperation", [tables.A("pk")]), order_by="sortierung")
    zentrum = tables.Column(order_by="zentrum__sortierung")
    stand = tables.Column(verbose_name="Vereinbarung", accessor="pk", order_by="gilt_bis", empty_values=())
    naechste_pruefung = tables.Column(verbose_name="Ziele prüfen", empty_values=())
    ebene = tables.Column(visible=False, empty_values=())
    ausrichtung = tables.Column(visible=False, empty_values=())
    vertretung = tables.Column(visible=False, verbose_name="Vertretung", empty_values=())
    seit = tables.Column(visible=False, empty_values=())
    beendet_am = tables.Column(visible=False, empty_values=())
    unterzeichnet_am = tables.Column(visible=False, verbose_name="Unterzeichnet am", empty_values=())
    gilt_von = tables.Column(visible=False, verbose_name="Gilt von", empty_values=())
    gilt_bis = tables.Column(visible=False, verbose_name="Gilt bis", empty_values=())
    ziele = tables.Column(visible=False, empty_values=())
    ergebnis = tables.Column(visible=False, verbose_name="Letzte Zielprüfung", empty_values=())

    class Meta(Tabelle.Meta):
        model = Kooperation
        fields = ("partner", "zentrum", "art", "stand", "naechste_pruefung")

    def render_stand(self, record: Kooperation) -> str:
        stand = record.stand(timezone.localdate())
        return marke(TON[stand], str(stand.label))

    def value_stand(self, record: Kooperation) -> str:
        return str(record.stand(timezone.localdate()).label)

    def render_naechste_pruefung(self, record: Kooperation) -> str:
        tag, heute = record.naechste_pruefung, timezone.localdate()
        if tag is None or tag > heute or record.stand(heute) == Stand.BEENDET:
            return _tag(tag)
        return format_html("{} {}", _tag(tag), marke("warning", "fällig"))

    def value_naechste_pruefung(self, record: Kooperation) -> date | None:
        return record.naechste_pruefung

    def value_ergebnis(self, record: Any) -> str:
        return str(Zielpruefung.Ergebnis(record.ergebnis).label) if record.ergebnis else ""


class GremiumTabelle(Tabelle):
    """Rows carry `sitzungen` and `zurueck` of the last twelve months and `zuletzt` (None: never)."""

    partner = tables.Column(
        verbose_name="Gremium", linkify=("kooperation", [tables.A("pk")]), order_by="sortierung"
    )
    zentrum = tables.Column(order_by="zentrum__sortierung")
    ebene = tables.Column()
    ausrichtung = tables.Column(default="")
    vertretung = tables.Column(verbose_name="Vertretung", default="")
    zuletzt = tables.DateColumn(verbose_name="Letzte Sitzung", format="d.m.Y", default="keine eingetragen")
    sitzungen = tables.Column(verbose_name="Sitzungen in 12 Monaten", attrs={"td": {"class": "zahl"}})
    zurueck = tables.Column(verbose_name="davon zurück ins Team", attrs={"td": {"class": "zahl"}})

    class Meta(Tabelle.Meta):
        model = Kooperation
        fields = (
            "partner",
            "zentrum",
            "ebene",
            "ausrichtung",
            "vertretung",
            "zuletzt",
            "sitzungen",
            "zurueck",
        )


def _tag(tag: date | None) -> str:
    return formats.date_format(tag, "d.m.Y") if tag else ""

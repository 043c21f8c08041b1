from datetime import date

import django_tables2 as tables
from django.utils import formats, timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Massnahme

TON = {
    Massnahme.Status.OFFEN: "info",
    Massnahme.Status.IN_ARBEIT: "info",
    Massnahme.Status.ERLEDIGT: "success",
    Massnahme.Status.ENTFALLEN: "info",
}


class MassnahmeTabelle(Tabelle):
    """What is exported has all fields, what is shown fits a phone."""

    titel = tables.Column(verbose_name="Maßnahme", linkify=("massnahme", [tables.A("pk")]))
    zentrum = tables.Column(order_by="zentrum__sortierung", empty_values=())
    eigner = tables.Column(verbose_name="Zuständig")
    faellig = tables.Column(verbose_name="Fällig")
    status = tables.Column()
    beschreibung = tables.Column(visible=False, empty_values=())
    vereinbart_am = tables.Column(visible=False, empty_values=())
    erledigt_am = tables.Column(visible=False, empty_values=())
    wirkung = tables.Column(visible=False, verbose_name="Wirkung", empty_values=())
    grund = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Massnahme
        fields = ("titel", "zentrum", "eigner", "faellig", "status")

    def render_zentrum(self, record: Massnahme) -> str:
        return str(record.zentrum or "alle Zentren des Bezirks")

    def render_faellig(self, record: Massnahme) -> str:
        datum = formats.date_format(record.faellig, "d.m.Y")
        if not (record.laeuft and record.faellig < timezone.localdate()):
            return datum
        marke = baustein_zeichnen("marke", {"ton": "warning", "text": "überfällig"})
        return format_html("{} {}", datum, marke)

    def value_faellig(self, record: Massnahme) -> date:
        return record.faellig

    def render_status(self, record: Massnahme) -> str:
        text = record.get_status_display() if record.vereinbart_am else "Entwurf"
        ton = TON[Massnahme.Status(record.status)]
        return baustein_zeichnen("marke", {"ton": ton, "text": text})

    def value_status(self, record: Massnahme) -> str:
        return record.get_status_display()

    def value_vereinbart_am(self, record: Massnahme) -> date | None:
        return timezone.localdate(record.vereinbart_am) if record.vereinbart_am else None

    def value_erledigt_am(self, record: Massnahme) -> date | None:
        return record.erledigt_am

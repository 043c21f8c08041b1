from datetime import date

import django_tables2 as tables
from django.utils import formats, timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from verbund.models import Aufgabe

Status = Aufgabe.Status
TON = {Status.OFFEN: "info", Status.ERLEDIGT: "success", Status.ENTFALLEN: "info"}


class AufgabeTabelle(Tabelle):
    """What is exported has all fields, what is shown fits a phone."""

    titel = tables.Column(verbose_name="Aufgabe", linkify=("aufgabe", [tables.A("pk")]))
    wer = tables.Column(accessor="wer", verbose_name="Wer", orderable=False)
    faellig = tables.Column(verbose_name="Bis wann")
    alter = tables.Column(accessor="angelegt_am", verbose_name="Seit")
    verschoben = tables.Column(verbose_name="Verschoben")
    status = tables.Column()
    urspruenglich = tables.Column(visible=False)
    erledigt_am = tables.Column(visible=False)
    ergebnis = tables.Column(visible=False)
    beschreibung = tables.Column(visible=False)

    class Meta(Tabelle.Meta):
        model = Aufgabe
        fields = ("titel", "wer", "faellig", "alter", "verschoben", "status")

    def render_wer(self, record: Aufgabe) -> str:
        if not (record.laeuft and getattr(record, "meine", False)):
            return record.wer
        marke = baustein_zeichnen("marke", {"ton": "info", "text": "Ihre"})
        return format_html("{} {}", record.wer, marke)

    def value_wer(self, record: Aufgabe) -> str:
        return record.wer

    def render_faellig(self, record: Aufgabe) -> str:
        tag = _tag(record.faellig)
        if not (record.laeuft and record.faellig < timezone.localdate()):
            return tag
        marke = baustein_zeichnen("marke", {"ton": "warning", "text": "überfällig"})
        return format_html("{} {}", tag, marke)

    def value_faellig(self, record: Aufgabe) -> str:
        return _tag(record.faellig)

    def render_alter(self, record: Aufgabe) -> str:
        """How long it has been open; of what is done, when it was given."""
        tage = (timezone.localdate() - record.angelegt_am).days
        if not record.laeuft or not tage:
            return _tag(record.angelegt_am)
        return f"{tage} {'Tag' if tage == 1 else 'Tagen'}"

    def value_alter(self, record: Aufgabe) -> str:
        return _tag(record.angelegt_am)

    def render_verschoben(self, value: int) -> str:
        return f"{value}-mal" if value else "nie"

    def value_verschoben(self, value: int) -> int:
        return value

    def render_status(self, record: Aufgabe) -> str:
        ton = TON[Status(record.status)]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_status_display()})

    def value_status(self, record: Aufgabe) -> str:
        return record.get_status_display()

    def value_urspruenglich(self, record: Aufgabe) -> str:
        return _tag(record.urspruenglich)

    def value_erledigt_am(self, record: Aufgabe) -> str:
        return _tag(record.erledigt_am)


def _tag(tag: date | None) -> str:
    return formats.date_format(tag, "d.m.Y") if tag else ""

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from zentren.stadtteilmanagement.models import Anliegen, Bedarf

TON = {
    Bedarf.Status.ERMITTELT: "warning",
    Bedarf.Status.GEPLANT: "info",
    Bedarf.Status.UMGESETZT: "info",
    Bedarf.Status.UEBERPRUEFT: "success",
    Bedarf.Status.VERWORFEN: "info",
}


class BedarfTabelle(Tabelle):
    """What is exported has all fields, what is shown fits a phone."""

    titel = tables.Column(
        verbose_name="Bedarf", linkify=("bedarf", [tables.A("pk")]), order_by=("sortierung", "pk")
    )
    zentrum = tables.Column(order_by="zentrum__sortierung")
    ermittelt_am = tables.DateColumn(verbose_name="Ermittelt", format="d.m.Y")
    status = tables.Column()
    quelle = tables.Column(visible=False, verbose_name="Quelle")
    region = tables.Column(visible=False, default="", verbose_name="Stadtteil")
    sozialraum = tables.Column(visible=False, verbose_name="Wo genau", empty_values=())
    zielgruppen = tables.Column(visible=False, verbose_name="Zielgruppen", orderable=False, empty_values=())
    infrastruktur = tables.Column(visible=False, verbose_name="Infrastruktur", empty_values=())
    beschreibung = tables.Column(visible=False, empty_values=())
    grundlage = tables.Column(visible=False, verbose_name="Grundlage", empty_values=())
    geplant_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    umgesetzt_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    ueberprueft_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    ergebnis = tables.Column(visible=False, verbose_name="Ergebnis der Überprüfung", empty_values=())
    grund = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Bedarf
        fields = ("titel", "zentrum", "problemfeld", "ermittelt_am", "status")

    def render_status(self, record: Bedarf) -> str:
        ton = TON[Bedarf.Status(record.status)]
        marke = baustein_zeichnen("marke", {"ton": ton, "text": record.get_status_display()})
        if record.wieder_am and record.wieder_am <= timezone.localdate():
            text = "wieder ansehen" if record.offen else "überprüfen"
            faellig = baustein_zeichnen("marke", {"ton": "warning", "text": text})
            return format_html("{} {}", marke, faellig)
        return marke

    def value_status(self, record: Bedarf) -> str:
        return record.get_status_display()

    def value_zielgruppen(self, record: Bedarf) -> str:
        return ", ".join(gruppe.name for gruppe in record.zielgruppen.all())

    def value_infrastruktur(self, record: Bedarf) -> str:
        return "ja" if record.infrastruktur else "nein"


def stand(anliegen: Anliegen) -> tuple[str, str]:
    """Tone and words of what has become of an Anliegen."""
    if anliegen.beantwortet_am:
        return ("warning" if anliegen.ergebnis == "abgelehnt" else "success"), anliegen.get_ergebnis_display()
    if anliegen.wartet:
        spaet = anliegen.frist is not None and anliegen.frist < timezone.localdate()
        return ("danger", "Antwort überfällig") if spaet else ("info", "weitergeleitet")
    return "warning", "noch nicht weitergeleitet"


class AnliegenTabelle(Tabelle):
    titel = tables.Column(verbose_name="Anliegen", linkify=("anliegen", [tables.A("pk")]), order_by="titel")
    zentrum = tables.Column(order_by="zentrum__sortierung")
    eingegangen_am = tables.DateColumn(verbose_name="Eingegangen", format="d.m.Y")
    frist = tables.DateColumn(verbose_name="Antwort bis", format="d.m.Y", default="")
    stand = tables.Column(empty_values=(), orderable=False)
    problemfeld = tables.Column(visible=False)
    stelle = tables.Column(visible=False, verbose_name="Stelle", empty_values=())
    region = tables.Column(visible=False, default="", verbose_name="Stadtteil")
    beschreibung = tables.Column(visible=False, empty_values=())
    weitergeleitet_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    beantwortet_am = tables.DateColumn(visible=False, format="d.m.Y", default="")
    antwort = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Anliegen
        fields = ("titel", "zentrum", "empfaenger", "eingegangen_am", "frist", "stand")

    def render_stand(self, record: Anliegen) -> str:
        ton, text = stand(record)
        return baustein_zeichnen("marke", {"ton": ton, "text": text})

    def value_stand(self, record: Anliegen) -> str:
        return stand(record)[1]

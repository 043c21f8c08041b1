import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html

from stzverbund.basis.listen import Tabelle
from stzverbund.basis.templatetags.bausteine import baustein_zeichnen
from verbund.models import Anfrage, Beratungsnotiz, Empfehlung

TON = {"offen": "warning", "beantwortet": "success", "zurueckgezogen": "info"}
EMPFEHLUNGSTON = {
    "entwurf": "info",
    "eingebracht": "warning",
    "beraten": "warning",
    "uebernommen": "success",
    "abgelehnt": "danger",
}


class AnfrageTabelle(Tabelle):
    betreff = tables.Column(linkify=("anfrage", [tables.A("pk")]))
    richtung = tables.Column()
    gestellt_am = tables.DateColumn(verbose_name="Gestellt", format="d.m.Y")
    frist = tables.DateColumn(verbose_name="Antwort bis", format="d.m.Y")
    status = tables.Column()
    frage = tables.Column(visible=False)
    antwort = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Anfrage
        fields = ("betreff", "richtung", "gestellt_am", "frist", "status")

    def render_status(self, record: Anfrage) -> str:
        marke = baustein_zeichnen("marke", {"ton": TON[record.status], "text": record.get_status_display()})
        if record.offen and record.frist < timezone.localdate():
            spaet = baustein_zeichnen("marke", {"ton": "danger", "text": "überfällig"})
            return format_html("{} {}", marke, spaet)
        return marke

    def value_status(self, record: Anfrage) -> str:
        return record.get_status_display()


class BeratungsnotizTabelle(Tabelle):
    datum = tables.DateColumn(verbose_name="Tag", format="d.m.Y")
    anlass = tables.Column(linkify=("beratungsnotiz", [tables.A("pk")]))
    bezirk = tables.Column(order_by="bezirk__sortierung")
    zentrum = tables.Column(order_by="zentrum__sortierung", default="alle")
    vereinbart = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Beratungsnotiz
        fields = ("datum", "anlass", "bezirk", "zentrum")


class EmpfehlungTabelle(Tabelle):
    titel = tables.Column(linkify=("empfehlung", [tables.A("pk")]))
    partner = tables.Column(default="")
    gremium = tables.Column(default="")
    eingebracht_am = tables.DateColumn(verbose_name="Eingebracht", format="d.m.Y", default="")
    stand = tables.Column()
    ergebnis = tables.Column(visible=False, empty_values=())

    class Meta(Tabelle.Meta):
        model = Empfehlung
        fields = ("titel", "partner", "gremium", "eingebracht_am", "stand")

    def render_stand(self, record: Empfehlung) -> str:
        ton = EMPFEHLUNGSTON[record.stand]
        return baustein_zeichnen("marke", {"ton": ton, "text": record.get_stand_display()})

    def value_stand(self, record: Empfehlung) -> str:
        return record.get_stand_display()

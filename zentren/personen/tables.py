import django_tables2 as tables

from stzverbund.basis.listen import Tabelle
from zentren.models import Person


class PersonTabelle(Tabelle):
    name = tables.Column(linkify=("person", [tables.A("pk")]), order_by="sortierung", empty_values=())
    rollen = tables.Column(verbose_name="Rollen heute", orderable=False, empty_values=())
    is_active = tables.Column(verbose_name="Konto")

    class Meta(Tabelle.Meta):
        model = Person
        fields = ("name", "email", "rollen", "is_active")

    def render_name(self, record: Person) -> str:
        return str(record)

    def render_rollen(self, record: Person) -> str:
        return "; ".join(m.bezeichnung for m in record.gueltige) or "keine"

    def value_rollen(self, record: Person) -> str:
        return self.render_rollen(record)

    def render_is_active(self, record: Person) -> str:
        return "offen" if record.is_active else "gesperrt"

    def value_is_active(self, record: Person) -> str:
        return self.render_is_active(record)

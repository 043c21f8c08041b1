"""The one way to show a list: filter, sortable columns, hits, pages, empty state, export of what is shown."""

from collections.abc import Iterator
from typing import Any

import django_filters
import django_tables2 as tables
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django.http import HttpResponse
from django_filters.views import FilterView
from django_tables2.views import SingleTableMixin

EXPORTE = {"xlsx": "Excel (xlsx)", "ods": "OpenDocument (ods)", "csv": "CSV"}
VON_JAHR, BIS_JAHR = 1900, 2200
"""Years that may be asked for; databases and calendars know no others."""


class Jahresfilter(django_filters.NumberFilter):
    """A year, typed in: of a day (`field_name`), or as its `method` says."""

    def __init__(self, **kwargs: Any) -> None:
        vorgaben = {"label": "Jahr", "lookup_expr": "year", "min_value": VON_JAHR, "max_value": BIS_JAHR}
        super().__init__(**vorgaben | kwargs)


class Filter(django_filters.FilterSet):
    """A FilterSet whose form is laid out as a row of KERN fields."""

    def get_form_class(self) -> type:
        klasse = super().get_form_class()
        felder = list(klasse.base_fields)

        def helper(form: Any) -> FormHelper:
            helfer = FormHelper()
            helfer.form_tag = False
            helfer.disable_csrf = True
            helfer.layout = Layout(*felder)
            for feld in form.fields.values():
                feld.ohne_freiwillig = True
            return helfer

        return type(klasse.__name__, (klasse,), {"helper": property(helper)})


class Tabelle(tables.Table):
    class Meta:
        attrs = {"class": "tabelle"}
        template_name = "tabellen/tabelle.html"
        empty_text = ""

    def zeilen(self) -> Iterator[list[tuple[str, Any]]]:
        """The rows of the page as (class, content); what is the same for a column is asked once."""
        spalten = [(spalte.name, spalte.attrs["td"].get("class") or "") for spalte in self.columns]
        klassen = [(name, "zahl" if "zahl" in klasse else "") for name, klasse in spalten]
        for zeile in self.paginated_rows:
            yield [(klasse, zeile.get_cell(name)) for name, klasse in klassen]


class Liste(SingleTableMixin, FilterView):
    """Base of list views: set `model`, `table_class`, `filterset_class`, `titel`, and `get_queryset()`.

    `?export=xlsx|ods|csv` gives the filtered rows in the order shown. `leer` says what to do where there
    is nothing yet.
    """

    template_name = "tabellen/liste.html"
    table_pagination = {"per_page": 50}
    titel = ""
    einleitung = ""
    leer = "Hier gibt es noch nichts."
    dateiname = "liste"

    def get_filterset_kwargs(self, filterset_class: type) -> dict[str, Any]:
        kwargs = super().get_filterset_kwargs(filterset_class)
        kwargs.setdefault("queryset", self.get_queryset())
        return kwargs

    def get_table(self, **kwargs: Any) -> Any:
        tabelle = super().get_table(**kwargs)
        self.ergaenzen(tabelle)
        return tabelle

    def ergaenzen(self, tabelle: Any) -> None:
        """Looks up, all at once, what the shown rows of the table need besides their objects."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontext = super().get_context_data(**kwargs)
        parameter = self.request.GET.copy()
        for name in ("page", "export"):
            parameter.pop(name, None)
        gefiltert = any(wert for name, wert in parameter.items() if name != "sort")
        return kontext | {
            "titel": self.titel,
            "einleitung": self.einleitung,
            "leer": self.leer,
            "exporte": EXPORTE,
            "parameter": parameter.urlencode(),
            "gefiltert": gefiltert,
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        art = self.request.GET.get("export")
        if art in EXPORTE:
            from stzverbund.basis.export import tabelle_als_datei

            tabelle = self.get_table_class()(self.object_list, **self.get_table_kwargs())
            tables.RequestConfig(self.request, paginate=False).configure(tabelle)
            self.ergaenzen(tabelle)
            return tabelle_als_datei(tabelle, art, self.dateiname)
        return super().render_to_response(context, **kwargs)

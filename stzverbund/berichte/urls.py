"""Addresses of the reports; /berichte/zentrum/<zentrum>/<JJJJ>.pdf never changes."""

from django.urls import path, register_converter
from django.views.generic import TemplateView

from stzverbund.berichte.views.bericht import AusgabePdf, BerichtAnsehen, BerichtFestschreiben, BerichtPdf

ARTEN = ("zentrum", "traeger", "bezirk", "verband")


class Berichtsartadresse:
    regex = "|".join(ARTEN)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Berichtsartadresse, "berichtsart")

urlpatterns = [
    path("", TemplateView.as_view(template_name="start/impressum.html"), name="berichte"),
    *[
        muster
        for art in ARTEN
        for muster in (
            path(
                f"{art}/<slug:schluessel>/<int:jahr>/",
                BerichtAnsehen.as_view(),
                {"art": art},
                name=f"bericht_{art}",
            ),
            path(
                f"{art}/<slug:schluessel>/<int:jahr>.pdf",
                BerichtPdf.as_view(),
                {"art": art},
                name=f"bericht_{art}_pdf",
            ),
        )
    ],
    path(
        "zentrum/<slug:schluessel>/<int:jahr>/text/",
        BerichtAnsehen.as_view(),
        {"art": "zentrum"},
        name="sachbericht",
    ),
    path(
        "<berichtsart:art>/<slug:schluessel>/<int:jahr>/festschreiben/",
        BerichtFestschreiben.as_view(),
        name="bericht_festschreiben",
    ),
    path(
        "<berichtsart:art>/<slug:schluessel>/<int:jahr>/ausgabe-<int:nummer>.pdf",
        AusgabePdf.as_view(),
        name="ausgabe",
    ),
]

"""Addresses of the reports; /berichte/zentrum/<zentrum>/<JJJJ>.pdf never changes."""

from django.urls import URLPattern, path, register_converter

from stzverbund.berichte.views.bericht import AusgabePdf, BerichtAnsehen, BerichtFestschreiben, BerichtPdf
from stzverbund.berichte.views.druck import AuftragAnsehen, AuftragErneut, AuftragPdf
from stzverbund.berichte.views.karte import karte, karte_wahl
from stzverbund.berichte.views.text import SachberichtBearbeiten
from stzverbund.berichte.views.uebersicht import berichte
from stzverbund.berichte.views.verlauf import verlauf, verlauf_wahl

ARTEN = ("zentrum", "traeger", "bezirk", "verband")


class Berichtsartadresse:
    """One of ARTEN in an address."""

    regex = "|".join(ARTEN)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Berichtsartadresse, "berichtsart")


def _lesen(art: str) -> list[URLPattern]:
    wo, fest = f"{art}/<slug:schluessel>/<int:jahr>", {"art": art}
    return [
        path(f"{wo}/", BerichtAnsehen.as_view(), fest, name=f"bericht_{art}"),
        path(f"{wo}.pdf", BerichtPdf.as_view(), fest, name=f"bericht_{art}_pdf"),
    ]


JEDER = "<berichtsart:art>/<slug:schluessel>/<int:jahr>/"

urlpatterns = [
    path("", berichte, name="berichte"),
    path("karte/", karte_wahl, name="karte_wahl"),
    path("karte/bezirk/<slug:schluessel>/", karte, name="karte"),
    path("verlauf/", verlauf_wahl, name="verlauf_wahl"),
    path("verlauf/<berichtsart:art>/<slug:schluessel>/", verlauf, name="verlauf"),
    *[muster for art in ARTEN for muster in _lesen(art)],
    path("zentrum/<slug:schluessel>/<int:jahr>/text/", SachberichtBearbeiten.as_view(), name="sachbericht"),
    path(f"{JEDER}festschreiben/", BerichtFestschreiben.as_view(), name="bericht_festschreiben"),
    path(f"{JEDER}ausgabe-<int:nummer>.pdf", AusgabePdf.as_view(), name="ausgabe"),
    path("druck/<uuid:pk>/", AuftragAnsehen.as_view(), name="druckauftrag"),
    path("druck/<uuid:pk>.pdf", AuftragPdf.as_view(), name="druckauftrag_pdf"),
    path("druck/<uuid:pk>/erneut/", AuftragErneut.as_view(), name="druckauftrag_erneut"),
]

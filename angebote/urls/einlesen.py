from django.urls import path, register_converter

from angebote.models import Import
from angebote.views import einlesen


class Listenart:
    """Lists of Angebote lie below /angebote/, lists of figures below /statistik/."""

    regex = "angebote|statistik"
    BEREICHE = {"angebote": Import.Art.ANGEBOTE, "statistik": Import.Art.ZAHLEN}

    def to_python(self, value: str) -> str:
        return self.BEREICHE[value]

    def to_url(self, value: str) -> str:
        return next(bereich for bereich, art in self.BEREICHE.items() if art == value)


register_converter(Listenart, "listenart")
LISTEN = "<listenart:art>/einlesen/"
LISTE = f"{LISTEN}<int:pk>/"

urlpatterns = [
    path("statistik/einlesen/vorlage/", einlesen.vorlage, name="import_vorlage"),
    path(LISTEN, einlesen.Hochladen.as_view(), name="import_hochladen"),
    path(LISTE, einlesen.Ergebnis.as_view(), name="import"),
    path(f"{LISTE}spalten/", einlesen.Spalten.as_view(), name="import_spalten"),
    path(f"{LISTE}blatt/", einlesen.Blattwahl.as_view(), name="import_blatt"),
    path(f"{LISTE}vorschau/", einlesen.Vorschau.as_view(), name="import_vorschau"),
    path(f"{LISTE}zuruecknehmen/", einlesen.Zuruecknehmen.as_view(), name="import_zuruecknehmen"),
    path(f"{LISTE}veroeffentlichen/", einlesen.Veroeffentlichen.as_view(), name="import_veroeffentlichen"),
    path(f"{LISTE}verwerfen/", einlesen.Verwerfen.as_view(), name="import_verwerfen"),
]

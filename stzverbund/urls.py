"""All addresses. Those of a room stand in its own file; the ones named in the handbook never change."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("stzverbund.start.urls")),
    path("", include("zentren.konten.urls")),
    path("", include("zentren.urls")),
    path("", include("angebote.urls")),
    path("verbund/", include("verbund.urls")),
    path("verzeichnis/", include("verbund.urls.oeffentlich")),
    path("standards/", include("standards.urls")),
    path("", include("zentren.stadtteilmanagement.urls")),
    path("", include("stzverbund.stadtteil.urls")),
    path("", include("stzverbund.rechtliches.urls")),
    path("berichte/", include("stzverbund.berichte.urls")),
    path("verwaltung/", admin.site.urls),
]

handler400 = "stzverbund.start.fehler.ungueltig"
handler500 = "stzverbund.start.fehler.panne"

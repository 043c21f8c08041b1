from django.urls import path

from zentren.stadtteilmanagement.views import beschwerden as ansichten
from zentren.stadtteilmanagement.views import beschwerden_offen as offen
from zentren.stadtteilmanagement.views.beschwerdezahlen import beschwerden_zahlen

EINE = "beschwerden/<int:pk>/"

urlpatterns = [
    path("beschwerden/", ansichten.BeschwerdeListe.as_view(), name="beschwerden"),
    path("beschwerden/neu/", ansichten.BeschwerdeNeu.as_view(), name="beschwerde_neu"),
    path("beschwerden/zahlen/", beschwerden_zahlen, name="beschwerden_zahlen"),
    path(EINE, ansichten.BeschwerdeAnsehen.as_view(), name="beschwerde"),
    path(f"{EINE}bearbeiten/", ansichten.BeschwerdeBearbeiten.as_view(), name="beschwerde_bearbeiten"),
    path(f"{EINE}uebernehmen/", ansichten.BeschwerdeUebernehmen.as_view(), name="beschwerde_uebernehmen"),
    path(f"{EINE}beantworten/", ansichten.BeschwerdeBeantworten.as_view(), name="beschwerde_beantworten"),
    path(f"{EINE}verbesserung/", ansichten.BeschwerdeVerbesserung.as_view(), name="beschwerde_verbesserung"),
    path(f"{EINE}abschliessen/", ansichten.BeschwerdeAbschliessen.as_view(), name="beschwerde_abschliessen"),
    path(f"{EINE}massnahme/", ansichten.BeschwerdeMassnahme.as_view(), name="beschwerde_massnahme"),
    path(f"{EINE}bedarf/", ansichten.BeschwerdeBedarf.as_view(), name="beschwerde_bedarf"),
    # Public: no account, no cookie.
    path(
        "verzeichnis/zentren/<slug:slug>/beschwerde/",
        offen.BeschwerdeSenden.as_view(),
        name="beschwerde_senden",
    ),
    path("beschwerde/", offen.BeschwerdeStand.as_view(), name="beschwerde_stand"),
]

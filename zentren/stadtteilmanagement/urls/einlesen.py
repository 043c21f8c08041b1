from django.urls import path

from zentren.stadtteilmanagement.views import einlesen as ansichten

SEITE = "stadtteilmanagement/einlesen/<slug:register>/"

urlpatterns = [
    path(SEITE, ansichten.Hochladen.as_view(), name="register_einlesen"),
    path(f"{SEITE}uebernehmen/", ansichten.Uebernehmen.as_view(), name="register_uebernehmen"),
    path(f"{SEITE}vorlage/", ansichten.Vorlage.as_view(), name="register_vorlage"),
]

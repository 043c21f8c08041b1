from django.urls import path

from zentren.views import fachstellen

urlpatterns = [
    path("zentren/", fachstellen.FachstelleListe.as_view(), name="zentrum_liste"),
    path("fachstellen/", fachstellen.FachstelleListe.as_view(), name="fachstelle_liste"),
    path("fachstellen/neu/", fachstellen.FachstelleAnlegen.as_view(), name="fachstelle_neu"),
    path("fachstellen/<int:pk>/", fachstellen.FachstelleAnsehen.as_view(), name="fachstelle"),
    path(
        "fachstellen/<int:pk>/bearbeiten/",
        fachstellen.FachstelleBearbeiten.as_view(),
        name="fachstelle_bearbeiten",
    ),
    path(
        "fachstellen/<int:pk>/geprueft/", fachstellen.FachstellePruefen.as_view(), name="fachstelle_pruefen"
    ),
]

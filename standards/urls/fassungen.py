from django.urls import path

from standards.views import fassungen

EINE = "fassungen/<int:pk>/"

urlpatterns = [
    path("fassungen/", fassungen.FassungenListe.as_view(), name="fassungen"),
    path("fassungen/neu/", fassungen.FassungVorbereiten.as_view(), name="fassung_neu"),
    path(EINE, fassungen.FassungAnsehen.as_view(), name="fassung"),
    path(f"{EINE}bearbeiten/", fassungen.FassungKopf.as_view(), name="fassung_bearbeiten"),
    path(f"{EINE}standards/<int:nummer>/", fassungen.FassungWortlaut.as_view(), name="fassung_wortlaut"),
    path(
        f"{EINE}veroeffentlichen/",
        fassungen.FassungVeroeffentlichen.as_view(),
        name="fassung_veroeffentlichen",
    ),
    path(f"{EINE}verwerfen/", fassungen.FassungVerwerfen.as_view(), name="fassung_verwerfen"),
]

from django.urls import path

from zentren.stadtteilmanagement.views import kooperationen as ansichten
from zentren.stadtteilmanagement.views import kooperationsnetz as netz

EINE = "kooperationen/<int:pk>/"

urlpatterns = [
    path("fachstellen/<int:pk>/", netz.FachstelleSeite.as_view(), name="fachstelle"),
    path("kooperationen/", ansichten.KooperationListe.as_view(), name="kooperationen"),
    path("kooperationen/neu/", ansichten.KooperationNeu.as_view(), name="kooperation_neu"),
    path("kooperationen/gremien/", netz.GremienListe.as_view(), name="gremien"),
    path("kooperationen/uebersicht/", netz.Kooperationsnetz.as_view(), name="kooperationsnetz"),
    path(
        "kooperationen/migrationssozialdienst/",
        netz.Migrationssozialdienst.as_view(),
        name="migrationssozialdienst",
    ),
    path(EINE, ansichten.KooperationAnsehen.as_view(), name="kooperation"),
    path(f"{EINE}bearbeiten/", ansichten.KooperationBearbeiten.as_view(), name="kooperation_bearbeiten"),
    path(f"{EINE}ziele/", ansichten.KooperationZiele.as_view(), name="kooperation_ziele"),
    path(f"{EINE}vereinbarung/", ansichten.KooperationDatei.as_view(), name="kooperation_datei"),
    path(f"{EINE}beenden/", ansichten.KooperationBeenden.as_view(), name="kooperation_beenden"),
    path(f"{EINE}fortsetzen/", ansichten.KooperationFortsetzen.as_view(), name="kooperation_fortsetzen"),
    path(f"{EINE}loeschen/", ansichten.KooperationLoeschen.as_view(), name="kooperation_loeschen"),
]

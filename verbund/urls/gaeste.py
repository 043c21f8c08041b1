from django.urls import path

from verbund.views import delegationen, gaeste

urlpatterns = [
    path("delegationen/", delegationen.DelegationListe.as_view(), name="delegationen"),
    path("delegationen/neu/", delegationen.DelegationBenennen.as_view(), name="delegation_neu"),
    path("delegationen/<int:pk>/", delegationen.DelegationBearbeiten.as_view(), name="delegation"),
    path(
        "delegationen/<int:pk>/loeschen/",
        delegationen.DelegationLoeschen.as_view(),
        name="delegation_loeschen",
    ),
    path("gaeste/", gaeste.GastListe.as_view(), name="gaeste"),
    path("sitzungen/<int:sitzung>/gaeste/neu/", gaeste.GastNeu.as_view(), name="gast_neu"),
    path("gaeste/<int:pk>/", gaeste.GastAnsehen.as_view(), name="gast"),
    path("gaeste/<int:pk>/bearbeiten/", gaeste.GastBearbeiten.as_view(), name="gast_bearbeiten"),
    path("gaeste/<int:pk>/loeschen/", gaeste.GastLoeschen.as_view(), name="gast_loeschen"),
    path("gaeste/<int:pk>/link/", gaeste.GastLink.as_view(), name="gast_link"),
    path(
        "gaeste/<int:pk>/folien/<int:dokument>/loeschen/",
        gaeste.GastFolienLoeschen.as_view(),
        name="gast_folien_loeschen",
    ),
]

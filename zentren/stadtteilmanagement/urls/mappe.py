from django.urls import path

from zentren.stadtteilmanagement.views import mappe as ansichten

EINES = "dokumente/<int:pk>/"

# The page of a document and its deletion lie in the roof: they know the standards that it proves.
urlpatterns = [
    path("dokumente/", ansichten.MappeListe.as_view(), name="dokumente"),
    path("dokumente/neu/", ansichten.MappendokumentNeu.as_view(), name="mappendokument_neu"),
    path(f"{EINES}datei/", ansichten.MappendokumentDatei.as_view(), name="mappendokument_datei"),
    path(
        f"{EINES}bearbeiten/", ansichten.MappendokumentBearbeiten.as_view(), name="mappendokument_bearbeiten"
    ),
    path(f"{EINES}ersetzen/", ansichten.MappendokumentErsetzen.as_view(), name="mappendokument_ersetzen"),
    path(
        "verzeichnis/dokumente/<int:pk>/",
        ansichten.OeffentlichesDokument.as_view(),
        name="verzeichnis_dokument",
    ),
]

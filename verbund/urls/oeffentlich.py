"""What anybody sees of the Verbund, below /verzeichnis/: joint projects and the flyer of a Bezirk."""

from django.urls import path

from verbund.views import oeffentlich

VORHABEN = "vorhaben/<int:pk>/"

urlpatterns = [
    path("vorhaben/", oeffentlich.VorhabenVerzeichnis.as_view(), name="verzeichnis_vorhaben_liste"),
    path(VORHABEN, oeffentlich.VorhabenSeite.as_view(), name="verzeichnis_vorhaben"),
    path(f"{VORHABEN}anmeldung/", oeffentlich.Anmelden.as_view(), name="verzeichnis_vorhaben_anmeldung"),
    path("bezirke/<slug:schluessel>/flyer.pdf", oeffentlich.flyer, name="verzeichnis_flyer"),
]

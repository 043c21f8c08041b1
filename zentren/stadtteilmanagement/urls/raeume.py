"""Where it counts what Angebote plan ahead, the address lies in their room (`angebote.urls.raeume`)."""

from django.urls import path

from zentren.stadtteilmanagement.views import raeume, raumanfragen, raumbuchungen

BUCHUNG = "raeume/buchungen/<int:pk>/"
OEFFENTLICH = "verzeichnis/zentren/<slug:slug>/raeume/"

urlpatterns = [
    path("raeume/", raeume.RaumListe.as_view(), name="raeume"),
    path("raeume/<int:pk>/", raeume.RaumAnsehen.as_view(), name="raum"),
    path("raeume/<int:pk>/sperren/", raeume.SperreNeu.as_view(), name="raum_sperren"),
    path("raeume/sperren/<int:pk>/aufheben/", raeume.SperreAufheben.as_view(), name="raumsperre_aufheben"),
    path("raeume/buchungen/", raumbuchungen.RaumbuchungListe.as_view(), name="raumbuchungen"),
    path(
        f"{BUCHUNG}bearbeiten/", raumbuchungen.RaumbuchungBearbeiten.as_view(), name="raumbuchung_bearbeiten"
    ),
    path(f"{BUCHUNG}ablehnen/", raumbuchungen.RaumbuchungAblehnen.as_view(), name="raumbuchung_ablehnen"),
    path(f"{BUCHUNG}absagen/", raumbuchungen.RaumbuchungAbsagen.as_view(), name="raumbuchung_absagen"),
    path(
        f"{BUCHUNG}termine/<int:termin>/absagen/",
        raumbuchungen.BuchungsterminAbsagen.as_view(),
        name="buchungstermin_absagen",
    ),
    path(OEFFENTLICH, raumanfragen.VerzeichnisRaeume.as_view(), name="verzeichnis_raeume"),
    path(
        f"{OEFFENTLICH}danke/",
        raumanfragen.VerzeichnisRaumanfrageDanke.as_view(),
        name="verzeichnis_raumanfrage_danke",
    ),
    path(
        f"{OEFFENTLICH}<int:pk>/anfragen/",
        raumanfragen.VerzeichnisRaumanfrage.as_view(),
        name="verzeichnis_raumanfrage",
    ),
]

from django.urls import path

from angebote.raumplan import vorgemerkt
from angebote.views.raumwoche import RaumWoche
from zentren.stadtteilmanagement.views import raumbuchungen

BUCHUNG = "raeume/buchungen/<int:pk>/"

urlpatterns = [
    path("raeume/<int:pk>/woche/<slug:woche>/", RaumWoche.as_view(), name="raum_woche"),
    path(
        "raeume/buchungen/neu/",
        raumbuchungen.RaumbuchungNeu.as_view(vorplan=vorgemerkt),
        name="raumbuchung_neu",
    ),
    path(BUCHUNG, raumbuchungen.RaumbuchungAnsehen.as_view(vorplan=vorgemerkt), name="raumbuchung"),
    path(
        f"{BUCHUNG}bestaetigen/",
        raumbuchungen.RaumbuchungBestaetigen.as_view(vorplan=vorgemerkt),
        name="raumbuchung_bestaetigen",
    ),
]

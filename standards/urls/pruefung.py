from django.urls import path

from standards.views.pruefung.blatt import PruefungAnsehen
from standards.views.pruefung.liste import Pruefliste
from standards.views.pruefung.schritte import Annehmen, Bestaetigen, Nachfragen, WiederOeffnen
from standards.views.pruefung.votum import AntwortPruefen

urlpatterns = [
    path("pruefung/", Pruefliste.as_view(), name="standards_pruefen"),
    path("pruefung/<int:pk>/", PruefungAnsehen.as_view(), name="bewertung_pruefung"),
    path("pruefung/<int:pk>/bestaetigen/", Bestaetigen.as_view(), name="bewertung_bestaetigen"),
    path("pruefung/<int:pk>/nachfragen/", Nachfragen.as_view(), name="bewertung_nachfragen"),
    path("pruefung/<int:pk>/annehmen/", Annehmen.as_view(), name="bewertung_annehmen"),
    path("pruefung/<int:pk>/wieder-oeffnen/", WiederOeffnen.as_view(), name="bewertung_wieder_oeffnen"),
    path("pruefung/kriterium/<int:pk>/", AntwortPruefen.as_view(), name="antwort_pruefen"),
]

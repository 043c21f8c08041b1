from django.urls import path

from standards.views.aussen import lesen as daneben
from standards.views.runden import aussen, lesen, pflegen
from standards.views.standards import StandardsSeite

RUNDE = "runden/<int:pk>/"
AUSSEN = f"{RUNDE}aussen/<slug:zentrum>/"
NEBENAN = "<slug:zentrum>/<int:jahr>/aussen/"

urlpatterns = [
    path("", StandardsSeite.as_view(), name="standards"),
    path("runden/", lesen.RundenListe.as_view(), name="runden"),
    path("runden/neu/", pflegen.RundeAnlegen.as_view(), name="runde_neu"),
    path(RUNDE, lesen.RundeAnsehen.as_view(), name="runde"),
    path(f"{RUNDE}bearbeiten/", pflegen.RundeBearbeiten.as_view(), name="runde_bearbeiten"),
    path(f"{RUNDE}loeschen/", pflegen.RundeLoeschen.as_view(), name="runde_loeschen"),
    path(f"{RUNDE}oeffnen/", pflegen.RundeOeffnen.as_view(), name="runde_oeffnen"),
    path(f"{RUNDE}abschliessen/", pflegen.RundeAbschliessen.as_view(), name="runde_abschliessen"),
    path(f"{RUNDE}aufnehmen/", pflegen.RundeAufnehmen.as_view(), name="runde_aufnehmen"),
    path(
        f"{RUNDE}herausnehmen/<int:bewertung>/",
        pflegen.RundeHerausnehmen.as_view(),
        name="runde_herausnehmen",
    ),
    path(AUSSEN, aussen.AussenSeite.as_view(), name="aussen"),
    path(f"{AUSSEN}beginnen/", aussen.AussenBeginnen.as_view(), name="aussen_beginnen"),
    path(f"{AUSSEN}widerrufen/<int:link>/", aussen.AussenWiderrufen.as_view(), name="aussen_widerrufen"),
    path(NEBENAN, daneben.AussenAnsehen.as_view(), name="aussenevaluation"),
    path(
        f"{NEBENAN}antwort/<int:antwort>/beitrag/",
        daneben.AussenBeitrag.as_view(),
        name="aussen_beitrag",
    ),
    path(f"{NEBENAN}nachweise/<int:pk>/", daneben.AussenNachweis.as_view(), name="aussen_nachweis"),
    path(
        f"{NEBENAN}nachweise/<int:pk>/datei/",
        daneben.AussenNachweisdatei.as_view(),
        name="aussen_nachweis_datei",
    ),
]

from django.urls import path

from angebote.views.barrieren import register, ueberblick

EINE = "barrieren/<int:pk>/"

urlpatterns = [
    path("barrieren/", register.BarriereListe.as_view(), name="barrieren"),
    path("barrieren/neu/", register.BarriereNeu.as_view(), name="barriere_neu"),
    path("barrieren/ueberblick/", ueberblick.barrieren_ueberblick, name="barrieren_ueberblick"),
    path(EINE, register.BarriereAnsehen.as_view(), name="barriere"),
    path(f"{EINE}bearbeiten/", register.BarriereBearbeiten.as_view(), name="barriere_bearbeiten"),
    path(f"{EINE}loeschen/", register.BarriereLoeschen.as_view(), name="barriere_loeschen"),
    path(f"{EINE}abschliessen/", register.BarriereAbschliessen.as_view(), name="barriere_abschliessen"),
    path(f"{EINE}link/", register.BarriereLink.as_view(), name="barriere_link"),
    path(
        f"{EINE}befunde/<int:befund>/massnahme/",
        register.BarriereMassnahme.as_view(),
        name="barriere_massnahme",
    ),
    path(
        "verzeichnis/bezirke/<slug:schluessel>/barrieren/",
        ueberblick.barrieren_oeffentlich,
        name="verzeichnis_barrieren",
    ),
]

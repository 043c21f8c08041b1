from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("angebote/", RedirectView.as_view(url="/start/"), name="angebot_liste"),
    path("statistik/", RedirectView.as_view(url="/start/"), name="statistik"),
    path("zentren/", RedirectView.as_view(url="/start/"), name="zentrum_liste"),
    path("verzeichnis/", RedirectView.as_view(url="/"), name="verzeichnis"),
    path("verzeichnis/zentren/<slug:slug>/", RedirectView.as_view(url="/"), name="verzeichnis_zentrum"),
]

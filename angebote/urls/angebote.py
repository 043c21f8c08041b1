from django.urls import path
from django.views.generic import TemplateView

platzhalter = TemplateView.as_view(template_name="start/impressum.html")
urlpatterns = [
    path("angebote/", platzhalter, name="angebot_liste"),
    path("verzeichnis/", platzhalter, name="verzeichnis"),
    path("verzeichnis/zentren/<slug:slug>/", platzhalter, name="verzeichnis_zentrum"),
]

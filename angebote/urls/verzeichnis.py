from django.urls import path

from angebote.views.verzeichnis import feeds, hinweis, liste, seiten

ANGEBOT, FREMD = "verzeichnis/angebote/<int:pk>/", "verzeichnis/fremdangebote/<int:pk>/"
ZENTRUM = "verzeichnis/zentren/<slug:slug>/"

urlpatterns = [
    path("verzeichnis/", liste.Verzeichnis.as_view(), name="verzeichnis"),
    path(ANGEBOT, seiten.VerzeichnisAngebot.as_view(), name="verzeichnis_angebot"),
    path(f"{ANGEBOT}termine.ics", feeds.angebot_termine, name="verzeichnis_angebot_termine"),
    path(f"{ANGEBOT}hinweis/", hinweis.AngebotHinweis.as_view(), name="verzeichnis_angebot_hinweis"),
    path(FREMD, seiten.VerzeichnisFremdangebot.as_view(), name="verzeichnis_fremdangebot"),
    path(f"{FREMD}hinweis/", hinweis.FremdangebotHinweis.as_view(), name="verzeichnis_fremdangebot_hinweis"),
    path(ZENTRUM, seiten.VerzeichnisZentrum.as_view(), name="verzeichnis_zentrum"),
    path(f"{ZENTRUM}termine.ics", feeds.zentrum_termine, name="verzeichnis_zentrum_termine"),
    path(f"{ZENTRUM}hinweis/", hinweis.ZentrumHinweis.as_view(), name="verzeichnis_zentrum_hinweis"),
]

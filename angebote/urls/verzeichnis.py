from django.urls import path

from angebote.urls import konverter  # noqa: F401 - knows "monat"
from angebote.views.verzeichnis import feeds, hinweis, liste, programme, seiten

ANGEBOT, FREMD = "verzeichnis/angebote/<int:pk>/", "verzeichnis/fremdangebote/<int:pk>/"
ZENTRUM = "verzeichnis/zentren/<slug:slug>/"
STADTTEIL = "verzeichnis/stadtteile/<slug:schluessel>/"
BEZIRK = "verzeichnis/bezirke/<slug:schluessel>/"

urlpatterns = [
    path("verzeichnis/", liste.Verzeichnis.as_view(), name="verzeichnis"),
    path(ANGEBOT, seiten.VerzeichnisAngebot.as_view(), name="verzeichnis_angebot"),
    path(f"{ANGEBOT}termine.ics", feeds.angebot_termine, name="verzeichnis_angebot_termine"),
    path(f"{ANGEBOT}hinweis/", hinweis.AngebotHinweis.as_view(), name="verzeichnis_angebot_hinweis"),
    path(FREMD, seiten.VerzeichnisFremdangebot.as_view(), name="verzeichnis_fremdangebot"),
    path(f"{FREMD}hinweis/", hinweis.FremdangebotHinweis.as_view(), name="verzeichnis_fremdangebot_hinweis"),
    path(ZENTRUM, seiten.VerzeichnisZentrum.as_view(), name="verzeichnis_zentrum"),
    path(f"{ZENTRUM}termine.ics", feeds.zentrum_termine, name="verzeichnis_zentrum_termine"),
    path(f"{ZENTRUM}programm/<monat:monat>.pdf", programme.programm, name="verzeichnis_programm"),
    path(f"{ZENTRUM}hinweis/", hinweis.ZentrumHinweis.as_view(), name="verzeichnis_zentrum_hinweis"),
    path(f"{STADTTEIL}angebote.pdf", programme.stadtteil, name="verzeichnis_stadtteil_pdf"),
    path(f"{BEZIRK}angebote.pdf", programme.bezirk, name="verzeichnis_bezirk_pdf"),
]

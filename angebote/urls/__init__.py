from angebote.urls import angebote, einlesen, meldungen, raster, termine, verzeichnis

urlpatterns = [
    *einlesen.urlpatterns,
    *angebote.urlpatterns,
    *termine.urlpatterns,
    *meldungen.urlpatterns,
    *raster.urlpatterns,
    *verzeichnis.urlpatterns,
]

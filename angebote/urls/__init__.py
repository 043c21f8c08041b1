from angebote.urls import angebote, barrieren, einlesen, meldungen, raster, termine, verzeichnis

urlpatterns = [
    *einlesen.urlpatterns,
    *angebote.urlpatterns,
    *termine.urlpatterns,
    *meldungen.urlpatterns,
    *raster.urlpatterns,
    *barrieren.urlpatterns,
    *verzeichnis.urlpatterns,
]

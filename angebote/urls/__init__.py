from angebote.urls import angebote, barrieren, einlesen, meldungen, raeume, raster, termine, verzeichnis

urlpatterns = [
    *einlesen.urlpatterns,
    *angebote.urlpatterns,
    *termine.urlpatterns,
    *meldungen.urlpatterns,
    *raster.urlpatterns,
    *barrieren.urlpatterns,
    *raeume.urlpatterns,
    *verzeichnis.urlpatterns,
]

from angebote.urls import angebote, meldungen, raster, termine, verzeichnis

urlpatterns = [
    *angebote.urlpatterns,
    *termine.urlpatterns,
    *meldungen.urlpatterns,
    *raster.urlpatterns,
    *verzeichnis.urlpatterns,
]

from angebote.urls import angebote, meldungen, raster, verzeichnis

urlpatterns = [*angebote.urlpatterns, *meldungen.urlpatterns, *raster.urlpatterns, *verzeichnis.urlpatterns]

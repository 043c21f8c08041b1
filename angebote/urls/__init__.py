from angebote.urls import angebote, meldungen, raster

urlpatterns = [*angebote.urlpatterns, *meldungen.urlpatterns, *raster.urlpatterns]

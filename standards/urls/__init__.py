"""Addresses below /standards/: fixed words stand before the pattern `<zentrum>/<jahr>/`."""

from standards.urls import berichte, bewertungen, fassungen, matrix, pruefung, runden, stand

urlpatterns = [
    *fassungen.urlpatterns,
    *runden.urlpatterns,
    *stand.urlpatterns,
    *berichte.urlpatterns,
    *pruefung.urlpatterns,
    *matrix.urlpatterns,
    *bewertungen.urlpatterns,
]

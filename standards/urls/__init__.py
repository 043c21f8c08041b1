"""Addresses below /standards/: fixed words stand before the pattern `<zentrum>/<jahr>/`."""

from standards.urls import berichte, bewertungen, matrix, pruefung, runden, stand

urlpatterns = [
    *runden.urlpatterns,
    *stand.urlpatterns,
    *berichte.urlpatterns,
    *pruefung.urlpatterns,
    *matrix.urlpatterns,
    *bewertungen.urlpatterns,
]

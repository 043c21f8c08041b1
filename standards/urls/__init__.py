"""Addresses below /standards/: fixed words stand before the pattern `<zentrum>/<jahr>/`."""

from standards.urls import berichte, bewertungen, runden, stand

urlpatterns = [
    *runden.urlpatterns,
    *stand.urlpatterns,
    *berichte.urlpatterns,
    *bewertungen.urlpatterns,
]

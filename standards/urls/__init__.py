"""Addresses below /standards/: fixed words stand before the pattern `<zentrum>/<jahr>/`."""

from standards.urls import bewertungen, runden, stand

urlpatterns = [
    *runden.urlpatterns,
    *stand.urlpatterns,
    *bewertungen.urlpatterns,
]

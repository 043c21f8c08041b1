"""Addresses below /standards/: fixed words stand before the pattern `<zentrum>/<jahr>/`."""

from standards.urls import bewertungen, runden

urlpatterns = [
    *runden.urlpatterns,
    *bewertungen.urlpatterns,
]

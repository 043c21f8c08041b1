"""Addresses of this room, a file for each register."""

from django.urls import path

from zentren.stadtteilmanagement.urls import (
    bedarfe,
    befragungen,
    beschwerden,
    einlesen,
    foerderungen,
    kooperationen,
    mappe,
    massnahmen,
    raeume,
    taetigkeiten,
)
from zentren.stadtteilmanagement.views.uebersicht import Uebersicht

urlpatterns = [
    path("stadtteilmanagement/", Uebersicht.as_view(), name="stadtteilmanagement"),
    *einlesen.urlpatterns,
    *bedarfe.urlpatterns,
    *befragungen.urlpatterns,
    *massnahmen.urlpatterns,
    *kooperationen.urlpatterns,
    *beschwerden.urlpatterns,
    *foerderungen.urlpatterns,
    *taetigkeiten.urlpatterns,
    *mappe.urlpatterns,
    *raeume.urlpatterns,
]

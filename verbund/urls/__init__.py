"""Addresses below /verbund/, a file for each part of the room."""

from django.urls import path

from verbund.urls import (
    aufgaben,
    austausch,
    einladung,
    gaeste,
    kalender,
    planung,
    protokoll,
    register,
    sitzungen,
)
from verbund.views.uebersicht import VerbundSeite

urlpatterns = [
    path("", VerbundSeite.as_view(), name="verbund"),
    *sitzungen.urlpatterns,
    *planung.urlpatterns,
    *aufgaben.urlpatterns,
    *einladung.urlpatterns,
    *gaeste.urlpatterns,
    *kalender.urlpatterns,
    *austausch.urlpatterns,
    *register.urlpatterns,
    *protokoll.urlpatterns,
]

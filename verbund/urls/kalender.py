from django.urls import path

from verbund.views import kalender

urlpatterns = [
    path(
        "kalender/<str:schluessel>/sitzungen.ics",
        kalender.Sitzungskalender.as_view(),
        name="kalender_sitzungen",
    ),
    path(
        "kalender/<str:schluessel>/aufgaben.ics",
        kalender.Aufgabenkalender.as_view(),
        name="kalender_aufgaben",
    ),
    path("kalender/erneuern/", kalender.KalenderErneuern.as_view(), name="kalender_erneuern"),
]

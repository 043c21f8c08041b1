from django.urls import path

from standards.views.runden import lesen
from standards.views.standards import StandardsSeite

RUNDE = "runden/<int:pk>/"

urlpatterns = [
    path("", StandardsSeite.as_view(), name="standards"),
    path("runden/", lesen.RundenListe.as_view(), name="runden"),
    path(RUNDE, lesen.RundeAnsehen.as_view(), name="runde"),
]

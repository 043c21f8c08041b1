from django.urls import path

from verbund.views import sitzungen

urlpatterns = [
    path("sitzungen/", sitzungen.SitzungListe.as_view(), name="sitzungen"),
    path("sitzungen/<int:pk>/", sitzungen.SitzungAnsehen.as_view(), name="sitzung"),
]

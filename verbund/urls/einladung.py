from django.urls import path

from verbund.views import einladung

urlpatterns = [
    path("sitzungen/<int:pk>/einladen/", einladung.SitzungEinladen.as_view(), name="sitzung_einladen"),
    path(
        "sitzungen/<int:pk>/tagesordnung.pdf",
        einladung.Tagesordnungsblatt.as_view(),
        name="sitzung_tagesordnung",
    ),
    path("sitzungen/<int:pk>/teilnahme/", einladung.SitzungTeilnahme.as_view(), name="sitzung_teilnahme"),
    path("sitzungen/<int:pk>/antwort/", einladung.SitzungAntwort.as_view(), name="sitzung_antwort"),
]

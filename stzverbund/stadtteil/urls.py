from django.urls import path

from stzverbund.stadtteil.views.bedarf import BedarfSeite
from stzverbund.stadtteil.views.stadtteil import stadtteil, stadtteil_liste, stadtteil_pdf

urlpatterns = [
    path("bedarfe/<int:pk>/", BedarfSeite.as_view(), name="bedarf"),
    path("stadtteile/", stadtteil_liste, name="stadtteile"),
    path("stadtteile/<slug:schluessel>/", stadtteil, name="stadtteil"),
    path("stadtteile/<slug:schluessel>/problemfeldanalyse.pdf", stadtteil_pdf, name="stadtteil_pdf"),
]

from django.urls import path

from stzverbund.stadtteil.views.bedarf import BedarfAngebotLoesen, BedarfAngebotVerbinden, BedarfSeite
from stzverbund.stadtteil.views.stadtteil import stadtteil, stadtteil_liste, stadtteil_pdf

urlpatterns = [
    path("bedarfe/<int:pk>/", BedarfSeite.as_view(), name="bedarf"),
    path("bedarfe/<int:pk>/angebote/", BedarfAngebotVerbinden.as_view(), name="bedarf_angebot"),
    path(
        "bedarfe/<int:pk>/angebote/<int:angebot>/loesen/",
        BedarfAngebotLoesen.as_view(),
        name="bedarf_angebot_loesen",
    ),
    path("stadtteile/", stadtteil_liste, name="stadtteile"),
    path("stadtteile/<slug:schluessel>/", stadtteil, name="stadtteil"),
    path("stadtteile/<slug:schluessel>/problemfeldanalyse.pdf", stadtteil_pdf, name="stadtteil_pdf"),
]

from django.urls import path

from stzverbund.stadtteil.views.bedarf import BedarfSeite

urlpatterns = [
    path("bedarfe/<int:pk>/", BedarfSeite.as_view(), name="bedarf"),
]

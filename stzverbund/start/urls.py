from django.urls import path

from stzverbund.start import ausgestellte, views
from stzverbund.start.massnahme import MassnahmeSeite
from stzverbund.start.verlauf import verlauf_von

urlpatterns = [
    path("", views.oeffentlich, name="oeffentlich"),
    path("start/", views.start, name="start"),
    path("rolle/", views.rolle_wechseln, name="rolle_wechseln"),
    path("l/<str:token>/", views.link, name="link"),
    path("l/<str:token>/<path:unter>/", views.link, name="link_unter"),
    path("links/", ausgestellte.AusgestellteLinks.as_view(), name="ausgestellte_links"),
    path("links/<int:pk>/widerrufen/", ausgestellte.LinkWiderrufen.as_view(), name="link_widerrufen"),
    path("verlauf/<slug:art>/<int:pk>/", verlauf_von, name="verlauf_von"),
    path("massnahmen/<int:pk>/", MassnahmeSeite.as_view(), name="massnahme"),
    path("gesundheit/", views.gesundheit, name="gesundheit"),
    path("bausteine/", views.bausteine, name="bausteine"),
    path("csrf/", views.csrf, name="csrf"),
]

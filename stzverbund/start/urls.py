from django.urls import path

from stzverbund.start import ausgestellte, views
from stzverbund.start.mappe import MappendokumentEntfernen, MappendokumentSeite
from stzverbund.start.massnahme import MassnahmeSeite
from stzverbund.start.tagebuch.aufgaben import AufgabenSeite, AufgabenWahl
from stzverbund.start.tagebuch.seiten import TaetigkeitAendern, TaetigkeitNeu, TaetigkeitSeite
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
    path("taetigkeiten/neu/", TaetigkeitNeu.as_view(), name="taetigkeit_neu"),
    path("taetigkeiten/<int:pk>/", TaetigkeitSeite.as_view(), name="taetigkeit"),
    path("taetigkeiten/<int:pk>/bearbeiten/", TaetigkeitAendern.as_view(), name="taetigkeit_bearbeiten"),
    path("stadtteilmanagement/aufgaben/", AufgabenWahl.as_view(), name="aufgaben27"),
    path("zentren/<slug:zentrum>/aufgaben/<int:jahr>/", AufgabenSeite.as_view(), name="zentrum_aufgaben"),
    path("dokumente/<int:pk>/", MappendokumentSeite.as_view(), name="mappendokument"),
    path("dokumente/<int:pk>/loeschen/", MappendokumentEntfernen.as_view(), name="mappendokument_loeschen"),
    path("gesundheit/", views.gesundheit, name="gesundheit"),
    path("bausteine/", views.bausteine, name="bausteine"),
    path("csrf/", views.csrf, name="csrf"),
]

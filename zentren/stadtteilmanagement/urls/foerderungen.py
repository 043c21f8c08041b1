from django.urls import path

from zentren.stadtteilmanagement.views import foerderungen as eine
from zentren.stadtteilmanagement.views import kampagnen as k
from zentren.stadtteilmanagement.views.foerdersummen import Foerderuebersicht

urlpatterns = [
    path("foerderung/", eine.FoerderungListe.as_view(), name="foerderungen"),
    path("foerderung/neu/", eine.FoerderungNeu.as_view(), name="foerderung_neu"),
    path("foerderung/uebersicht/", Foerderuebersicht.as_view(), name="foerderung_uebersicht"),
    path("foerderung/kampagnen/", k.KampagneListe.as_view(), name="kampagnen"),
    path("foerderung/kampagnen/neu/", k.KampagneNeu.as_view(), name="kampagne_neu"),
    path("foerderung/kampagnen/<int:pk>/", k.KampagneAnsehen.as_view(), name="kampagne"),
    path(
        "foerderung/kampagnen/<int:pk>/bearbeiten/", k.KampagneBearbeiten.as_view(), name="kampagne_bearbeiten"
    ),
    path("foerderung/kampagnen/<int:pk>/loeschen/", k.KampagneLoeschen.as_view(), name="kampagne_loeschen"),
    path("foerderung/kampagnen/<int:pk>/zahlen/", k.KampagneZahlen.as_view(), name="kampagne_zahlen"),
    path("foerderung/kampagnen/<int:pk>/verteilen/", k.KampagneVerteilen.as_view(), name="kampagne_verteilen"),
    path(
        "foerderung/kampagnen/<int:pk>/zuruecknehmen/",
        k.KampagneZuruecknehmen.as_view(),
        name="kampagne_zuruecknehmen",
    ),
    path("foerderung/kampagnen/<int:pk>/teilnahme/", k.TeilnahmeNeu.as_view(), name="kampagnenteilnahme_neu"),
    path(
        "foerderung/teilnahmen/<int:pk>/bearbeiten/",
        k.TeilnahmeBearbeiten.as_view(),
        name="kampagnenteilnahme_bearbeiten",
    ),
    path(
        "foerderung/teilnahmen/<int:pk>/loeschen/",
        k.TeilnahmeLoeschen.as_view(),
        name="kampagnenteilnahme_loeschen",
    ),
    path(
        "foerderung/teilnahmen/<int:pk>/uebernehmen/",
        k.TeilnahmeUebernehmen.as_view(),
        name="kampagnenteilnahme_uebernehmen",
    ),
    path("foerderung/<int:pk>/", eine.FoerderungAnsehen.as_view(), name="foerderung"),
    path("foerderung/<int:pk>/bearbeiten/", eine.FoerderungBearbeiten.as_view(), name="foerderung_bearbeiten"),
    path("foerderung/<int:pk>/beantragt/", eine.FoerderungBeantragt.as_view(), name="foerderung_beantragt"),
    path("foerderung/<int:pk>/bewilligt/", eine.FoerderungBewilligt.as_view(), name="foerderung_bewilligt"),
    path("foerderung/<int:pk>/abgelehnt/", eine.FoerderungAbgelehnt.as_view(), name="foerderung_abgelehnt"),
    path(
        "foerderung/<int:pk>/abgeschlossen/",
        eine.FoerderungAbgeschlossen.as_view(),
        name="foerderung_abgeschlossen",
    ),
    path("foerderung/<int:pk>/oeffnen/", eine.FoerderungOeffnen.as_view(), name="foerderung_oeffnen"),
    path("foerderung/<int:pk>/bescheid/", eine.FoerderungBescheid.as_view(), name="foerderung_bescheid"),
    path("foerderung/<int:pk>/loeschen/", eine.FoerderungLoeschen.as_view(), name="foerderung_loeschen"),
]

from django.urls import path

from zentren.stadtteilmanagement.views import foerderungen as f
from zentren.stadtteilmanagement.views import kampagnen as k
from zentren.stadtteilmanagement.views.foerdersummen import Foerderuebersicht

urlpatterns = [
    path("foerderung/", f.FoerderungListe.as_view(), name="foerderungen"),
    path("foerderung/neu/", f.FoerderungNeu.as_view(), name="foerderung_neu"),
    path("foerderung/uebersicht/", Foerderuebersicht.as_view(), name="foerderung_uebersicht"),
    path("foerderung/kampagnen/", k.KampagneListe.as_view(), name="kampagnen"),
    path("foerderung/kampagnen/neu/", k.KampagneNeu.as_view(), name="kampagne_neu"),
    path("foerderung/kampagnen/<int:pk>/", k.KampagneAnsehen.as_view(), name="kampagne"),
    path(
        "foerderung/kampagnen/<int:pk>/bearbeiten/",
        k.KampagneBearbeiten.as_view(),
        name="kampagne_bearbeiten",
    ),
    path("foerderung/kampagnen/<int:pk>/loeschen/", k.KampagneLoeschen.as_view(), name="kampagne_loeschen"),
    path("foerderung/kampagnen/<int:pk>/zahlen/", k.KampagneZahlen.as_view(), name="kampagne_zahlen"),
    path(
        "foerderung/kampagnen/<int:pk>/verteilen/", k.KampagneVerteilen.as_view(), name="kampagne_verteilen"
    ),
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
    path("foerderung/<int:pk>/", f.FoerderungAnsehen.as_view(), name="foerderung"),
    path("foerderung/<int:pk>/bearbeiten/", f.FoerderungBearbeiten.as_view(), name="foerderung_bearbeiten"),
    path("foerderung/<int:pk>/beantragt/", f.FoerderungBeantragt.as_view(), name="foerderung_beantragt"),
    path("foerderung/<int:pk>/bewilligt/", f.FoerderungBewilligt.as_view(), name="foerderung_bewilligt"),
    path("foerderung/<int:pk>/abgelehnt/", f.FoerderungAbgelehnt.as_view(), name="foerderung_abgelehnt"),
    path(
        "foerderung/<int:pk>/abgeschlossen/",
        f.FoerderungAbgeschlossen.as_view(),
        name="foerderung_abgeschlossen",
    ),
    path("foerderung/<int:pk>/oeffnen/", f.FoerderungOeffnen.as_view(), name="foerderung_oeffnen"),
    path("foerderung/<int:pk>/bescheid/", f.FoerderungBescheid.as_view(), name="foerderung_bescheid"),
    path("foerderung/<int:pk>/loeschen/", f.FoerderungLoeschen.as_view(), name="foerderung_loeschen"),
]

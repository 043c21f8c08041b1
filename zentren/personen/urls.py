from django.urls import path

from zentren.personen.views import einladung, konten, mitgliedschaft, stelle

urlpatterns = [
    path("personen/", stelle.personen, name="personen"),
    path("personen/alle/", konten.PersonenListe.as_view(), name="personen_liste"),
    path("personen/stellen/", konten.Stellen.as_view(), name="stellen"),
    path("personen/konten/<int:pk>/", konten.KontoAnsehen.as_view(), name="person"),
    path("personen/konten/<int:pk>/sperren/", konten.KontoSperren.as_view(), name="person_sperren"),
    path("personen/konten/<int:pk>/entsperren/", konten.KontoEntsperren.as_view(), name="person_entsperren"),
    path("personen/konten/<int:pk>/zweiter-faktor/", konten.KontoFaktor.as_view(), name="person_faktor"),
    path(
        "personen/einladungen/<int:pk>/erneut/", einladung.EinladungErneut.as_view(), name="einladung_erneut"
    ),
    path(
        "personen/einladungen/<int:pk>/widerrufen/",
        einladung.EinladungWiderrufen.as_view(),
        name="einladung_widerrufen",
    ),
    path(
        "personen/mitgliedschaften/<int:pk>/zeitraum/",
        mitgliedschaft.Zeitraum.as_view(),
        name="mitgliedschaft",
    ),
    path(
        "personen/mitgliedschaften/<int:pk>/beenden/",
        mitgliedschaft.Beenden.as_view(),
        name="mitgliedschaft_beenden",
    ),
    path(
        "personen/mitgliedschaften/<int:pk>/uebergeben/",
        mitgliedschaft.Uebergeben.as_view(),
        name="leitung_uebergeben",
    ),
    path("personen/<slug:art>/<int:pk>/", stelle.StelleAnsehen.as_view(), name="stelle"),
    path("personen/<slug:art>/<int:pk>/einladen/", stelle.EinladungNeu.as_view(), name="einladung_neu"),
    path("einladung/<int:pk>/", einladung.EinladungAnnehmen.as_view(), name="einladung_annehmen"),
]

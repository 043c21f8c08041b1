"""Arbeitskreise, Vorhaben, Kompetenzbörse, calendar and press list."""

from django.urls import path

from verbund.views import (
    arbeitskreise,
    gesamtkalender,
    kompetenzanfragen,
    kompetenzen,
    presse,
    vorhaben,
)

KREIS, VORHABEN = "arbeitskreise/<int:pk>/", "vorhaben/<int:pk>/"
KOMPETENZ, ANFRAGE = "kompetenzen/<int:pk>/", "kompetenzen/anfragen/<int:pk>/"
PRESSE = "presse/<int:pk>/"

urlpatterns = [
    path("kalender/", gesamtkalender.Gesamtkalender.as_view(), name="gesamtkalender"),
    path("arbeitskreise/", arbeitskreise.ArbeitskreisListe.as_view(), name="arbeitskreise"),
    path("arbeitskreise/neu/", arbeitskreise.ArbeitskreisAnlegen.as_view(), name="arbeitskreis_neu"),
    path(KREIS, arbeitskreise.ArbeitskreisAnsehen.as_view(), name="arbeitskreis"),
    path(
        f"{KREIS}bearbeiten/",
        arbeitskreise.ArbeitskreisBearbeiten.as_view(),
        name="arbeitskreis_bearbeiten",
    ),
    path(f"{KREIS}mitmachen/", arbeitskreise.Mitmachen.as_view(), name="arbeitskreis_mitmachen"),
    path(f"{KREIS}loeschen/", arbeitskreise.ArbeitskreisLoeschen.as_view(), name="arbeitskreis_loeschen"),
    path("vorhaben/", vorhaben.VorhabenListe.as_view(), name="vorhaben_liste"),
    path("vorhaben/neu/", vorhaben.VorhabenAnlegen.as_view(), name="vorhaben_neu"),
    path(VORHABEN, vorhaben.VorhabenAnsehen.as_view(), name="vorhaben"),
    path(f"{VORHABEN}bearbeiten/", vorhaben.VorhabenBearbeiten.as_view(), name="vorhaben_bearbeiten"),
    path(f"{VORHABEN}loeschen/", vorhaben.VorhabenLoeschen.as_view(), name="vorhaben_loeschen"),
    path(f"{VORHABEN}anmeldung/", vorhaben.AnmeldungEintragen.as_view(), name="anmeldung_neu"),
    path(
        "vorhaben/anmeldungen/<int:pk>/streichen/",
        vorhaben.AnmeldungStreichen.as_view(),
        name="anmeldung_streichen",
    ),
    path("kompetenzen/", kompetenzen.Kompetenzboerse.as_view(), name="kompetenzen"),
    path("kompetenzen/neu/", kompetenzen.KompetenzAnlegen.as_view(), name="kompetenz_neu"),
    path("kompetenzen/anfragen/", kompetenzen.AnfrageListe.as_view(), name="kompetenzanfragen"),
    path(ANFRAGE, kompetenzen.AnfrageAnsehen.as_view(), name="kompetenzanfrage"),
    path(
        f"{ANFRAGE}antworten/",
        kompetenzanfragen.AnfrageBeantworten.as_view(),
        name="kompetenzanfrage_antworten",
    ),
    path(
        f"{ANFRAGE}zurueckziehen/",
        kompetenzanfragen.AnfrageZurueckziehen.as_view(),
        name="kompetenzanfrage_zurueckziehen",
    ),
    path(
        f"{ANFRAGE}rueckmeldung/",
        kompetenzanfragen.AnfrageRueckmelden.as_view(),
        name="kompetenzanfrage_rueckmeldung",
    ),
    path(KOMPETENZ, kompetenzen.KompetenzAnsehen.as_view(), name="kompetenz"),
    path(f"{KOMPETENZ}bearbeiten/", kompetenzen.KompetenzBearbeiten.as_view(), name="kompetenz_bearbeiten"),
    path(f"{KOMPETENZ}beenden/", kompetenzen.KompetenzBeenden.as_view(), name="kompetenz_beenden"),
    path(f"{KOMPETENZ}anfragen/", kompetenzanfragen.AnfrageStellen.as_view(), name="kompetenz_anfragen"),
    path("presse/", presse.PresseListe.as_view(), name="presse"),
    path("presse/neu/", presse.PresseAnlegen.as_view(), name="pressekontakt_neu"),
    path(PRESSE, presse.PresseAnsehen.as_view(), name="pressekontakt"),
    path(f"{PRESSE}bearbeiten/", presse.PresseBearbeiten.as_view(), name="pressekontakt_bearbeiten"),
    path(f"{PRESSE}geprueft/", presse.PressePruefen.as_view(), name="pressekontakt_pruefen"),
    path(f"{PRESSE}loeschen/", presse.PresseLoeschen.as_view(), name="pressekontakt_loeschen"),
]

from django.urls import path

from angebote.views import angebote, aushang, fremdangebote

urlpatterns = [
    path("angebote/", angebote.AngebotListe.as_view(), name="angebot_liste"),
    path("angebote/neu/", angebote.AngebotAnlegen.as_view(), name="angebot_neu"),
    path("angebote/vorschau/", angebote.vorschau, name="angebot_vorschau"),
    path("angebote/<int:pk>/", angebote.AngebotAnsehen.as_view(), name="angebot"),
    path("angebote/<int:pk>/bearbeiten/", angebote.AngebotBearbeiten.as_view(), name="angebot_bearbeiten"),
    path(
        "angebote/<int:pk>/veroeffentlichen/",
        angebote.AngebotVeroeffentlichen.as_view(),
        name="angebot_veroeffentlichen",
    ),
    path("angebote/<int:pk>/pausieren/", angebote.AngebotPausieren.as_view(), name="angebot_pausieren"),
    path("angebote/<int:pk>/fortsetzen/", angebote.AngebotFortsetzen.as_view(), name="angebot_fortsetzen"),
    path("angebote/<int:pk>/beenden/", angebote.AngebotBeenden.as_view(), name="angebot_beenden"),
    path("angebote/<int:pk>/kopieren/", angebote.AngebotKopieren.as_view(), name="angebot_kopieren"),
    path("angebote/<int:pk>/geprueft/", angebote.AngebotPruefen.as_view(), name="angebot_pruefen"),
    path("angebote/<int:pk>/aushang.pdf", aushang.AngebotAushang.as_view(), name="angebot_aushang"),
    path("angebote/<int:pk>/loeschen/", angebote.AngebotLoeschen.as_view(), name="angebot_loeschen"),
    path("angebote/fremdangebote/", fremdangebote.FremdangebotListe.as_view(), name="fremdangebot_liste"),
    path("angebote/fremdangebote/neu/", fremdangebote.FremdangebotAnlegen.as_view(), name="fremdangebot_neu"),
    path(
        "angebote/fremdangebote/<int:pk>/", fremdangebote.FremdangebotAnsehen.as_view(), name="fremdangebot"
    ),
    path(
        "angebote/fremdangebote/<int:pk>/bearbeiten/",
        fremdangebote.FremdangebotBearbeiten.as_view(),
        name="fremdangebot_bearbeiten",
    ),
    path(
        "angebote/fremdangebote/<int:pk>/geprueft/",
        fremdangebote.FremdangebotPruefen.as_view(),
        name="fremdangebot_pruefen",
    ),
    path(
        "angebote/fremdangebote/<int:pk>/loeschen/",
        fremdangebote.FremdangebotLoeschen.as_view(),
        name="fremdangebot_loeschen",
    ),
]

from django.urls import path

from zentren.stadtteilmanagement.views import anliegen, bedarfe

urlpatterns = [
    path("bedarfe/", bedarfe.BedarfListe.as_view(), name="bedarfe"),
    path("bedarfe/neu/", bedarfe.BedarfAnlegen.as_view(), name="bedarf_neu"),
    path("bedarfe/aehnliche/", bedarfe.aehnliche, name="bedarf_aehnliche"),
    path("bedarfe/<int:pk>/bearbeiten/", bedarfe.BedarfBearbeiten.as_view(), name="bedarf_bearbeiten"),
    path("bedarfe/<int:pk>/geplant/", bedarfe.BedarfPlanen.as_view(), name="bedarf_planen"),
    path("bedarfe/<int:pk>/umgesetzt/", bedarfe.BedarfUmsetzen.as_view(), name="bedarf_umsetzen"),
    path("bedarfe/<int:pk>/ueberprueft/", bedarfe.BedarfUeberpruefen.as_view(), name="bedarf_ueberpruefen"),
    path("bedarfe/<int:pk>/verwerfen/", bedarfe.BedarfVerwerfen.as_view(), name="bedarf_verwerfen"),
    path(
        "bedarfe/<int:pk>/fortschreiben/", bedarfe.BedarfFortschreiben.as_view(), name="bedarf_fortschreiben"
    ),
    path(
        "bedarfe/<int:pk>/wieder-aufnehmen/",
        bedarfe.BedarfWiederAufnehmen.as_view(),
        name="bedarf_wieder_aufnehmen",
    ),
    path("bedarfe/<int:pk>/unterlage/", bedarfe.BedarfUnterlage.as_view(), name="bedarf_unterlage"),
    path("anliegen/", anliegen.AnliegenListe.as_view(), name="anliegen_liste"),
    path("anliegen/neu/", anliegen.AnliegenEintragen.as_view(), name="anliegen_neu"),
    path("anliegen/<int:pk>/", anliegen.AnliegenAnsehen.as_view(), name="anliegen"),
    path("anliegen/<int:pk>/bearbeiten/", anliegen.AnliegenBearbeiten.as_view(), name="anliegen_bearbeiten"),
    path(
        "anliegen/<int:pk>/weiterleiten/",
        anliegen.AnliegenWeiterleiten.as_view(),
        name="anliegen_weiterleiten",
    ),
    path("anliegen/<int:pk>/antwort/", anliegen.AnliegenBeantworten.as_view(), name="anliegen_beantworten"),
]

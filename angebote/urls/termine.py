from django.urls import path

from angebote.urls.raster import MONAT
from angebote.views import zaehlbogen
from angebote.views.termine import einzeln, liste, woche, zaehlen
from angebote.views.zaehllink import ausgeben

urlpatterns = [
    path("angebote/<int:pk>/termine/neu/", einzeln.TerminNeu.as_view(), name="termin_neu"),
    path("angebote/<int:pk>/zaehllink/", ausgeben.ZaehllinkSeite.as_view(), name="zaehllink"),
    path(
        "angebote/<int:pk>/zaehllink/<int:link>/widerrufen/",
        ausgeben.ZaehllinkWiderrufen.as_view(),
        name="zaehllink_widerrufen",
    ),
    path("angebote/<int:pk>/zaehllink/zettel/", ausgeben.ZaehllinkZettel.as_view(), name="zaehllink_zettel"),
    path("termine/", liste.TerminListe.as_view(), name="termin_liste"),
    path("termine/woche/", woche.TerminWoche.as_view(), name="termin_woche"),
    path("termine/<int:pk>/", zaehlen.TerminZaehlen.as_view(), name="termin"),
    path("termine/<int:pk>/zaehlen/", zaehlen.TerminSchnell.as_view(), name="termin_schnell"),
    path("termine/<int:pk>/entfernen/", einzeln.TerminEntfernen.as_view(), name="termin_entfernen"),
    path(f"{MONAT}zaehlbogen/", zaehlbogen.ZaehlbogenMonat.as_view(), name="zaehlbogen_monat"),
    path(f"{MONAT}beratung/zaehlbogen/", zaehlbogen.ZaehlbogenBeratung.as_view(), name="zaehlbogen_beratung"),
    path(
        "angebote/<int:pk>/zaehlbogen/<monat:monat>/",
        zaehlbogen.ZaehlbogenAngebot.as_view(),
        name="zaehlbogen_angebot",
    ),
]

from django.urls import path

from angebote.urls import konverter  # noqa: F401 - knows "monat"
from angebote.views import beratung, raster, zellen
from angebote.views import zelldetails as details

MONAT = "statistik/<slug:zentrum>/<monat:monat>/"
ZELLE = f"{MONAT}zelle/<int:angebot>-<int:kennzahl>/"

urlpatterns = [
    path(MONAT, raster.StatistikMonat.as_view(), name="statistik_monat"),
    path(f"{MONAT}speichern/", raster.StatistikSpeichern.as_view(), name="statistik_speichern"),
    path(f"{MONAT}rest/", raster.StatistikRest.as_view(), name="statistik_rest"),
    path(f"{MONAT}zelle/", zellen.StatistikZelle.as_view(), name="statistik_zelle"),
    path(f"{MONAT}block/", zellen.StatistikBlock.as_view(), name="statistik_block"),
    path(ZELLE, details.StatistikZelleDetails.as_view(), name="statistik_zelle_details"),
    path(f"{ZELLE}notiz/", details.StatistikNotiz.as_view(), name="statistik_notiz"),
    path(f"{ZELLE}erklaerung/", details.StatistikErklaerung.as_view(), name="statistik_erklaerung"),
    path(f"{ZELLE}gezaehlt/", details.StatistikGezaehlt.as_view(), name="statistik_gezaehlt"),
    path(f"{ZELLE}aufteilung/", details.StatistikAufteilung.as_view(), name="statistik_aufteilung"),
    path(f"{MONAT}beratung/", beratung.BeratungErfassen.as_view(), name="beratung"),
    path(
        f"{MONAT}beratung/fachstellen/", beratung.BeratungFachstellen.as_view(), name="beratung_fachstellen"
    ),
    path(
        f"{MONAT}beratung/<int:pk>/loeschen/", beratung.BeratungLoeschen.as_view(), name="beratung_loeschen"
    ),
]

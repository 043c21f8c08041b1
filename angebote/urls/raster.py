from django.urls import path

from angebote.urls import konverter  # noqa: F401 - knows "monat"
from angebote.views import beratung, raster, zellen

MONAT = "statistik/<slug:zentrum>/<monat:monat>/"
ZELLE = "<int:angebot>-<int:kennzahl>/"

urlpatterns = [
    path(MONAT, raster.StatistikMonat.as_view(), name="statistik_monat"),
    path(f"{MONAT}speichern/", raster.StatistikSpeichern.as_view(), name="statistik_speichern"),
    path(f"{MONAT}rest/", raster.StatistikRest.as_view(), name="statistik_rest"),
    path(f"{MONAT}zelle/", zellen.StatistikZelle.as_view(), name="statistik_zelle"),
    path(f"{MONAT}block/", zellen.StatistikBlock.as_view(), name="statistik_block"),
    path(f"{MONAT}zelle/{ZELLE}", zellen.StatistikZelleDetails.as_view(), name="statistik_zelle_details"),
    path(f"{MONAT}zelle/{ZELLE}notiz/", zellen.StatistikNotiz.as_view(), name="statistik_notiz"),
    path(f"{MONAT}zelle/{ZELLE}gezaehlt/", zellen.StatistikGezaehlt.as_view(), name="statistik_gezaehlt"),
    path(
        f"{MONAT}zelle/{ZELLE}aufteilung/", zellen.StatistikAufteilung.as_view(), name="statistik_aufteilung"
    ),
    path(f"{MONAT}beratung/", beratung.BeratungErfassen.as_view(), name="beratung"),
    path(
        f"{MONAT}beratung/<int:pk>/loeschen/", beratung.BeratungLoeschen.as_view(), name="beratung_loeschen"
    ),
]

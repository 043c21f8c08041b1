"""Sessions, their items and what lies with them."""

from django.urls import path

from verbund.views import dokumente, punkte, sitzungen

MATERIAL = (("punkt", "punkte"), ("sitzung", "sitzungen"), ("thema", "themen"), ("vorhaben", "vorhaben"))
"""What material is added to, and where that lies."""

urlpatterns = [
    path("sitzungen/", sitzungen.SitzungListe.as_view(), name="sitzungen"),
    path("sitzungen/neu/", sitzungen.SitzungNeu.as_view(), name="sitzung_neu"),
    path("sitzungen/nachtragen/", sitzungen.SitzungNachtragen.as_view(), name="sitzung_nachtragen"),
    path("sitzungen/<int:pk>/", sitzungen.SitzungAnsehen.as_view(), name="sitzung"),
    path("sitzungen/<int:pk>/bearbeiten/", sitzungen.SitzungBearbeiten.as_view(), name="sitzung_bearbeiten"),
    path("sitzungen/<int:pk>/absagen/", sitzungen.SitzungAbsagen.as_view(), name="sitzung_absagen"),
    path("sitzungen/<int:pk>/fristen/", sitzungen.SitzungFristen.as_view(), name="sitzung_fristen"),
    path("sitzungen/<int:pk>/punkte/neu/", punkte.PunktNeu.as_view(), name="punkt_neu"),
    path("sitzungen/<int:pk>/ordnen/", punkte.SitzungOrdnen.as_view(), name="sitzung_ordnen"),
    path("sitzungen/<int:pk>/uebernehmen/", punkte.SitzungUebernehmen.as_view(), name="sitzung_uebernehmen"),
    path("vorschlaege/", punkte.VorschlagListe.as_view(), name="vorschlaege"),
    path("vorschlaege/neu/", punkte.VorschlagNeu.as_view(), name="vorschlag_neu"),
    path("punkte/<int:pk>/", punkte.PunktAnsehen.as_view(), name="punkt"),
    path("punkte/<int:pk>/bearbeiten/", punkte.PunktBearbeiten.as_view(), name="punkt_bearbeiten"),
    path("punkte/<int:pk>/platzieren/", punkte.PunktPlatzieren.as_view(), name="punkt_platzieren"),
    path("punkte/<int:pk>/weg/", punkte.PunktHerunternehmen.as_view(), name="punkt_herunternehmen"),
    path("punkte/<int:pk>/zurueckziehen/", punkte.PunktZurueckziehen.as_view(), name="punkt_zurueckziehen"),
    *(
        path(
            f"{ort}/<int:pk>/material/", dokumente.DokumentNeu.as_view(), {"art": art}, name=f"material_{art}"
        )
        for art, ort in MATERIAL
    ),
    path("material/<int:pk>/", dokumente.DokumentDatei.as_view(), name="material"),
    path(
        "material/<int:pk>/zuruecknehmen/",
        dokumente.DokumentZuruecknehmen.as_view(),
        name="material_zuruecknehmen",
    ),
]

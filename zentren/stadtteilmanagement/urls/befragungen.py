from django.urls import path

from zentren.stadtteilmanagement.views import umfrage
from zentren.stadtteilmanagement.views.befragungen import liste, papiere, pflege, texte

EINE = "befragungen/<int:pk>/"
TEXT = "befragungen/texte/<int:pk>/"
OFFEN = "umfrage/<slug:kennung>/"

urlpatterns = [
    path("befragungen/", liste.BefragungListe.as_view(), name="befragungen"),
    path("befragungen/neu/", pflege.BefragungNeu.as_view(), name="befragung_neu"),
    path(EINE, liste.BefragungAnsehen.as_view(), name="befragung"),
    path(f"{EINE}bearbeiten/", pflege.BefragungBearbeiten.as_view(), name="befragung_bearbeiten"),
    path(f"{EINE}fragen/", pflege.BefragungFragen.as_view(), name="befragung_fragen"),
    path(f"{EINE}vorschau/", umfrage.UmfrageVorschau.as_view(), name="befragung_vorschau"),
    path(f"{EINE}starten/", pflege.BefragungStarten.as_view(), name="befragung_starten"),
    path(f"{EINE}beenden/", pflege.BefragungBeenden.as_view(), name="befragung_beenden"),
    path(f"{EINE}papier/", pflege.BefragungPapier.as_view(), name="befragung_papier"),
    path(f"{EINE}auswerten/", pflege.BefragungAuswerten.as_view(), name="befragung_auswerten"),
    path(f"{EINE}kopieren/", pflege.BefragungKopieren.as_view(), name="befragung_kopieren"),
    path(f"{EINE}loeschen/", pflege.BefragungLoeschen.as_view(), name="befragung_loeschen"),
    path(f"{EINE}aushang.pdf", papiere.BefragungAushang.as_view(), name="befragung_aushang"),
    path(f"{EINE}bogen.pdf", papiere.BefragungBogen.as_view(), name="befragung_bogen"),
    path(f"{TEXT}verbergen/", texte.FreitextVerbergen.as_view(), name="freitext_verbergen"),
    path(f"{TEXT}bedarf/", texte.FreitextBedarf.as_view(), name="freitext_bedarf"),
    path(OFFEN, umfrage.Umfrage.as_view(), name="umfrage"),
    path(f"{OFFEN}danke/", umfrage.UmfrageDanke.as_view(), name="umfrage_danke"),
    path(f"{OFFEN}ergebnis/", umfrage.UmfrageErgebnis.as_view(), name="umfrage_ergebnis"),
]

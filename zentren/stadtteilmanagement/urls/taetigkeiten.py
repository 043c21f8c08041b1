from django.urls import path

from zentren.stadtteilmanagement.views import schnell, taetigkeiten

BUCH = "taetigkeiten/"
EINE, VORLAGE = f"{BUCH}<int:pk>/", f"{BUCH}vorlagen/<int:pk>/"

urlpatterns = [
    path(BUCH, taetigkeiten.TaetigkeitListe.as_view(), name="taetigkeiten"),
    path(f"{BUCH}schnell/", schnell.SchnellErfassen.as_view(), name="taetigkeit_schnell"),
    path(f"{BUCH}vorschlag/", schnell.Vorschlagen.as_view(), name="taetigkeit_vorschlag"),
    path(f"{EINE}loeschen/", taetigkeiten.TaetigkeitLoeschen.as_view(), name="taetigkeit_loeschen"),
    path(f"{EINE}datei/", taetigkeiten.TaetigkeitDatei.as_view(), name="taetigkeit_datei"),
    path(f"{EINE}vorlage/", schnell.AlsVorlage.as_view(), name="taetigkeit_als_vorlage"),
    path(f"{BUCH}vorlagen/", schnell.VorlageListe.as_view(), name="taetigkeitsvorlagen"),
    path(f"{VORLAGE}eintragen/", schnell.VorlageEintragen.as_view(), name="vorlage_eintragen"),
    path(f"{VORLAGE}bearbeiten/", schnell.VorlageBearbeiten.as_view(), name="vorlage_bearbeiten"),
    path(f"{VORLAGE}loeschen/", schnell.VorlageLoeschen.as_view(), name="vorlage_loeschen"),
]

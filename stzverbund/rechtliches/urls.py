from django.urls import path, register_converter

from stzverbund.rechtliches.views import barrieren, personen, seiten


class Dateiart:
    """The information as a PDF for people or as JSON for programs."""

    regex = "pdf|json"

    def to_python(self, wert: str) -> str:
        return wert

    def to_url(self, wert: str) -> str:
        return wert


register_converter(Dateiart, "dateiart")
KONTO = "personen/konten/<int:pk>/"

urlpatterns = [
    path("impressum/", seiten.Seite.as_view(seite="impressum"), name="impressum"),
    path("datenschutz/", seiten.Seite.as_view(seite="datenschutz"), name="datenschutz"),
    path("barrierefreiheit/", seiten.Seite.as_view(seite="barrierefreiheit"), name="barrierefreiheit"),
    path("barrierefreiheit/melden/", barrieren.BarriereMelden.as_view(), name="barriere_melden"),
    path("barrierefreiheit/gemeldet/", barrieren.BarriereGemeldet.as_view(), name="barriere_gemeldet"),
    path("rechtliches/", seiten.Rechtstexte.as_view(), name="rechtstexte"),
    path("rechtliches/barrieren/", barrieren.RueckmeldungListe.as_view(), name="rueckmeldungen"),
    path("rechtliches/barrieren/<int:pk>/", barrieren.RueckmeldungBeantworten.as_view(), name="rueckmeldung"),
    path("rechtliches/<slug:seite>/", seiten.RechtstextBearbeiten.as_view(), name="rechtstext"),
    path("konto/auskunft/<dateiart:art>/", personen.EigeneAuskunft.as_view(), name="konto_auskunft"),
    path(f"{KONTO}auskunft/<dateiart:art>/", personen.PersonAuskunft.as_view(), name="person_auskunft"),
    path(f"{KONTO}name/", personen.PersonName.as_view(), name="person_name"),
    path(f"{KONTO}loeschen/", personen.PersonLoeschen.as_view(), name="person_loeschen"),
]

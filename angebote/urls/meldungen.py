from django.urls import path

from angebote.views import kennzahlen, meldejahr, rastervorschau
from angebote.views.meldungen import gemeinsam, meldestand, meldung, pruefliste, schritte, statistik

MELDUNG = "statistik/meldungen/<int:pk>/"
KENNZAHL = "statistik/kennzahlen/<int:pk>/"
ZEITRAUM = "statistik/zeitraum/<slug:zentrum>/<int:pk>/"

urlpatterns = [
    path("statistik/", statistik.statistik, name="statistik"),
    path(
        "statistik/vollstaendigkeit/",
        meldestand.Vollstaendigkeit.as_view(),
        name="statistik_vollstaendigkeit",
    ),
    path("statistik/puenktlichkeit/", meldestand.Puenktlichkeit.as_view(), name="statistik_puenktlichkeit"),
    path("statistik/pruefen/", pruefliste.Pruefliste.as_view(), name="statistik_pruefen"),
    path("statistik/pruefen/gemeinsam/", gemeinsam.gemeinsam_annehmen, name="meldungen_annehmen"),
    path(MELDUNG, meldung.MeldungAnsehen.as_view(), name="meldung"),
    path(f"{MELDUNG}vor-dem-einreichen/", meldung.MeldungPruefen.as_view(), name="meldung_pruefen"),
    path(f"{MELDUNG}einreichen/", schritte.Einreichen.as_view(), name="meldung_einreichen"),
    path(f"{MELDUNG}zurueckziehen/", schritte.Zurueckziehen.as_view(), name="meldung_zurueckziehen"),
    path(f"{MELDUNG}freigeben/", schritte.Freigeben.as_view(), name="meldung_freigeben"),
    path(f"{MELDUNG}zurueckgeben/", schritte.Zurueckgeben.as_view(), name="meldung_zurueckgeben"),
    path(f"{MELDUNG}annehmen/", schritte.Annehmen.as_view(), name="meldung_annehmen"),
    path(f"{MELDUNG}berichtigen/", schritte.Berichtigen.as_view(), name="meldung_berichtigen"),
    path(f"{MELDUNG}verwerfen/", schritte.Verwerfen.as_view(), name="meldung_verwerfen"),
    path(
        "statistik/rueckfragen/<int:pk>/antwort/",
        schritte.Beantworten.as_view(),
        name="rueckfrage_beantworten",
    ),
    path(f"{ZEITRAUM}nicht-gemeldet/", schritte.NichtGemeldet.as_view(), name="zeitraum_nicht_gemeldet"),
    path(f"{ZEITRAUM}entsperren/", schritte.Entsperren.as_view(), name="meldung_entsperren"),
    path("statistik/kennzahlen/", kennzahlen.kennzahlen, name="kennzahlen"),
    path("statistik/kennzahlen/neu/", kennzahlen.KennzahlAnlegen.as_view(), name="kennzahl_neu"),
    path("statistik/kennzahlen/vorschau/<int:jahr>/", rastervorschau.vorschau, name="kennzahlen_vorschau"),
    path(KENNZAHL, kennzahlen.KennzahlAnsehen.as_view(), name="kennzahl"),
    path(f"{KENNZAHL}bearbeiten/", kennzahlen.KennzahlBearbeiten.as_view(), name="kennzahl_bearbeiten"),
    path(f"{KENNZAHL}letztes-jahr/", kennzahlen.KennzahlBeenden.as_view(), name="kennzahl_beenden"),
    path(f"{KENNZAHL}ersetzen/", kennzahlen.KennzahlErsetzen.as_view(), name="kennzahl_ersetzen"),
    path(f"{KENNZAHL}verschieben/", kennzahlen.KennzahlVerschieben.as_view(), name="kennzahl_verschieben"),
    path(f"{KENNZAHL}loeschen/", kennzahlen.KennzahlLoeschen.as_view(), name="kennzahl_loeschen"),
    path("statistik/meldejahr/<int:jahr>/", meldejahr.MeldejahrSeite.as_view(), name="meldejahr"),
]

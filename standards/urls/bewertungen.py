"""Addresses of a Selbstbewertung; `/standards/<zentrum>/<jahr>/` never changes."""

from django.urls import path

from standards.views import nachweise, schritte
from standards.views.antworten import beitraege, seiten, speichern
from standards.views.bewertungen import SelbstbewertungAnsehen

EINE = "<slug:zentrum>/<int:jahr>/"
ANTWORT = f"{EINE}antwort/<int:antwort>/"
NACHWEIS = f"{EINE}nachweise/<int:pk>/"

urlpatterns = [
    path(EINE, SelbstbewertungAnsehen.as_view(), name="selbstbewertung"),
    path(f"{EINE}<int:nummer>/", seiten.Standardblatt.as_view(), name="selbstbewertung_standard"),
    path(f"{EINE}tabelle/", seiten.Tabelle.as_view(), name="selbstbewertung_tabelle"),
    path(f"{EINE}antworten/", speichern.Annahme.as_view(), name="antworten_speichern"),
    path(f"{EINE}bestaetigen/", speichern.Bestaetigen.as_view(), name="antworten_bestaetigen"),
    path(f"{EINE}beitrag/", beitraege.Beitrag.as_view(), name="selbstbewertung_kommentar"),
    path(f"{EINE}einreichen/", schritte.Einreichen.as_view(), name="selbstbewertung_einreichen"),
    path(f"{EINE}zurueckziehen/", schritte.Zurueckziehen.as_view(), name="selbstbewertung_zurueckziehen"),
    path(f"{EINE}freigeben/", schritte.Freigeben.as_view(), name="selbstbewertung_freigeben"),
    path(f"{EINE}zurueckgeben/", schritte.Zurueckgeben.as_view(), name="selbstbewertung_zurueckgeben"),
    path(ANTWORT, speichern.Speichern.as_view(), name="antwort_speichern"),
    path(f"{ANTWORT}massnahme/", beitraege.Massnahme.as_view(), name="antwort_massnahme"),
    path(f"{ANTWORT}beitrag/", beitraege.Beitrag.as_view(), name="antwort_beitrag"),
    path(f"{ANTWORT}nachweis/", nachweise.Neu.as_view(), name="nachweis_neu"),
    path(NACHWEIS, nachweise.Ansehen.as_view(), name="nachweis"),
    path(f"{NACHWEIS}datei/", nachweise.Datei.as_view(), name="nachweis_datei"),
    path(f"{NACHWEIS}ersetzen/", nachweise.Ersetzen.as_view(), name="nachweis_ersetzen"),
    path(f"{NACHWEIS}loeschen/", nachweise.Loeschen.as_view(), name="nachweis_loeschen"),
]

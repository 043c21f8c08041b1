from django.urls import path

from verbund.views.protokoll import annahme, auszug, ergebnisse, lesen, schreiben, schritte

SITZUNG = "sitzungen/<int:pk>/"
PROTOKOLL = f"{SITZUNG}protokoll/"

urlpatterns = [
    path(PROTOKOLL, lesen.ProtokollSeite.as_view(), name="protokoll"),
    path(f"{SITZUNG}protokoll.pdf", lesen.ProtokollPdf.as_view(), name="protokoll_pdf"),
    path(f"{PROTOKOLL}ausgabe-<int:nummer>.pdf", lesen.Ausgabedatei.as_view(), name="protokoll_ausgabe"),
    path(f"{PROTOKOLL}beginnen/", schreiben.Beginnen.as_view(), name="protokoll_beginnen"),
    path(f"{PROTOKOLL}schreiben/", schreiben.Schreibseite.as_view(), name="protokoll_schreiben"),
    path(f"{PROTOKOLL}annahme/", annahme.Annahme.as_view(), name="protokoll_annahme"),
    path(f"{PROTOKOLL}stand/", annahme.Stand.as_view(), name="protokoll_stand"),
    path(f"{PROTOKOLL}punkt/", schreiben.PunktDazu.as_view(), name="protokoll_punkt_neu"),
    path(f"{PROTOKOLL}punkt/<int:eintrag>/", schreiben.Punkt.as_view(), name="protokoll_punkt"),
    path(
        f"{PROTOKOLL}punkt/<int:punkt>/beschluss/",
        ergebnisse.BeschlussFassen.as_view(),
        name="protokoll_beschluss",
    ),
    path(
        f"{PROTOKOLL}punkt/<int:punkt>/aufgabe/", ergebnisse.AufgabeGeben.as_view(), name="protokoll_aufgabe"
    ),
    path(f"{PROTOKOLL}sitz/", schreiben.SitzDazu.as_view(), name="protokoll_sitz_neu"),
    path(f"{PROTOKOLL}sitz/<int:eintrag>/", schreiben.Sitz.as_view(), name="protokoll_sitz"),
    path(f"{PROTOKOLL}fuehrung/", schreiben.FuehrungAendern.as_view(), name="protokoll_fuehrung"),
    path(f"{PROTOKOLL}beenden/", schreiben.Beenden.as_view(), name="protokoll_beenden"),
    path(f"{PROTOKOLL}durchsicht/", schritte.ZurDurchsicht.as_view(), name="protokoll_durchsicht"),
    path(f"{PROTOKOLL}genehmigen/", schritte.Genehmigen.as_view(), name="protokoll_genehmigen"),
    path(f"{PROTOKOLL}nachtrag/", schritte.Nachtragen.as_view(), name="protokoll_nachtrag"),
    path(f"{PROTOKOLL}oeffnen/", schritte.WiederOeffnen.as_view(), name="protokoll_oeffnen"),
    path(f"{PROTOKOLL}anmerken/<int:punkt>/", schritte.Anmerken.as_view(), name="protokoll_anmerken"),
    path(
        f"{PROTOKOLL}anmerkungen/<int:anmerkung>/", schritte.Beantworten.as_view(), name="anmerkung_antwort"
    ),
    path(f"{SITZUNG}auszug/", auszug.Auszug.as_view(), name="auszug"),
    path(f"{SITZUNG}auszug.pdf", auszug.AuszugPdf.as_view(), name="auszug_pdf"),
    path(f"{SITZUNG}auszug/<int:punkt>.pdf", auszug.PunktauszugPdf.as_view(), name="punktauszug_pdf"),
    path("protokolle/", auszug.Oeffentliche.as_view(), name="protokolle_oeffentlich"),
    path("protokolle/<int:pk>/", auszug.OeffentlicherAuszug.as_view(), name="protokoll_oeffentlich"),
    path(
        "protokolle/<int:pk>.pdf", auszug.OeffentlicherAuszugPdf.as_view(), name="protokoll_oeffentlich_pdf"
    ),
]

from django.urls import path

from standards.views import berichte

WO = "<slug:zentrum>/<int:jahr>"

urlpatterns = [
    path("bogen.pdf", berichte.BogenPdf.as_view(), name="standardbogen"),
    path("runden/<int:pk>/bericht.pdf", berichte.BezirksberichtPdf.as_view(), name="standardbericht_bezirk"),
    path(
        "runden/<int:pk>/selbstbewertungen.<slug:art>", berichte.RundenExport.as_view(), name="runde_export"
    ),
    path(f"{WO}/alles.<slug:art>", berichte.BewertungExport.as_view(), name="selbstbewertung_export"),
    path(f"{WO}/gespraech.pdf", berichte.GespraechPdf.as_view(), name="jahresgespraech"),
    path(f"{WO}/brief.pdf", berichte.BriefPdf.as_view(), name="standardbrief"),
    path(f"{WO}/bericht.pdf", berichte.StandardberichtPdf.as_view(), name="standardbericht"),
    path(f"{WO}/aussen.pdf", berichte.AussenberichtPdf.as_view(), name="standardbericht_aussen"),
    path(
        f"{WO}/ausgabe-<int:nummer>.pdf",
        berichte.StandardausgabePdf.as_view(),
        name="standardbericht_ausgabe",
    ),
]

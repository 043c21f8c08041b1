from django.urls import path

from standards.views import berichte

WO = "<slug:zentrum>/<int:jahr>"

urlpatterns = [
    path(f"{WO}/bericht.pdf", berichte.StandardberichtPdf.as_view(), name="standardbericht"),
    path(f"{WO}/aussen.pdf", berichte.AussenberichtPdf.as_view(), name="standardbericht_aussen"),
    path(
        f"{WO}/ausgabe-<int:nummer>.pdf",
        berichte.StandardausgabePdf.as_view(),
        name="standardbericht_ausgabe",
    ),
]

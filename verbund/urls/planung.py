"""The year plan and the themes."""

from django.urls import path

from verbund.views import jahresplan, themen

JAHR = "jahresplan/<int:jahr>/"

urlpatterns = [
    path(JAHR, jahresplan.JahresplanSeite.as_view(), name="jahresplan"),
    path(f"{JAHR}pdf/", jahresplan.JahresplanPdf.as_view(), name="jahresplan_pdf"),
    path(f"{JAHR}schwerpunkte/", jahresplan.JahresplanBearbeiten.as_view(), name="jahresplan_bearbeiten"),
    path(f"{JAHR}reihe/", jahresplan.JahresplanReihe.as_view(), name="jahresplan_reihe"),
    path(f"{JAHR}sitzungen/", jahresplan.JahresplanSitzungen.as_view(), name="jahresplan_sitzungen"),
    path(f"{JAHR}neu/", jahresplan.PlatzNeu.as_view(), name="planplatz_neu"),
    path("plaetze/<int:pk>/", jahresplan.PlatzBearbeiten.as_view(), name="planplatz"),
    path("plaetze/<int:pk>/streichen/", jahresplan.PlatzStreichen.as_view(), name="planplatz_streichen"),
    path("themen/", themen.ThemenSeite.as_view(), name="themen"),
    path("themen/neu/", themen.ThemaNeu.as_view(), name="thema_neu"),
    path("themen/<int:pk>/", themen.ThemaAnsehen.as_view(), name="thema"),
    path("themen/<int:pk>/bearbeiten/", themen.ThemaBearbeiten.as_view(), name="thema_bearbeiten"),
]

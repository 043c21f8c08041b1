from django.urls import path

from zentren.stadtteilmanagement.views import massnahmen as ansichten

urlpatterns = [
    path("massnahmen/", ansichten.MassnahmeListe.as_view(), name="massnahmen"),
    path("massnahmen/neu/", ansichten.MassnahmeNeu.as_view(), name="massnahme_neu"),
    path(
        "massnahmen/<int:pk>/bearbeiten/",
        ansichten.MassnahmeBearbeiten.as_view(),
        name="massnahme_bearbeiten",
    ),
    path("massnahmen/<int:pk>/erledigt/", ansichten.MassnahmeErledigen.as_view(), name="massnahme_erledigt"),
    path(
        "massnahmen/<int:pk>/entfaellt/", ansichten.MassnahmeEntfallen.as_view(), name="massnahme_entfaellt"
    ),
]

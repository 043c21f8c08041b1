from django.urls import path

from zentren.stadtteilmanagement.views import massnahmen as ansichten

urlpatterns = [
    path("", ansichten.MassnahmeListe.as_view(), name="massnahmen"),
    path("neu/", ansichten.MassnahmeNeu.as_view(), name="massnahme_neu"),
    path("<int:pk>/bearbeiten/", ansichten.MassnahmeBearbeiten.as_view(), name="massnahme_bearbeiten"),
    path("<int:pk>/erledigt/", ansichten.MassnahmeErledigen.as_view(), name="massnahme_erledigt"),
    path("<int:pk>/entfaellt/", ansichten.MassnahmeEntfallen.as_view(), name="massnahme_entfaellt"),
]

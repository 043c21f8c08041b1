from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [
    path(
        "statistik/<slug:zentrum>/<str:monat>/",
        TemplateView.as_view(template_name="start/impressum.html"),
        name="statistik_monat",
    )
]

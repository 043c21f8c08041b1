from django.urls import path
from django.views.generic import TemplateView

urlpatterns = [path("statistik/", TemplateView.as_view(template_name="start/impressum.html"), name="statistik")]

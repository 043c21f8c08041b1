from django.urls import path

from angebote.views.raumwoche import RaumWoche

urlpatterns = [path("raeume/<int:pk>/woche/<slug:woche>/", RaumWoche.as_view(), name="raum_woche")]

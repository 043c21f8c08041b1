from django.urls import path

from standards.views.stand import StandAnsehen

urlpatterns = [
    path("<slug:zentrum>/stand/", StandAnsehen.as_view(), name="standards_stand"),
]

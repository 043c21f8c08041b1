from django.urls import path

from standards.views.bewertungen import SelbstbewertungAnsehen

urlpatterns = [
    path("<slug:zentrum>/<int:jahr>/", SelbstbewertungAnsehen.as_view(), name="selbstbewertung"),
]

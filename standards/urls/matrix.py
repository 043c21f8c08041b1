from django.urls import path

from standards.views import matrix

urlpatterns = [
    path("matrix/", matrix.uebersicht, name="standards_matrix"),
    path("verbund/", matrix.verbund, name="standards_netz"),
    path("runden/<int:pk>/thema/<int:kriterium>/", matrix.vorschlagen, name="netzthema"),
    path("matrix/<int:pk>/", matrix.kriterien, name="matrix_kriterien"),
    path("<slug:zentrum>/verlauf/", matrix.zentrum_verlauf, name="standards_verlauf"),
]

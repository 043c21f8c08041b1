from django.urls import path

from standards.views import matrix

urlpatterns = [
    path("matrix/", matrix.uebersicht, name="standards_matrix"),
    path("matrix/<int:pk>/", matrix.kriterien, name="matrix_kriterien"),
    path("<slug:zentrum>/verlauf/", matrix.zentrum_verlauf, name="standards_verlauf"),
]

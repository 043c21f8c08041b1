from standards.urls import bewertungen

urlpatterns = [
    *bewertungen.urlpatterns,
]

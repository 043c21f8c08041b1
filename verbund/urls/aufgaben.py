from django.urls import path

from verbund.views import aufgaben, beschluesse
from verbund.views.suche import Suchseite

urlpatterns = [
    path("aufgaben/", aufgaben.AufgabeListe.as_view(), name="aufgaben"),
    path("aufgaben/neu/", aufgaben.AufgabeNeu.as_view(), name="aufgabe_neu"),
    path("aufgaben/<int:pk>/", aufgaben.AufgabeAnsehen.as_view(), name="aufgabe"),
    path("aufgaben/<int:pk>/bearbeiten/", aufgaben.AufgabeBearbeiten.as_view(), name="aufgabe_bearbeiten"),
    path("aufgaben/<int:pk>/erledigt/", aufgaben.AufgabeErledigen.as_view(), name="aufgabe_erledigt"),
    path("aufgaben/<int:pk>/verschieben/", aufgaben.AufgabeVerschieben.as_view(), name="aufgabe_verschieben"),
    path("aufgaben/<int:pk>/entfaellt/", aufgaben.AufgabeEntfallen.as_view(), name="aufgabe_entfaellt"),
    path("aufgaben/<int:pk>/oeffnen/", aufgaben.AufgabeOeffnen.as_view(), name="aufgabe_oeffnen"),
    path("aufgaben/<int:pk>/link/", aufgaben.AufgabeLink.as_view(), name="aufgabe_link"),
    path("beschluesse/", beschluesse.BeschlussListe.as_view(), name="beschluesse"),
    path("beschluesse/<int:pk>/", beschluesse.BeschlussAnsehen.as_view(), name="beschluss"),
    path(
        "beschluesse/<int:pk>/bearbeiten/",
        beschluesse.BeschlussBearbeiten.as_view(),
        name="beschluss_bearbeiten",
    ),
    path("beschluesse/<int:pk>/umsetzung/", beschluesse.BeschlussFolge.as_view(), name="beschluss_folge"),
    path(
        "beschluesse/<int:pk>/streichen/",
        beschluesse.BeschlussStreichen.as_view(),
        name="beschluss_streichen",
    ),
    path("suche/", Suchseite.as_view(), name="verbundsuche"),
]

"""The trails of this room."""

from django.urls import reverse

from stzverbund.basis.verlaeufe import Gegenstand
from verbund.models import Aufgabe, Beschluss

VERLAEUFE = (
    Gegenstand(Beschluss, "verbund.beschluss_schreiben", lambda eins: reverse("beschluss", args=[eins.pk])),
    Gegenstand(Aufgabe, "verbund.aufgabe_pflegen", lambda eine: reverse("aufgabe", args=[eine.pk])),
)

"""The trails of this room."""

from django.urls import reverse

from stzverbund.basis.verlaeufe import Gegenstand
from verbund.models import Anfrage, Aufgabe, Beratungsnotiz, Beschluss, Empfehlung

VERLAEUFE = (
    Gegenstand(Anfrage, "verbund.anfragen", lambda eine: reverse("anfrage", args=[eine.pk])),
    Gegenstand(
        Beratungsnotiz,
        "verbund.geschaeftsstelle_pflegen",
        lambda eine: reverse("beratungsnotiz", args=[eine.pk]),
    ),
    Gegenstand(
        Empfehlung, "verbund.geschaeftsstelle_pflegen", lambda eine: reverse("empfehlung", args=[eine.pk])
    ),
    Gegenstand(Beschluss, "verbund.beschluss_schreiben", lambda eins: reverse("beschluss", args=[eins.pk])),
    Gegenstand(Aufgabe, "verbund.aufgabe_pflegen", lambda eine: reverse("aufgabe", args=[eine.pk])),
)

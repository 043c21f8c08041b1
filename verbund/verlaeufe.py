"""The trails of this room."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from stzverbund.basis.verlaeufe import Gegenstand
from verbund.models import (
    Anfrage,
    Aufgabe,
    Beratungsnotiz,
    Beschluss,
    Empfehlung,
    Jahresplan,
    Planplatz,
    Sitzung,
    Tagesordnungspunkt,
    Thema,
)

KOORDINIEREN = "verbund.koordinieren"


def _seite(name: str) -> Callable[[Any], str]:
    return lambda objekt: reverse(name, args=[objekt.pk])


VERLAEUFE = (
    Gegenstand(Anfrage, "verbund.anfragen", _seite("anfrage")),
    Gegenstand(Beratungsnotiz, "verbund.geschaeftsstelle_pflegen", _seite("beratungsnotiz")),
    Gegenstand(Empfehlung, "verbund.geschaeftsstelle_pflegen", _seite("empfehlung")),
    Gegenstand(Beschluss, "verbund.beschluss_schreiben", _seite("beschluss")),
    Gegenstand(Aufgabe, "verbund.aufgabe_pflegen", _seite("aufgabe")),
    Gegenstand(Sitzung, KOORDINIEREN, _seite("sitzung"), ((Tagesordnungspunkt, "sitzung"),)),
    Gegenstand(Tagesordnungspunkt, "verbund.punkt_bearbeiten", _seite("punkt")),
    Gegenstand(Thema, KOORDINIEREN, _seite("thema")),
    Gegenstand(
        Jahresplan,
        KOORDINIEREN,
        lambda plan: reverse("jahresplan", args=[plan.jahr]),
        ((Planplatz, "jahresplan"),),
    ),
)

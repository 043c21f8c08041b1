"""The trails of this room: what changed at a centre, its Standorte, Räume, hours and staff, and around it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from stzverbund.basis.verlaeufe import Gegenstand
from stzverbund.basis.verlauf import Quelle
from zentren import models
from zentren.konten import ereignisse
from zentren.models import Mitgliedschaft
from zentren.rules import darf

LESEN = "zentren.verlauf_lesen"


def _zentrum(objekt: Any) -> str:
    return reverse("zentrum", args=[objekt.slug])


def _beim_zentrum(objekt: Any) -> str:
    return _zentrum(objekt.zentrum)


def _in_der_verwaltung(objekt: Any) -> str:
    return reverse(f"admin:zentren_{objekt._meta.model_name}_change", args=[objekt.pk])


def _fuer_die_verwaltung(modell: Any) -> Callable[[Mitgliedschaft | None], QuerySet]:
    """What the Verwaltung keeps; nobody else finds it here."""

    def sichtbar(m: Mitgliedschaft | None) -> QuerySet:
        return modell.objects.all() if darf("zentren.verwalten", m) else modell.objects.none()

    return sichtbar


def _verwaltet(modell: Any) -> Gegenstand:
    return Gegenstand(modell, "zentren.verwalten", _in_der_verwaltung, sichtbar=_fuer_die_verwaltung(modell))


def _des_kontos(person: Any, mitgliedschaft: Any) -> list[Quelle]:
    """What others may read of an account: its changes and roles, not when and where somebody logs in."""
    rollen = models.Mitgliedschaft.history.filter(person=person.pk)
    return [Quelle(ereignisse.ohne_anmeldungen(person)), Quelle(rollen, teil=True)]


VERLAEUFE = (
    Gegenstand(
        models.Zentrum,
        LESEN,
        _zentrum,
        (
            (models.Standort, "zentrum"),
            (models.Raum, "standort__zentrum"),
            (models.Oeffnungszeit, "standort__zentrum"),
            (models.Sprechzeit, "zentrum"),
            (models.Schliesszeit, "zentrum"),
            (models.Personal, "zentrum"),
        ),
    ),
    Gegenstand(
        models.Standort, LESEN, _beim_zentrum, ((models.Oeffnungszeit, "standort"), (models.Raum, "standort"))
    ),
    Gegenstand(models.Raum, LESEN, _beim_zentrum),
    Gegenstand(models.Sprechzeit, LESEN, _beim_zentrum),
    Gegenstand(models.Schliesszeit, LESEN, _beim_zentrum),
    Gegenstand(models.Personal, LESEN, _beim_zentrum),
    Gegenstand(
        models.Fachstelle,
        "zentren.fachstelle_pflegen",
        lambda stelle: reverse("fachstelle", args=[stelle.pk]),
    ),
    _verwaltet(models.Traeger),
    _verwaltet(models.Verband),
    _verwaltet(models.Bezirksamt),
    _verwaltet(models.Verbund),
    Gegenstand(
        models.Kooperationsvereinbarung,
        "zentren.vereinbarung_lesen",
        lambda vereinbarung: reverse("vereinbarung", args=[vereinbarung.pk]),
    ),
    Gegenstand(
        models.Person,
        "zentren.verwalten",
        lambda person: reverse("person", args=[person.pk]),
        sichtbar=_fuer_die_verwaltung(models.Person),
        quellen=_des_kontos,
    ),
    Gegenstand(
        models.Mitgliedschaft, "zentren.rolle_vergeben", lambda m: reverse("mitgliedschaft", args=[m.pk])
    ),
)

"""Mails to the people of the office that has to act, each once for each event."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from stzverbund.basis.post import einreihen
from zentren.models import Mitgliedschaft, Rolle, Zentrum


def leitung(zentrum: Zentrum) -> QuerySet[Mitgliedschaft]:
    return _gueltige(rolle=Rolle.LEITUNG, zentrum=zentrum)


def team(zentrum: Zentrum) -> QuerySet[Mitgliedschaft]:
    return _gueltige(rolle__in=[Rolle.LEITUNG, Rolle.MITARBEIT], zentrum=zentrum)


def traeger(zentrum: Zentrum) -> QuerySet[Mitgliedschaft]:
    return _gueltige(rolle=Rolle.TRAEGER, traeger=zentrum.traeger_id)


def bezirksamt(zentrum: Zentrum) -> QuerySet[Mitgliedschaft]:
    return _gueltige(rolle=Rolle.BEZIRKSAMT, bezirksamt__bezirk=zentrum.bezirk_id)


def _gueltige(**bedingung: object) -> QuerySet[Mitgliedschaft]:
    treffer = Mitgliedschaft.objects.gueltig().filter(person__is_active=True, **bedingung)
    return treffer.select_related("person")


def schreiben(
    empfaenger: Iterable[Mitgliedschaft], *, schluessel: str, betreff: str, text: str, pfad: str
) -> int:
    """Queues one mail for each person; returns how many are new. `pfad` is where to act."""
    return sum(
        einreihen(
            schluessel=f"{schluessel}:{m.person_id}",
            an=m.person.email,
            betreff=betreff,
            text=f"Guten Tag,\n\n{text}\n\nDort geht es weiter: {settings.BASE_URL}{pfad}\n",
        )
        for m in empfaenger
    )

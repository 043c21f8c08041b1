"""Whom somebody can ask who has an account but no valid role."""

from datetime import date
from typing import Any

from zentren.models import Einladung, Mitgliedschaft, Person, Rolle


def ohne_rolle(person: Person, heute: date) -> dict[str, Any]:
    """Past and coming roles, open invitations, and (name, e-mail) of those who can help."""
    rollen = list(person.mitgliedschaften.mit_organisation())
    stellen = {
        str(m.organisation): m.organisation.email for m in rollen if getattr(m.organisation, "email", "")
    }
    return {
        "rollen": rollen,
        "einladungen": Einladung.objects.fuer(person).mit_organisation(),
        "ansprechstellen": list(stellen.items()) or _verwaltung(heute),
    }


def _verwaltung(heute: date) -> list[tuple[str, str]]:
    zustaendige = Mitgliedschaft.objects.mit_zugang(heute).filter(rolle=Rolle.VERWALTUNG)
    adressen = zustaendige.order_by("pk").values_list("person__email", flat=True).distinct()
    return [("Verwaltung dieser Anwendung", email) for email in adressen]

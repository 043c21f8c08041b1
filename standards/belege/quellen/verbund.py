"""Figures of the Verbund: seats at its sessions, joint projects."""

from django.db.models import Count, Q

from standards.belege.regel import Lage
from verbund.models import Teilnahme, Vorhaben

Anwesend = Teilnahme.Anwesend


def gemeinsame_vorhaben(lage: Lage) -> dict[int, int]:
    """Projects of the last twelve months, or still ahead, that a centre takes part in; by centre."""
    beteiligt = Vorhaben.zentren.through.objects.filter(
        zentrum__in=lage.zentren, vorhaben__bis__gte=lage.seit()
    ).exclude(vorhaben__stand__in=[Vorhaben.Stand.IDEE, Vorhaben.Stand.ABGESAGT])
    return dict(beteiligt.order_by().values_list("zentrum").annotate(anzahl=Count("pk")))


def sitzungen(lage: Lage) -> dict[int, tuple[int, int]]:
    """At how many sessions of the Verbund in twelve months a centre was, and of how many it is recorded.

    Those of Arbeitskreise do not count. A centre of which nothing is recorded is missing.
    """
    teilnahmen = Teilnahme.objects.filter(
        zentrum__in=lage.zentren,
        sitzung__arbeitskreis__isnull=True,
        sitzung__nummer__isnull=False,
        sitzung__datum__range=(lage.seit(), lage.stichtag),
    ).exclude(anwesend=Anwesend.OFFEN)
    dabei = Count("pk", filter=Q(anwesend=Anwesend.JA))
    zeilen = teilnahmen.order_by().values_list("zentrum").annotate(dabei=dabei, alle=Count("pk"))
    return {zentrum: (anzahl, alle) for zentrum, anzahl, alle in zeilen}

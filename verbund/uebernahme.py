"""What moves on into a session: items not treated, standing items, items with open tasks (`anchors.md`).

A preview says what and why; the Koordination takes it over with one click, all or some. An item moves on
once: what came of it (`nachfolger`) moves on later in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from stzverbund.basis.pflege import speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import Sitzung, Tagesordnungspunkt
from verbund.tagesordnung import ans_ende, kommende
from zentren.models import Mitgliedschaft

Stand = Tagesordnungspunkt.Stand
WEITER = ("titel", "beschreibung", "art", "minuten", "zentrum", "thema", "sichtbarkeit", "wiederkehrend")


@dataclass(frozen=True)
class Kandidat:
    """An item of an earlier session and why it would move on."""

    punkt: Tagesordnungspunkt
    grund: str


def vorschau(sitzung: Sitzung) -> list[Kandidat]:
    """What would move on into this session, oldest first; one query."""
    kandidaten = _kandidaten(sitzung).order_by("sitzung__datum", "position", "pk")
    return [Kandidat(punkt, _grund(punkt)) for punkt in kandidaten.select_related("sitzung")]


@transaction.atomic
def uebernehmen(*, sitzung: Sitzung, punkte: Iterable[int], wer: Mitgliedschaft) -> list[Tagesordnungspunkt]:
    """Takes these items (keys of the preview) over, at the end of the agenda. Logs events.

    What has moved on meanwhile is left out.
    """
    ort = kommende(sitzung, wer)
    neue: list[Tagesordnungspunkt] = []
    position = ans_ende(ort)
    gewaehlte = _kandidaten(ort).filter(pk__in=list(punkte)).order_by("sitzung__datum", "position", "pk")
    for alt in gewaehlte:
        werte = {feld: getattr(alt, feld) for feld in WEITER}
        neu = Tagesordnungspunkt(
            verbund=ort.verbund,
            sitzung=ort,
            stand=Stand.GEPLANT,
            position=position + len(neue),
            vorgaenger=alt,
            **werte,
        )
        speichern(neu)
        suche.eintragen(neu)
        ereignis(neu, f"übernommen aus: {alt.sitzung}", wer=wer)
        neue.append(neu)
    return neue


def _kandidaten(sitzung: Sitzung) -> QuerySet[Tagesordnungspunkt]:
    """Items of earlier sessions of the same circle that nothing has followed yet."""
    fruehere = Tagesordnungspunkt.objects.filter(
        sitzung__verbund=sitzung.verbund_id,
        sitzung__arbeitskreis=sitzung.arbeitskreis_id,
        sitzung__datum__lt=sitzung.datum,
        nachfolger__isnull=True,
        genehmigt__isnull=True,
    ).exclude(sitzung__status=Sitzung.Status.ABGESAGT)
    offene = Count("aufgaben", filter=Q(aufgaben__status="offen"), distinct=True)
    return fruehere.annotate(offene_aufgaben=offene).filter(
        Q(stand=Stand.VERTAGT) | Q(wiederkehrend=True) | Q(stand=Stand.BEHANDELT, offene_aufgaben__gt=0)
    )


def _grund(punkt: Tagesordnungspunkt) -> str:
    if punkt.stand == Stand.VERTAGT:
        return "vertagt"
    if punkt.wiederkehrend:
        return "steht auf jeder Tagesordnung"
    anzahl = punkt.offene_aufgaben  # type: ignore[attr-defined]
    return "eine offene Aufgabe" if anzahl == 1 else f"{anzahl} offene Aufgaben"

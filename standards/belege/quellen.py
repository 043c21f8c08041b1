"""What several rules read, in one query for all centres: figures of Angebote."""

from dataclasses import dataclass, fields

from django.db.models import Count, Q

from angebote.models import Angebot

from .regel import Lage


@dataclass(frozen=True)
class Angebotszahlen:
    """How many of the public Angebote (published or paused) of a centre are what."""

    anzahl: int
    geprueft: int


FELDER = ("zentrum", *(feld.name for feld in fields(Angebotszahlen)))


def angebotszahlen(lage: Lage) -> dict[int, Angebotszahlen]:
    """By centre; a centre without a public Angebot is missing. One query."""
    oeffentliche = Angebot.objects.oeffentlich().filter(zentrum__in=lage.zentren)
    faellig = Angebot.objects.zu_pruefen(lage.stichtag).order_by().values("pk")
    zeilen = (
        oeffentliche.order_by()
        .values("zentrum")
        .annotate(anzahl=Count("pk"), geprueft=Count("pk", filter=~Q(pk__in=faellig)))
    )
    return {zentrum: Angebotszahlen(*werte) for zentrum, *werte in zeilen.values_list(*FELDER)}

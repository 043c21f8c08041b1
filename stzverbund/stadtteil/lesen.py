"""Which Stadtteile a role reads, and what of them."""

from django.db.models import QuerySet

from angebote.querysets import AUFSICHT, INNEN
from zentren.models import Bezirksregion, Mitgliedschaft, Rolle, Zentrum

UEBER_EINEN_BEZIRK = (Rolle.BEZIRKSAMT, Rolle.GESCHAEFTSSTELLE, Rolle.KOORDINATION)


def stadtteile(m: Mitgliedschaft | None) -> QuerySet[Bezirksregion]:
    """Those that centres of this role serve; for offices over a Bezirk all of it. Without outlines."""
    zentren = Zentrum.objects.sichtbar_fuer(m).order_by()
    regionen = Bezirksregion.objects.defer("geometrie")
    if m is not None and m.hat(*UEBER_EINEN_BEZIRK):
        return regionen.filter(bezirk__in=zentren.values("bezirk"))
    return regionen.filter(
        pk__in=Zentrum.regionen.through.objects.filter(zentrum__in=zentren.values("pk")).values(
            "bezirksregion"
        )
    )


def liest_statistik(m: Mitgliedschaft | None) -> bool:
    """As everywhere: the Koordination and the Verwaltung see no statistics."""
    return m is not None and m.hat(*INNEN, *AUFSICHT)

"""Where somebody is missing: a centre without Leitung, a Träger that has to release but cannot log in."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from zentren.models import Mitgliedschaft, Rolle, Traeger
from zentren.querysets import ZentrumQuerySet


def zentren_ohne_leitung(zentren: ZentrumQuerySet, heute: date) -> ZentrumQuerySet:
    """Open centres for which nobody can log in as Leitung today."""
    leitung = Mitgliedschaft.objects.mit_zugang(heute).filter(rolle=Rolle.LEITUNG, zentrum=OuterRef("pk"))
    return zentren.filter(~Exists(leitung)).in_betrieb(heute)


def traeger_ohne_zugang(zentren: ZentrumQuerySet, heute: date) -> QuerySet[Traeger]:
    """Träger of these open centres that have to release Meldungen, though nobody can log in for them."""
    zugang = Mitgliedschaft.objects.mit_zugang(heute).filter(rolle=Rolle.TRAEGER, traeger=OuterRef("pk"))
    offene = zentren.in_betrieb(heute)
    return Traeger.objects.filter(~Exists(zugang), freigabe_noetig=True, pk__in=offene.values("traeger"))

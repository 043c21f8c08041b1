"""When a Meldung was last given back, as far as a reader knows of it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery

from angebote.models import Meldung
from stzverbund.basis.models import Ereignis
from zentren.models import Mitgliedschaft, Rolle

VOM_TRAEGER, VOM_AMT = "vom Träger zurückgegeben", "vom Bezirksamt zurückgegeben"
# What passes between centre and Träger stays between them.
BEKANNT = {Rolle.TRAEGER: (VOM_TRAEGER, VOM_AMT), Rolle.BEZIRKSAMT: (VOM_AMT,)}


def zuletzt_zurueck(m: Mitgliedschaft) -> Subquery:
    """The moment of the last return, for a queryset of Meldungen; None where it never went back."""
    rueckgaben = Ereignis.objects.filter(
        typ=ContentType.objects.get_for_model(Meldung),
        gegenstand_id=OuterRef("pk"),
        was__in=BEKANNT.get(Rolle(m.rolle), ()),
    )
    return Subquery(rueckgaben.order_by("-zeitpunkt", "-pk").values("zeitpunkt")[:1])

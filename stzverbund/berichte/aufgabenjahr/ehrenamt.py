"""Volunteers of a centre in a year (RK-2017 4.3, Standard 10): nothing is entered twice.

People and hours come from the statistics, recognition, training and participation from the diary.
"""

from django.db.models import Count, Max, Q, Sum

from angebote.auswertung import quellen
from angebote.models import Altersgruppe, Geschlecht, Wert
from zentren.models import Zentrum
from zentren.stadtteilmanagement.models import Taetigkeit, Taetigkeitsform

from .formen import Ehrenamtsjahr, Spanne

AKTIVE, STUNDEN, VERMITTLUNGEN = "aktive-ehrenamtliche", "ehrenamt-stunden-zentrum", "vermittlungen-ehrenamt"
FORMEN = (Taetigkeitsform.ANERKENNUNG, Taetigkeitsform.QUALIFIZIERUNG, Taetigkeitsform.BEGLEITUNG)


def ehrenamtsjahr(zentrum: Zentrum, jahr: int, *, entwuerfe: bool) -> Ehrenamtsjahr:
    """People (highest month), minutes, referrals; entries of the diary. `entwuerfe`: also what is not
    accepted yet, for the house alone. Three queries."""
    ganz = Wert.objects.filter(
        meldung__in=quellen(zentrum, jahr, entwuerfe=entwuerfe),
        angebot__isnull=True,
        altersgruppe=Altersgruppe.ALLE,
        geschlecht=Geschlecht.ALLE,
        zahl__isnull=False,
    )
    zahlen = ganz.aggregate(
        aktive=Max("zahl", filter=Q(kennzahl__schluessel=AKTIVE)),
        minuten=Sum("zahl", filter=Q(kennzahl__schluessel=STUNDEN)),
        vermittlungen=Sum("zahl", filter=Q(kennzahl__schluessel=VERMITTLUNGEN)),
    )
    eintraege = Taetigkeit.objects.filter(zentrum=zentrum, datum__range=Spanne(jahr).tage)
    im_tagebuch = eintraege.aggregate(**{f.value: Count("pk", filter=Q(form=f)) for f in FORMEN})
    # PostgreSQL sums bigint as numeric.
    ganze = {name: None if zahl is None else int(zahl) for name, zahl in zahlen.items()}
    return Ehrenamtsjahr(
        jahr=jahr,
        aktive=ganze["aktive"],
        minuten=ganze["minuten"],
        vermittlungen=ganze["vermittlungen"],
        **im_tagebuch,
    )

"""What schedules will want of a Raum: the Angebote go on after the Termine that stand in the books."""

from datetime import date, timedelta

from django.utils import timezone

from angebote.models import Angebot, Termin
from angebote.raumbelegung import schluessel, wunsch
from angebote.terminplan import vorgesehen
from zentren.models import Belegung, Raum


def vorgemerkt(raum: Raum, von: date, bis: date) -> list[Belegung]:
    """The dates from tomorrow on that are no Termine yet, as occupations that are not stored.

    A `belegungen.Vorplan`; four queries.
    """
    von = max(von, timezone.localdate() + timedelta(days=1))
    if von > bis:
        return []
    laufende = Angebot.objects.filter(raum=raum, status=Angebot.Status.VEROEFFENTLICHT)
    angebote = list(
        laufende.select_related("zentrum").prefetch_related("zeitplaene", "zentrum__schliesszeiten")
    )
    stehen = Termin.objects.filter(angebot__in=angebote, datum__range=(von, bis))
    bekannt = set(stehen.values_list("angebot", "datum", "von"))
    geplante = [termin for angebot in angebote for termin in vorgesehen(angebot, von, bis).values()]
    return [wunsch(termin) for termin in geplante if schluessel(termin) not in bekannt]

"""The seats of a session: one for each Zentrum and office, with what its people have announced."""

from collections import defaultdict

from django.db import transaction

from stzverbund.basis.pflege import speichern
from verbund.einladung.empfaenger import stellen_von, zentren_von
from verbund.models import Antwort, Einladung, Sitzung, Teilnahme

RANG = (Antwort.ZUGESAGT, Antwort.VERTRETUNG, Antwort.OFFEN, Antwort.ABGESAGT)
"""What counts for a seat with several people: one who comes is enough, all must have declined."""


@transaction.atomic
def vorgeben(sitzung: Sitzung) -> None:
    """Makes the seats that are missing; those that are there stay as they are."""
    alle = Teilnahme.objects.filter(sitzung=sitzung)
    zentren = set(alle.values_list("zentrum", flat=True))
    stellen = set(alle.values_list("stelle", flat=True))
    for zentrum in zentren_von(sitzung).exclude(pk__in=[z for z in zentren if z]):
        speichern(Teilnahme(sitzung=sitzung, zentrum=zentrum))
    for stelle in stellen_von(sitzung):
        if stelle not in stellen:
            speichern(Teilnahme(sitzung=sitzung, stelle=stelle))


def nachtragen(einladung: Einladung) -> None:
    """Puts what the people of a seat have answered on it; within the caller's transaction.

    Who represents it is known where somebody comes himself; what the minutes have noted stays.
    """
    platz = Teilnahme.objects.select_for_update(of=("self",)).filter(
        sitzung=einladung.sitzung_id, zentrum=einladung.zentrum_id, stelle=einladung.stelle
    )
    sitz = platz.first() or Teilnahme(
        sitzung_id=einladung.sitzung_id, zentrum_id=einladung.zentrum_id, stelle=einladung.stelle
    )
    eingeladene = defaultdict(list)
    gleiche = Einladung.objects.filter(
        sitzung=einladung.sitzung_id, zentrum=einladung.zentrum_id, stelle=einladung.stelle
    )
    for eine in gleiche.order_by("beantwortet_am", "pk"):
        eingeladene[eine.antwort].append(eine.person_id)
    sitz.antwort = next((wort for wort in RANG if eingeladene[wort]), Antwort.OFFEN)
    if sitz.anwesend == Teilnahme.Anwesend.OFFEN:
        sitz.person_id = next(iter(eingeladene[Antwort.ZUGESAGT]), None)
    speichern(sitz, version=sitz.version)

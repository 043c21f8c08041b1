"""What happens to entries of the press list: checked."""

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund.models import Pressekontakt
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft
from zentren.rules import darf


@transaction.atomic
def als_geprueft_vermerken(*, kontakt: Pressekontakt, wer: Mitgliedschaft) -> None:
    """Somebody has checked that the entry is right today. Logs an event."""
    aktuell = Pressekontakt.objects.select_for_update(of=("self",)).get(pk=kontakt.pk)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    aktuell.geprueft_am = timezone.localdate()
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "geprüft", wer=wer)

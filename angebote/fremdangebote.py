"""What happens to Fremdangebote: checked; and which ones may be the same."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from angebote.models import Fremdangebot
from stzverbund.basis.sortierung import faltung
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft


@transaction.atomic
def als_geprueft_vermerken(*, fremdangebot: Fremdangebot, wer: Mitgliedschaft) -> None:
    """Somebody has checked that the entry is right today. Logs an event."""
    fremdangebot = Fremdangebot.objects.select_for_update(of=("self",)).get(pk=fremdangebot.pk)
    fremdangebot.geprueft_am = timezone.localdate()
    fremdangebot.version += 1
    fremdangebot.save()
    ereignis(fremdangebot, "geprüft", wer=wer)


def doppelte(fremdangebot: Fremdangebot) -> QuerySet[Fremdangebot]:
    """Other entries of the Bezirk with this title and provider, whatever their spelling of ß and accents."""
    anfang = f"{faltung(fremdangebot.titel)}\n{faltung(fremdangebot.anbieter)}"
    gleiche = Fremdangebot.objects.filter(
        suche__startswith=anfang, region__bezirk=fremdangebot.zentrum.bezirk_id
    )
    return gleiche.exclude(pk=fremdangebot.pk).select_related("region", "zentrum")

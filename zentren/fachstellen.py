"""What happens to entries of the shared directory of Fachstellen."""

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.verlauf import ereignis
from zentren.models import Fachstelle, Mitgliedschaft


@transaction.atomic
def als_geprueft_vermerken(*, fachstelle: Fachstelle, wer: Mitgliedschaft) -> None:
    """Somebody has checked that the entry is right today (RK-2017 4.3, Standard 4). Logs an event."""
    fachstelle = Fachstelle.objects.select_for_update(of=("self",)).get(pk=fachstelle.pk)
    fachstelle.geprueft_am = timezone.localdate()
    fachstelle.version += 1
    fachstelle.save()
    ereignis(fachstelle, "geprüft", wer=wer)

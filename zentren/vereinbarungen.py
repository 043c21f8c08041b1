"""Kooperationsvereinbarungen between a Bezirk and a Verband (RK-2017 1, 6)."""

from django.db import transaction

from stzverbund.basis.dateien import Geprueft, ablegen
from stzverbund.basis.verlauf import ereignis
from zentren.models import Kooperationsvereinbarung, Mitgliedschaft


@transaction.atomic
def hochladen(*, vereinbarung: Kooperationsvereinbarung, datei: Geprueft, wer: Mitgliedschaft) -> None:
    """Puts the signed paper to the agreement; an earlier one stays in the history. Logs an event."""
    aktuell = Kooperationsvereinbarung.objects.select_for_update(of=("self",)).get(pk=vereinbarung.pk)
    aktuell.datei = ablegen(datei, wer=wer.person)
    aktuell.version += 1
    aktuell.save()
    ereignis(aktuell, "Datei hochgeladen", wer=wer)

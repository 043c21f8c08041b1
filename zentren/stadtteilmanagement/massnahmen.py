"""The register of Massnahmen: every change of it (domain model, "stadtteilmanagement").

Each function is one transaction, logs an event and raises Verweigert, with a sentence for the person.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.handelnde import Handelnde
from zentren.models import Bezirk, Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme
from zentren.stadtteilmanagement.rules import legt_fest

WER_ANLEGT = "stadtteilmanagement.massnahme_anlegen"


@transaction.atomic
def anlegen(
    *,
    titel: str,
    eigner: str,
    faellig: date,
    beschreibung: str = "",
    zentrum: Zentrum | None = None,
    bezirk: Bezirk | None = None,
    wer: Handelnde,
) -> Massnahme:
    """A new Massnahme about a centre, or (of the Verbund or the Bezirksamt) about a whole Bezirk.

    What Bezirksamt and Verbund put into the register is agreed at once; what a centre or its Träger writes is
    a draft until it is put before others. With a link the caller has asked for the right. Logs an event.
    """
    if not titel.strip():
        raise Verweigert("Bitte schreiben Sie, was geschieht.")
    if isinstance(wer, Mitgliedschaft):
        _erlaubt(wer, zentrum)
    ort = zentrum.bezirk if zentrum else bezirk
    if ort is None:
        raise Verweigert("Bitte nennen Sie das Zentrum.")
    massnahme = Massnahme(
        titel=titel.strip(),
        eigner=eigner,
        faellig=faellig,
        beschreibung=beschreibung.strip(),
        zentrum=zentrum,
        bezirk=ort,
        vereinbart_am=timezone.now() if legt_fest(wer) else None,
    )
    speichern(massnahme)
    ereignis(massnahme, "angelegt", wer=wer)
    return massnahme


def _erlaubt(wer: Mitgliedschaft, zentrum: Zentrum | None) -> None:
    if not darf(WER_ANLEGT, wer):
        raise Verweigert("Ihre Rolle legt keine Maßnahmen an.")
    if zentrum and not Zentrum.objects.sichtbar_fuer(wer).filter(pk=zentrum.pk).exists():
        raise Verweigert("Dieses Zentrum gehört nicht zu Ihnen.")

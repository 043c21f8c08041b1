"""Which Angebote answer a need of the Stadtteil, kept from the side of the need (RK-2017 4.3, Standard 1.1).

Each function is one transaction, leaves a state in the history of the Angebot and an event of the need, and
raises Verweigert, with a sentence for the person.
"""

from django.db import transaction
from django.db.models import QuerySet

from angebote.models import Angebot
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Bedarf

PFLEGEN = "angebote.angebot_pflegen"


def waehlbar(bedarf: Bedarf, wer: Mitgliedschaft) -> QuerySet[Angebot]:
    """The Angebote of the own centre that do not answer the need yet, without those that have ended."""
    eigene = Angebot.objects.bearbeitbar_fuer(wer).filter(zentrum=bedarf.zentrum_id)
    return eigene.exclude(status=Angebot.Status.BEENDET).exclude(bedarfe=bedarf)


@transaction.atomic
def verbinden(*, angebot: Angebot, bedarf: Bedarf, wer: Mitgliedschaft) -> None:
    """The Angebot answers the need from now on; twice is the same as once."""
    aktuell = _laden(angebot, bedarf, wer)
    bisher = list(aktuell.bedarfe.all())
    if bedarf in bisher:
        return
    speichern(aktuell, version=aktuell.version, viele={"bedarfe": [*bisher, bedarf]})
    ereignis(bedarf, f"Angebot verbunden: {aktuell}", wer=wer)


@transaction.atomic
def loesen(*, angebot: Angebot, bedarf: Bedarf, wer: Mitgliedschaft) -> None:
    """The Angebot does not answer the need; where it did not before, nothing happens."""
    aktuell = _laden(angebot, bedarf, wer)
    bisher = list(aktuell.bedarfe.all())
    if bedarf not in bisher:
        return
    speichern(aktuell, version=aktuell.version, viele={"bedarfe": [b for b in bisher if b != bedarf]})
    ereignis(bedarf, f"Angebot gelöst: {aktuell}", wer=wer)


def _laden(angebot: Angebot, bedarf: Bedarf, wer: Mitgliedschaft) -> Angebot:
    aktuell = Angebot.objects.select_for_update(of=("self",)).get(pk=angebot.pk)
    if not darf(PFLEGEN, wer, aktuell) or aktuell.zentrum_id != bedarf.zentrum_id:
        raise Verweigert("Angebote und Bedarfe verbindet das Team ihres Zentrums.")
    return aktuell

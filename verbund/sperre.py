"""The lock on a session that all functions take which change it or what belongs to it."""

from stzverbund.basis.pflege import Verweigert
from verbund.models import Sitzung
from zentren.models import Mitgliedschaft
from zentren.rules import darf

KOORDINIEREN = "verbund.koordinieren"
NUR_KOORDINATION = "Das kann nur, wer den Verbund koordiniert."


def gesperrt(sitzung: Sitzung, wer: Mitgliedschaft | None) -> Sitzung:
    """The session as it is stored now, locked for this transaction; raises Verweigert for who may not.

    `wer` None: the caller has asked for another right.
    """
    zeile = Sitzung.objects.select_for_update(of=("self",)).select_related("verbund", "arbeitskreis")
    aktuell = zeile.get(pk=sitzung.pk)
    if wer is not None and not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    return aktuell

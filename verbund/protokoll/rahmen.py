"""The lock on the minutes of a session that all functions take which write them, and who may."""

from stzverbund.basis.pflege import Verweigert
from verbund.models import Protokoll, Sitzung
from verbund.sperre import gesperrt
from zentren.models import Mitgliedschaft
from zentren.rules import darf

SCHREIBEN = "verbund.protokoll_schreiben"
NICHT_BEGONNEN = "Das Protokoll dieser Sitzung ist noch nicht begonnen."
NUR_FUEHRUNG = "Das Protokoll schreibt, wer den Verbund koordiniert oder die Protokollführung hat."


def gesperrtes(sitzung: Sitzung) -> Protokoll:
    """The minutes as they are stored now, locked with their session for this transaction."""
    ort = gesperrt(sitzung, None)
    aktuell = Protokoll.objects.select_for_update(of=("self",)).filter(sitzung=ort).first()
    if aktuell is None:
        raise Verweigert(NICHT_BEGONNEN)
    aktuell.sitzung = ort
    return aktuell


def zu_schreiben(sitzung: Sitzung, wer: Mitgliedschaft) -> Protokoll:
    """The locked minutes, if this person may write them now."""
    protokoll = gesperrtes(sitzung)
    if not darf(SCHREIBEN, wer, protokoll):
        raise Verweigert(NUR_FUEHRUNG)
    if grund := hindernis(protokoll):
        raise Verweigert(grund)
    return protokoll


def hindernis(protokoll: Protokoll) -> str:
    """Why nothing can be written now, in a sentence; "" where it can."""
    if protokoll.sitzung.status == Sitzung.Status.ABGESAGT:
        return "Diese Sitzung ist abgesagt."
    if not protokoll.offen:
        return "Das Protokoll ist genehmigt. Ein Irrtum kommt in einen Nachtrag."
    return ""

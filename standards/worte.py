"""The state of a Selbstbewertung in the words of each side: one state, a label for each reader."""

from angebote.worte import AMT, ANDERE, SEITEN, TRAEGER, ZENTRUM
from standards.models import Selbstbewertung
from stzverbund.basis.links import UeberLink
from zentren.handelnde import Handelnde
from zentren.models import Rolle

Status = Selbstbewertung.Status
BEIM_TRAEGER, BEIM_AMT, NICHTS = "beim_traeger", "beim_amt", "nichts"
NOCH_NICHT = ("info", "Noch nicht eingereicht")

WORTE: dict[str, dict[str, tuple[str, str]]] = {
    NICHTS: dict.fromkeys((ZENTRUM, TRAEGER, AMT, ANDERE), ("info", "Nicht in der Runde")),
    Status.ENTWURF: {
        ZENTRUM: ("info", "In Arbeit"),
        TRAEGER: ("info", "In Arbeit beim Zentrum"),
        AMT: NOCH_NICHT,
        ANDERE: NOCH_NICHT,
    },
    Status.ZURUECKGEGEBEN: {
        ZENTRUM: ("warning", "Zurück an Sie"),
        TRAEGER: ("info", "Zurück beim Zentrum"),
        AMT: NOCH_NICHT,
        ANDERE: NOCH_NICHT,
    },
    BEIM_TRAEGER: {
        ZENTRUM: ("info", "Beim Träger"),
        TRAEGER: ("warning", "Freizugeben"),
        AMT: ("info", "Beim Träger"),
        ANDERE: NOCH_NICHT,
    },
    BEIM_AMT: {
        ZENTRUM: ("info", "Beim Bezirksamt"),
        TRAEGER: ("info", "Beim Bezirksamt"),
        AMT: ("warning", "Zu prüfen"),
        ANDERE: ("info", "In Prüfung"),
    },
    Status.IN_PRUEFUNG: {
        ZENTRUM: ("info", "In Prüfung beim Bezirksamt"),
        TRAEGER: ("info", "In Prüfung beim Bezirksamt"),
        AMT: ("warning", "In Prüfung"),
        ANDERE: ("info", "In Prüfung"),
    },
    Status.RUECKFRAGE: {
        ZENTRUM: ("warning", "Rückfrage an Sie"),
        TRAEGER: ("info", "Rückfrage an das Zentrum"),
        AMT: ("info", "Rückfrage beim Zentrum"),
        ANDERE: ("info", "In Prüfung"),
    },
    Status.ANGENOMMEN: dict.fromkeys((ZENTRUM, TRAEGER, AMT, ANDERE), ("success", "Angenommen")),
    Status.ENTFALLEN: dict.fromkeys((ZENTRUM, TRAEGER, AMT, ANDERE), ("info", "Entfallen")),
}


RUECKFRAGE_AUSSEN = {AMT: ("info", "Rückfrage gestellt")}
"""A Rückfrage to the author of an Außenevaluation; for all others it is in review."""


def status_fuer(bewertung: Selbstbewertung | None, wer: Handelnde | None) -> tuple[str, str]:
    """Tone (KERN) and word for this reader; None where a centre has no part in the round.

    Whoever has the link of an Außenevaluation is its author and reads what a centre reads of its own.
    """
    if isinstance(wer, UeberLink):
        return WORTE[_stand(bewertung)][ZENTRUM]
    seite = SEITEN.get(Rolle(wer.rolle), ANDERE) if wer else ANDERE
    stand = _stand(bewertung)
    if stand == Status.RUECKFRAGE and bewertung is not None and bewertung.art == Selbstbewertung.Art.AUSSEN:
        return RUECKFRAGE_AUSSEN.get(seite, WORTE[stand][ANDERE])
    return WORTE[stand][seite]


def _stand(bewertung: Selbstbewertung | None) -> str:
    if bewertung is None:
        return NICHTS
    if bewertung.status == Status.EINGEREICHT:
        return BEIM_TRAEGER if bewertung.freigabe_noetig else BEIM_AMT
    return BEIM_AMT if bewertung.status == Status.FREIGEGEBEN else bewertung.status

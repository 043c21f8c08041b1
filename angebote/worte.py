"""The state of a Meldung in the words of each side: one state, a label for each reader."""

from angebote.models import Meldung
from zentren.models import Mitgliedschaft, Rolle

ZENTRUM, TRAEGER, AMT, ANDERE = "zentrum", "traeger", "amt", "andere"
SEITEN = {
    Rolle.MITARBEIT: ZENTRUM,
    Rolle.LEITUNG: ZENTRUM,
    Rolle.TRAEGER: TRAEGER,
    Rolle.BEZIRKSAMT: AMT,
}
# The two phases of "eingereicht" are two different states for every reader.
BEIM_TRAEGER, BEIM_AMT, NICHTS = "beim_traeger", "beim_amt", "nichts"

WORTE: dict[str, dict[str, tuple[str, str]]] = {
    NICHTS: {
        ZENTRUM: ("info", "Noch nicht begonnen"),
        TRAEGER: ("info", "Noch nicht begonnen"),
        AMT: ("info", "Noch nicht eingereicht"),
        ANDERE: ("info", "Noch nicht eingereicht"),
    },
    Meldung.Status.ENTWURF: {
        ZENTRUM: ("info", "In Arbeit"),
        TRAEGER: ("info", "In Arbeit beim Zentrum"),
        AMT: ("info", "Noch nicht eingereicht"),
        ANDERE: ("info", "Noch nicht eingereicht"),
    },
    Meldung.Status.ZURUECKGEGEBEN: {
        ZENTRUM: ("warning", "Zurück an Sie"),
        TRAEGER: ("info", "Zurück beim Zentrum"),
        AMT: ("info", "Zurück beim Zentrum"),
        ANDERE: ("info", "Noch nicht eingereicht"),
    },
    BEIM_TRAEGER: {
        ZENTRUM: ("info", "Beim Träger"),
        TRAEGER: ("warning", "Freizugeben"),
        AMT: ("info", "Beim Träger"),
        ANDERE: ("info", "Noch nicht eingereicht"),
    },
    BEIM_AMT: {
        ZENTRUM: ("info", "Beim Bezirksamt"),
        TRAEGER: ("info", "Beim Bezirksamt"),
        AMT: ("warning", "Zu prüfen"),
        ANDERE: ("info", "In Prüfung"),
    },
    Meldung.Status.ANGENOMMEN: dict.fromkeys((ZENTRUM, TRAEGER, AMT, ANDERE), ("success", "Angenommen")),
    Meldung.Status.NICHT_GEMELDET: dict.fromkeys(
        (ZENTRUM, TRAEGER, AMT, ANDERE), ("danger", "Nicht gemeldet")
    ),
}


def status_fuer(meldung: Meldung | None, mitgliedschaft: Mitgliedschaft | None) -> tuple[str, str]:
    """Tone (KERN) and word for this reader; None where nothing was entered in the period yet."""
    seite = SEITEN.get(Rolle(mitgliedschaft.rolle), ANDERE) if mitgliedschaft else ANDERE
    return WORTE[_stand(meldung)][seite]


def _stand(meldung: Meldung | None) -> str:
    if meldung is None:
        return NICHTS
    if meldung.status == Meldung.Status.EINGEREICHT:
        return BEIM_TRAEGER if meldung.freigabe_noetig else BEIM_AMT
    return BEIM_AMT if meldung.status == Meldung.Status.FREIGEGEBEN else meldung.status

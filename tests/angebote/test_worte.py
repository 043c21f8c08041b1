"""One state, a label for each reader."""

import pytest

from angebote.models import Meldung
from angebote.worte import status_fuer
from tests.welt import Welt

ERWARTET = {
    # status, release needed: centre, Träger, Bezirksamt, Verband
    (None, False): (
        "Noch nicht begonnen",
        "Noch nicht begonnen",
        "Noch nicht eingereicht",
        "Noch nicht eingereicht",
    ),
    ("entwurf", True): (
        "In Arbeit",
        "In Arbeit beim Zentrum",
        "Noch nicht eingereicht",
        "Noch nicht eingereicht",
    ),
    ("zurueckgegeben", True): (
        "Zurück an Sie",
        "Zurück beim Zentrum",
        "Zurück beim Zentrum",
        "Noch nicht eingereicht",
    ),
    ("eingereicht", True): ("Beim Träger", "Freizugeben", "Beim Träger", "Noch nicht eingereicht"),
    ("eingereicht", False): ("Beim Bezirksamt", "Beim Bezirksamt", "Zu prüfen", "In Prüfung"),
    ("freigegeben", True): ("Beim Bezirksamt", "Beim Bezirksamt", "Zu prüfen", "In Prüfung"),
    ("angenommen", True): ("Angenommen",) * 4,
    ("nicht_gemeldet", True): ("Nicht gemeldet",) * 4,
}
LESER = ("leitung", "traeger", "bezirksamt", "verband")


@pytest.mark.parametrize(("status", "freigabe"), ERWARTET)
def test_jede_seite_liest_ihr_wort(welt: Welt, status: str | None, freigabe: bool) -> None:
    meldung = Meldung(status=status, freigabe_noetig=freigabe) if status else None
    worte = [status_fuer(meldung, welt.rollen[rolle]) for rolle in LESER]
    assert tuple(wort for _, wort in worte) == ERWARTET[status, freigabe]
    assert {ton for ton, _ in worte} <= {"info", "success", "warning", "danger"}
    assert status_fuer(meldung, welt.rollen["mitarbeit"]) == worte[0]
    assert status_fuer(meldung, welt.rollen["geschaeftsstelle"]) == worte[3]


def test_kein_status_ohne_worte() -> None:
    assert {status for status, _ in ERWARTET} == {None, *Meldung.Status.values}

"""Results: the worst Kriterium of a Standard, as counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standards import ablauf, auswertung, voten
from standards.models import Antwort, Einschaetzung
from tests.hilfen import standards as s
from tests.welt import Welt


@pytest.mark.parametrize(
    ("werte", "ergebnis", "worte"),
    [
        (("erfuellt", "nicht_anwendbar"), "erfuellt", "1 erfüllt, 1 nicht anwendbar"),
        (("offen", "erfuellt"), "offen", "1 offen, 1 erfüllt"),
        (("teilweise", "offen"), "teilweise", "1 teilweise, 1 offen"),
        (("teilweise", "nicht_erfuellt"), "nicht_erfuellt", "1 nicht erfüllt, 1 teilweise"),
        (("nicht_anwendbar", "nicht_anwendbar"), "nicht_anwendbar", "2 nicht anwendbar"),
    ],
)
def test_ein_standard_ist_so_gut_wie_sein_schwaechstes_kriterium(
    welt: Welt, werte: tuple[str, str], ergebnis: str, worte: str
) -> None:
    bewertung = s.bewertung(welt)
    antworten = Antwort.objects.filter(bewertung=bewertung, kriterium__standard__nummer=1)
    for kriterium, wert in zip(("1.1", "1.2"), werte, strict=True):
        # A stored state that the form would refuse (1.1 always applies) is counted too.
        antworten.filter(kriterium__schluessel=kriterium).update(kann_entfallen=True, einschaetzung=wert)
    (erster, eines), (zweiter, anderes) = auswertung.je_standard(bewertung)
    assert (erster.nummer, zweiter.nummer) == (1, 2)
    assert (eines.schlechteste, eines.in_worten, eines.kriterien) == (ergebnis, worte, 2)
    assert anderes.in_worten == "1 offen"
    assert auswertung.zusammen([eines, anderes]).kriterien == 3


def test_eine_abfrage_fuer_alle_und_entwuerfe_bleiben_innen(welt: Welt) -> None:
    bewertung, amt = s.eingereicht(welt), welt.rollen["bezirksamt"]
    voten.votieren(antwort=s.antwort(bewertung, "1.1"), art="rueckfrage", bemerkung="Wo?", wer=amt)
    ablauf.nachfragen(bewertung=bewertung, wer=amt)
    Antwort.objects.filter(bewertung=bewertung, kriterium__schluessel="1.1").update(
        einschaetzung="nicht_erfuellt"
    )
    with CaptureQueriesContext(connection) as abfragen:
        aussen = auswertung.ergebnisse([bewertung], amt)[bewertung.pk]
    assert len(abfragen) == 1
    assert aussen[1].schlechteste == Einschaetzung.OFFEN
    assert (aussen[1].nachgefragt, aussen[1].abweichend, aussen[1].voten) == (1, 1, 1)
    innen = auswertung.ergebnisse([bewertung], welt.rollen["mitarbeit"])[bewertung.pk]
    assert innen[1].schlechteste == Einschaetzung.NICHT_ERFUELLT
    assert (innen[2].wort, innen[2].zeichen) == ("erfüllt", "✓")

"""Two people at the same moment: one of them moves the Meldung, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from angebote import ablauf
from angebote.models import Meldung, Meldungssumme
from stzverbund.basis.models import Ereignis
from stzverbund.basis.pflege import Verweigert
from tests.hilfen import meldung as m
from tests.welt import Welt


def _beide(*schritte: Callable[[], object]) -> list[str]:
    """What came of steps that begin at once: "" or why it was refused."""
    start = Barrier(len(schritte))

    def lauf(schritt: Callable[[], object]) -> str:
        try:
            start.wait()
            schritt()
        except Verweigert as nein:
            return str(nein)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(schritte)) as threads:
        return list(threads.map(lauf, schritte))


@pytest.mark.django_db(transaction=True)
def test_zwei_pruefende_nehmen_nur_einmal_an(welt: Welt) -> None:
    meldung, amt = m.vorgelegt(welt), welt.rollen["bezirksamt"]
    ergebnis = _beide(
        lambda: ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 1", wer=amt),
        lambda: ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 2", wer=amt),
    )
    assert sorted(ergebnis) == ["", "Das geht jetzt nicht. Stand: Angenommen."]
    assert Meldungssumme.objects.filter(meldung=meldung).count() == 3
    assert Ereignis.objects.zu(meldung).filter(was="angenommen").count() == 1


@pytest.mark.django_db(transaction=True)
def test_zurueckziehen_und_annehmen_gehen_nicht_beide(welt: Welt) -> None:
    welt.traeger.freigabe_noetig = False
    welt.traeger.save()
    meldung = m.eingereicht(welt)
    ergebnis = _beide(
        lambda: ablauf.annehmen(meldung=meldung, aktenzeichen="Soz 1", wer=welt.rollen["bezirksamt"]),
        lambda: ablauf.zurueckziehen(meldung=meldung, wer=welt.rollen["leitung"]),
    )
    assert ergebnis.count("") == 1
    status = Meldung.objects.get(pk=meldung.pk).status
    assert status == ("angenommen" if ergebnis[0] == "" else "entwurf")


@pytest.mark.django_db(transaction=True)
def test_doppelter_klick_beginnt_nur_eine_berichtigung(welt: Welt) -> None:
    meldung, leitung = m.angenommen(welt), welt.rollen["leitung"]
    ergebnis = _beide(
        lambda: ablauf.berichtigen(meldung=meldung, wer=leitung),
        lambda: ablauf.berichtigen(meldung=meldung, wer=leitung),
    )
    assert ergebnis.count("") == 1
    assert Meldung.objects.filter(nr=1).count() == 1

"""What is shown as Beleg: of today while a Selbstbewertung is with its centre, else as it was submitted."""

from datetime import date

from django.utils import timezone

from standards.belege import stand
from tests import fabriken as f
from tests.welt import Welt


def _geprueft(welt: Welt, anzahl: int, ungeprueft: int = 0) -> None:
    for i in range(anzahl + ungeprueft):
        tag = timezone.localdate() if i < anzahl else date(2020, 1, 1)
        f.AngebotFabrik(zentrum=welt.eigenes, geprueft_am=tag)


def test_stand_heute_nennt_alle_kriterien(welt: Welt) -> None:
    _geprueft(welt, 3, 1)
    zeilen = stand.zeilen(stand.heute([welt.eigenes])[welt.eigenes.pk])
    assert zeilen["9.1"][0].satz.startswith("3 von 4 veröffentlichten Angeboten (75 %) sind")
    assert zeilen["9.1"][0].urteil == "dagegen"
    assert zeilen["2.2"][0].satz.startswith("Nicht aus Daten belegbar: Was von außen")
    assert list(zeilen).index("9.1") < list(zeilen).index("10.2")

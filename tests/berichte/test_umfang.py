"""The estimate of pages, compared with the paper."""

from dataclasses import replace

import pytest

from stzverbund.berichte import druck, pdf
from stzverbund.berichte.arten import ARTEN
from stzverbund.berichte.dokument import Abschnitt, Bericht
from stzverbund.berichte.models import Sachbericht
from stzverbund.berichte.stand import ALS_AUSGABE
from stzverbund.berichte.umfang import diagramme, seiten
from tests.berichte import jahr as j
from tests.hilfen.pdf import pdf_seiten
from tests.welt import Welt

pytestmark = pytest.mark.eine_datenbank
ABSATZ = (
    "Im Garten treffen sich zweimal in der Woche Menschen aus der Nachbarschaft und kochen gemeinsam. " * 6
)


@pytest.fixture
def bericht(welt: Welt) -> Bericht:
    j.summen(*j.volles_jahr(welt.eigenes, 2025, j.angebote(welt.eigenes)))
    return ARTEN["zentrum"].bauen(welt.eigenes, 2025, ALS_AUSGABE)


def vielfach(abschnitt: Abschnitt, mal: int) -> Abschnitt:
    """The section with as many times the lines in its tables of Angebote."""
    tabellen = tuple(
        replace(t, gruppen=tuple(replace(g, zeilen=g.zeilen * mal) for g in t.gruppen))
        for t in abschnitt.tabellen
    )
    return replace(abschnitt, tabellen=tabellen) if abschnitt.kennung == "angebote" else abschnitt


def gedruckt(bericht: Bericht) -> int:
    return len(pdf_seiten(pdf.entwurf(bericht)))


def test_kleiner_bericht(bericht: Bericht) -> None:
    assert abs(seiten(bericht) - gedruckt(bericht)) <= 1
    assert not druck.ist_lang(bericht)
    assert diagramme(bericht) == sum(len(abschnitt.bilder) for abschnitt in bericht.abschnitte) > 0


def test_viele_angebote(bericht: Bericht) -> None:
    gross = replace(bericht, abschnitte=tuple(vielfach(a, 50) for a in bericht.abschnitte))
    echt = gedruckt(gross)
    assert echt >= 10
    assert abs(seiten(gross) - echt) <= 1
    assert druck.ist_lang(gross)


def test_langer_text(bericht: Bericht, welt: Welt) -> None:
    text = "\n\n".join([ABSATZ] * 25)
    Sachbericht.objects.create(zentrum=welt.eigenes, jahr=2025, ergebnisse=text, schwierigkeiten=text)
    gross = ARTEN["zentrum"].bauen(welt.eigenes, 2025, ALS_AUSGABE)
    echt = gedruckt(gross)
    assert echt >= 10
    assert abs(seiten(gross) - echt) <= 1
    assert druck.ist_lang(gross)

"""A list of the own centre on its way: uploaded, taken over."""

from typing import Any

from angebote.einlesen import ablauf
from angebote.models import Import
from tests import fabriken as f
from tests.hilfen.tabelle import LISTE, als_xlsx
from zentren.models import Mitgliedschaft, Zentrum


def hochgeladen(wer: Mitgliedschaft, zeilen: Any = LISTE, art: str = Import.Art.ANGEBOTE) -> Import:
    assert wer.zentrum
    return ablauf.hochladen(zentrum=wer.zentrum, art=art, name="liste.xlsx", daten=als_xlsx(zeilen), wer=wer)


def uebernommen(wer: Mitgliedschaft, zeilen: Any = LISTE, auch: set[int] | None = None) -> Import:
    return ablauf.uebernehmen(liste=hochgeladen(wer, zeilen), auch=auch or set(), wer=wer)


def katalog(zentrum: Zentrum) -> None:
    """What `LISTE` refers to."""
    f.LeistungsbereichFabrik()
    f.ZielgruppeFabrik()
    f.StandortFabrik(zentrum=zentrum)

"""Invented but believable data for the demo: centres, people, Angebote, three years of statistics.

`anlegen()` builds all of it in one transaction, the same way each time on the same day.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from angebote import kennzahlen
from angebote.models import Kennzahl
from standards import katalog as standardkatalog
from standards.models import Fassung
from stzverbund.basis.schutz import schwaerzen
from stzverbund.start.beispiel import (
    abschluss,
    angebote,
    barrieren,
    berichte,
    einladungen,
    erklaerungen,
    fremdangebote,
    haeuser,
    listen,
    meldestaende,
    organisationen,
    personen,
    stadtteil,
    standards,
    statistik,
    terminliste,
    verbund,
    zaehllinks,
    zaehlungen,
)
from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.statistiken import vermessen
from zentren import gebiete, katalog
from zentren.models import Bezirksregion, Leistungsbereich, Zentrum


class SchonDaten(Exception):
    """There are centres already: the demo never mixes with real data."""


def grundlagen_sichern() -> None:
    """Loads catalogue, areas and Kennzahlen where nobody has yet."""
    if not Leistungsbereich.objects.exists():
        katalog.laden()
    if not Bezirksregion.objects.exists():
        gebiete.laden()
    if not Kennzahl.objects.exists():
        kennzahlen.laden()
    if not Fassung.objects.exists():
        standardkatalog.laden()


@transaction.atomic
def anlegen(*, heute: date | None = None, jahre: int = 3, zentren: int | None = None) -> Rahmen:
    """The whole demo: figures of `jahre` full years and the current one, for the first `zentren` centres.

    Raises SchonDaten where a centre exists.
    """
    if Zentrum.objects.exists():
        raise SchonDaten
    grundlagen_sichern()
    rahmen = Rahmen(heute=heute or timezone.localdate(), jahre=jahre)
    organisationen.anlegen(rahmen, zentren)
    haeuser.anlegen(rahmen)
    personen.anlegen(rahmen)
    plaene = angebote.anlegen(rahmen)
    fremdangebote.anlegen(rahmen)
    verlaeufe = [(plan, zaehlungen.je_monat(rahmen, plan)) for plan in plaene]
    terminliste.anlegen(rahmen, verlaeufe)
    staende = meldestaende.anlegen(rahmen)
    statistik.anlegen(rahmen, verlaeufe, staende)
    vermessen()
    # The past cannot be written but in the present: its events are dated back.
    with schwaerzen("Beispieldaten"):
        abschluss.anlegen(rahmen, staende)
        zaehllinks.anlegen(rahmen)
        einladungen.anlegen(rahmen)
    erklaerungen.anlegen()
    berichte.anlegen(rahmen)
    listen.anlegen(rahmen)
    barrieren.anlegen()
    stadtteil.anlegen(rahmen)
    standards.anlegen(rahmen)
    verbund.anlegen(rahmen)
    return rahmen


def ausgabe_festschreiben(rahmen: Rahmen) -> None:
    """Makes the first edition of a report, where its centre is there; renders a PDF (seconds)."""
    berichte.festschreiben(rahmen)

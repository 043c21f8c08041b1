"""What the registers of the Stadtteilmanagement ask for: one function for each."""

from collections.abc import Callable
from datetime import date

from stzverbund.start.aufgaben.stadtteil_barrieren import barrieren
from stzverbund.start.aufgaben.stadtteil_bedarfe import anliegen, bedarfe
from stzverbund.start.aufgaben.stadtteil_befragung import befragungen
from stzverbund.start.aufgaben.stadtteil_beschwerden import beschwerden
from stzverbund.start.aufgaben.stadtteil_foerderung import kampagnen, nachweise
from stzverbund.start.aufgaben.stadtteil_kooperationen import dokumente, kooperationen, migrationssozialdienst
from stzverbund.start.aufgaben.stadtteil_raeume import doppelte, raumanfragen
from stzverbund.start.aufgaben.stadtteil_taetigkeiten import taetigkeiten
from stzverbund.start.aufgaben.zeile import Aufgabe
from zentren.models import Mitgliedschaft

TEILE: tuple[Callable[[Mitgliedschaft, date], list[Aufgabe]], ...] = (
    beschwerden,
    barrieren,
    bedarfe,
    anliegen,
    befragungen,
    taetigkeiten,
    nachweise,
    kampagnen,
    raumanfragen,
    doppelte,
    kooperationen,
    dokumente,
    migrationssozialdienst,
)


def aufgaben(mitgliedschaft: Mitgliedschaft, heute: date) -> list[Aufgabe]:
    """The rows of the start page, for whatever role."""
    return [zeile for teil in TEILE for zeile in teil(mitgliedschaft, heute)]

"""The Mindeststandards of the demo: finished rounds and one running, with Selbstbewertungen in all states.

Rounds are made by the functions of their room; what thousands of clicks would have answered is written in
bulk, with the Belege of that day, and dated back.
"""

from stzverbund.basis.schutz import schwaerzen
from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.standards import (
    antworten,
    aussen,
    massnahmen,
    nachweise,
    pruefung,
    runden,
    schritte,
)
from stzverbund.start.beispiel.standards.gang import Vorrat


def anlegen(rahmen: Rahmen) -> None:
    vorrat = Vorrat(rahmen)
    with schwaerzen("Beispieldaten"):
        for plan in runden.plaene(rahmen):
            runde, gaenge = runden.eroeffnen(vorrat, plan)
            antworten.geben(vorrat, plan, gaenge)
            massnahmen.versprechen(vorrat, gaenge)
            antworten.speichern(gaenge)
            nachweise.beilegen(vorrat, gaenge)
            antworten.belege_einfrieren(gaenge)
            pruefung.voten(vorrat, gaenge)
            pruefung.beitraege(vorrat, gaenge)
            schritte.gehen(vorrat, gaenge)
            if plan.fertig:
                runden.schliessen(vorrat, runde, plan)
            else:
                aussen.einschaetzen(vorrat, runde)
        massnahmen.von_amt_und_verbund(vorrat)

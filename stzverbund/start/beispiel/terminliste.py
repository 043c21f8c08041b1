"""The Termine of the demo: all of the last finished and of the running quarter, and eight weeks ahead."""

from datetime import date
from typing import Any

from angebote.models import Termin, Terminaufteilung, Zeitplan
from stzverbund.start.beispiel.angebote import Angebotsplan
from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.zaehlungen import Zaehlung
from zentren.belegungen import zeitraum
from zentren.models import Belegung

Verlauf = dict[date, list[Zaehlung]]
"""The dates of an Angebot by month."""


def anlegen(rahmen: Rahmen, verlaeufe: list[tuple[Angebotsplan, Verlauf]]) -> None:
    zeitplaene = {zeitplan.angebot_id: zeitplan for zeitplan in Zeitplan.objects.all()}
    termine, aufgeteilt = [], []
    for plan, verlauf in verlaeufe:
        for monat, zaehlungen in verlauf.items():
            for zaehlung in zaehlungen if monat >= rahmen.vorquartal else ():
                termine.append(_termin(plan, zeitplaene[plan.angebot.pk], zaehlung))
                aufgeteilt.append(zaehlung.aufteilung)
    _belegen(termine)
    Termin.objects.bulk_create(termine, batch_size=1000)
    Terminaufteilung.objects.bulk_create(
        [
            Terminaufteilung(termin=termin, altersgruppe=alter, geschlecht=geschlecht, anzahl=anzahl)
            for termin, teile in zip(termine, aufgeteilt, strict=True)
            for (alter, geschlecht), anzahl in teile.items()
        ],
        batch_size=1000,
    )


def _belegen(termine: list[Termin]) -> None:
    """`raumplan` has seen to it that they do not meet."""
    belegte = [t for t in termine if t.angebot.raum_id and t.status != Termin.Status.AUSGEFALLEN]
    for termin in belegte:
        beginn, ende = zeitraum(termin.datum, termin.von, termin.bis)
        raum: Any = termin.angebot.raum_id
        termin.belegung = Belegung(
            raum_id=raum,
            art=Belegung.Art.ANGEBOT,
            beginn=beginn,
            ende=ende,
            anlass=termin.angebot.titel,
        )
    Belegung.objects.bulk_create([t.belegung for t in belegte if t.belegung], batch_size=1000)
    for termin in belegte:
        termin.belegung = termin.belegung  # its key is there only now


def _termin(plan: Angebotsplan, zeitplan: Zeitplan, zaehlung: Zaehlung) -> Termin:
    return Termin(
        angebot=plan.angebot,
        zeitplan=zeitplan,
        datum=zaehlung.datum,
        von=zaehlung.von,
        bis=zaehlung.bis,
        minuten=zaehlung.minuten,
        status=zaehlung.status,
        grund=zaehlung.grund,
        teilnahmen=zaehlung.koepfe if plan.angebot.zaehlung_je_termin else None,
        ehrenamtliche=zaehlung.ehrenamtliche,
        ehrenamt_minuten=zaehlung.ehrenamt_minuten,
    )

"""Sixty Angebote for each centre, from the pool of the demo, all running the whole time."""

from datetime import date, time
from typing import Any

from angebote.models import Angebot, Zeitplan
from angebote.terminplan import felder_von
from angebote.zeitplan import Regel, Rhythmus
from stzverbund.start.beispiel.angebote import Angebotsplan, zuordnen
from stzverbund.start.beispiel.rahmen import inhalt
from zentren.models import Leistungsbereich, Standort, Zentrum

JE_ZENTRUM = 60


def anlegen(zentren: list[Zentrum], erster: date) -> dict[int, list[Angebot]]:
    """The Angebote of each centre, by its primary key."""
    pool = inhalt("angebote")["angebot"]
    bereiche = {b.schluessel: b for b in Leistungsbereich.objects.all()}
    standorte = {s.zentrum_id: s for s in Standort.objects.filter(haupt=True)}
    plaene = [
        _plan(zentrum, standorte[zentrum.pk], pool[(7 * i + k) % len(pool)], bereiche, erster, k)
        for i, zentrum in enumerate(zentren)
        for k in range(JE_ZENTRUM)
    ]
    Angebot.objects.bulk_create([plan.angebot for plan in plaene], batch_size=1000)
    zeitplaene = [Zeitplan(angebot=plan.angebot, **felder_von(plan.regel)) for plan in plaene]
    Zeitplan.objects.bulk_create(zeitplaene, batch_size=1000)
    zuordnen(plaene)
    je_zentrum: dict[int, list[Angebot]] = {}
    for plan in plaene:
        je_zentrum.setdefault(plan.angebot.zentrum_id, []).append(plan.angebot)
    return je_zentrum


def _plan(
    zentrum: Zentrum,
    standort: Standort,
    vorlage: dict[str, Any],
    bereiche: dict[str, Leistungsbereich],
    erster: date,
    nummer: int,
) -> Angebotsplan:
    """Once a week, counted by month."""
    angebot = Angebot(
        zentrum=zentrum,
        standort=standort,
        status=Angebot.Status.VEROEFFENTLICHT,
        titel=vorlage["titel"],
        art=vorlage["art"],
        leistungsbereich=bereiche[vorlage["bereich"]],
        kosten=vorlage.get("kosten", "frei"),
        kurztext=vorlage["kurz"],
        kontakt_telefon=zentrum.telefon,
        beginn=erster,
        geprueft_am=erster,
        zaehlung_je_termin=False,
    )
    stunde = 8 + nummer % 10
    regel = Regel(
        rhythmus=Rhythmus.WOECHENTLICH,
        wochentage=(nummer % 5,),
        beginn=erster,
        von=time(stunde),
        bis=time(stunde + 2),
    )
    return Angebotsplan(angebot, vorlage, regel)

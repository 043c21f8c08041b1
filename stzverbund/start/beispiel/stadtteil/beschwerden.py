"""What people said to the centres in three years, what was answered, and what still waits."""

from datetime import date, timedelta
from random import Random
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Zentrum
from zentren.stadtteilmanagement.beschwerden import frist_ab, pruefsumme
from zentren.stadtteilmanagement.models import Bedarf, Beschwerde, Massnahme

REICH = "marzahn-mitte"
CODE = "23456789abcdefgh"
"""Opens the oldest of those that wait, so that the page with the code can be shown."""
ABGESCHLOSSEN_NACH = 30
Status = Beschwerde.Status


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("beschwerden")
    zeilen: list[Beschwerde] = []
    for slug, zentrum in rahmen.zentren.items():
        for jahr in range(rahmen.erster.year, rahmen.heute.year + 1):
            wuerfel = zufall("beschwerden", slug, jahr)
            anzahl = len(daten["beschwerde"]) if slug == REICH else wuerfel.randrange(2, 8)
            for muster in daten["beschwerde"][:anzahl]:
                zeilen += _eine(rahmen, zentrum, muster, jahr, wuerfel)
    if haus := rahmen.zentren.get(REICH):
        zeilen += [_wartende(rahmen, haus, muster) for muster in daten["offen"]]
    Beschwerde.objects.bulk_create(sorted(zeilen, key=lambda eine: eine.eingegangen_am), batch_size=500)
    if haus := rahmen.zentren.get(REICH):
        _folgen(rahmen, haus, daten["beschwerde"])


def _eine(
    rahmen: Rahmen, zentrum: Zentrum, muster: dict[str, Any], jahr: int, wuerfel: Random
) -> list[Beschwerde]:
    """Answered after some days, closed a month later; nothing that is not answered by today."""
    am = date(jahr, 1, 7) + timedelta(days=wuerfel.randrange(350))
    beantwortet = am + timedelta(days=wuerfel.choice((1, 2, 3, 5, 6, 8, 9, 12, 13, 18)))
    zu = beantwortet + timedelta(days=wuerfel.randrange(3, ABGESCHLOSSEN_NACH))
    if beantwortet >= rahmen.heute:
        return []
    fertig = zu < rahmen.heute
    felder = {name: muster[name] for name in ("art", "thema", "weg", "text", "antwort", "verbesserung")}
    eine = Beschwerde(
        zentrum=zentrum,
        eingegangen_am=am,
        frist=frist_ab(am),
        beantwortet_am=beantwortet,
        status=Status.ABGESCHLOSSEN if fertig else Status.BEANTWORTET,
        abgeschlossen_am=zu if fertig else None,
        **felder,
    )
    return [eine]


def _wartende(rahmen: Rahmen, zentrum: Zentrum, muster: dict[str, Any]) -> Beschwerde:
    am = rahmen.vor(muster["vor_tagen"])
    offen_lange = muster["vor_tagen"] > ABGESCHLOSSEN_NACH // 2
    return Beschwerde(
        zentrum=zentrum,
        weg=Beschwerde.Weg.FORMULAR,
        eingegangen_am=am,
        frist=frist_ab(am),
        code=pruefsumme(CODE) if offen_lange else "",
        kontakt=muster.get("kontakt", ""),
        **{name: muster[name] for name in ("art", "thema", "status", "text")},
    )


def _folgen(rahmen: Rahmen, haus: Zentrum, muster: list[dict[str, Any]]) -> None:
    """The newest of those that led to something point to it."""
    for zeile in muster:
        eine = haus.beschwerden.filter(text=zeile["text"]).order_by("-eingegangen_am").first()
        if eine is None or not eine.beantwortet_am:
            continue
        if zeile.get("massnahme"):
            eine.massnahme = Massnahme.objects.create(
                bezirk=haus.bezirk,
                zentrum=haus,
                titel=eine.verbesserung,
                faellig=rahmen.heute + timedelta(days=60),
                vereinbart_am=None,
            )
        if zeile.get("bedarf"):
            eine.bedarf = Bedarf.objects.filter(zentrum=haus, quelle=Bedarf.Quelle.BESCHWERDE).first()
        eine.save(update_fields=["massnahme", "bedarf"])

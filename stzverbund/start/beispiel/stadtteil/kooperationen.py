"""Partners and Gremien of the demo: one centre with all of them, the others with a few."""

from datetime import date, timedelta
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from stzverbund.start.beispiel.stadtteil.taetigkeiten import REICH
from zentren.models import Fachstelle, Zentrum
from zentren.stadtteilmanagement.models import Kooperation, Zielpruefung

OHNE_MSD = "stadtraum-ost"
"""This Träger has not agreed with the Migrationssozialdienst yet."""


def anlegen(rahmen: Rahmen) -> None:
    stellen = _fachstellen()
    paare = [
        (_kooperation(rahmen, zentrum, zeile, stellen), zeile)
        for nummer, (slug, zentrum) in enumerate(rahmen.zentren.items())
        for zeile in inhalt("kooperationen")["kooperation"]
        if slug == REICH or _auch(zentrum, zeile, nummer)
    ]
    Kooperation.objects.bulk_create([kooperation for kooperation, _ in paare], batch_size=500)
    Zielpruefung.objects.bulk_create(
        pruefung for kooperation, zeile in paare for pruefung in _pruefungen(rahmen, kooperation, zeile)
    )


def _auch(zentrum: Zentrum, zeile: dict[str, Any], nummer: int) -> bool:
    if zeile["art"] == Kooperation.Art.MIGRATIONSSOZIALDIENST and zentrum.traeger.slug == OHNE_MSD:
        return False
    return bool(zeile["auch"]) and nummer % zeile["auch"] == 0


def _fachstellen() -> dict[tuple[int, str], int]:
    """The first Fachstelle of each kind in a Bezirk."""
    gefunden: dict[tuple[int, str], int] = {}
    for pk, bezirk, art in Fachstelle.objects.order_by("pk").values_list("pk", "bezirk", "art__name"):
        gefunden.setdefault((bezirk, art), pk)
    return gefunden


def _kooperation(
    rahmen: Rahmen, zentrum: Zentrum, zeile: dict[str, Any], stellen: dict[tuple[int, str], int]
) -> Kooperation:
    seit = date(rahmen.heute.year - zeile["seit"], 3, 1)
    unterzeichnet = rahmen.vor(700) if zeile["vereinbart"] else None
    return Kooperation(
        zentrum=zentrum,
        **{name: zeile[name] for name in ("partner", "art", "ziele")},
        **{name: zeile.get(name, "") for name in ("ebene", "ausrichtung", "vertretung")},
        fachstelle_id=stellen.get((zentrum.bezirk_id, zeile.get("fachstelle", ""))),
        seit=seit,
        beendet_am=rahmen.vor(zeile["ende"]) if "ende" in zeile else None,
        unterzeichnet_am=unterzeichnet,
        gilt_von=unterzeichnet,
        gilt_bis=_in(rahmen, zeile["gilt_bis"]) if unterzeichnet else None,
        naechste_pruefung=_in(rahmen, zeile["pruefung"]),
    )


def _in(rahmen: Rahmen, tage: int) -> date | None:
    return rahmen.heute + timedelta(days=tage) if tage else None


def _pruefungen(rahmen: Rahmen, kooperation: Kooperation, zeile: dict[str, Any]) -> list[Zielpruefung]:
    """One a year, the last one some months ago; what followed is told at the last."""
    ergebnisse = zeile["ergebnisse"]
    zuletzt = rahmen.vor(365 - max(zeile["pruefung"], 0) if zeile["pruefung"] else 400)
    return [
        Zielpruefung(
            kooperation=kooperation,
            datum=zuletzt - timedelta(days=365 * (len(ergebnisse) - 1 - nummer)),
            ergebnis=ergebnis,
            text=zeile["folge"] if nummer == len(ergebnisse) - 1 else "",
        )
        for nummer, ergebnis in enumerate(ergebnisse)
    ]

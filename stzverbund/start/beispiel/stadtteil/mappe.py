"""The folders of the demo: one complete with its editions, the others thin; reports of the Bezirksamt."""

from datetime import timedelta
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt
from stzverbund.start.beispiel.stadtteil.taetigkeiten import REICH
from zentren.models import Bezirk, Bezirksregion, Zentrum
from zentren.stadtteilmanagement.models import Mappendokument


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("mappe")
    for nummer, (slug, zentrum) in enumerate(rahmen.zentren.items()):
        for zeile in daten["dokument"]:
            if slug == REICH:
                _mit_fassungen(rahmen, zentrum, zeile)
            elif zeile["auch"] and nummer % zeile["auch"] == 0:
                _fassung(rahmen, zentrum, zeile, zeile["fassungen"][-1]).save()
    for bezirk in {z.bezirk_id: z.bezirk for z in rahmen.zentren.values()}.values():
        _amtliche(rahmen, bezirk, daten["amtlich"])


def _mit_fassungen(rahmen: Rahmen, zentrum: Zentrum, zeile: dict[str, Any]) -> None:
    davor = None
    for angaben in zeile["fassungen"]:
        fassung = _fassung(rahmen, zentrum, zeile, angaben)
        fassung.ersetzt = davor
        fassung.save()
        davor = fassung


def _fassung(rahmen: Rahmen, zentrum: Zentrum, zeile: dict[str, Any], angaben: list[Any]) -> Mappendokument:
    fassung, tage, gilt = angaben
    return Mappendokument(
        zentrum=zentrum,
        bezirk=zentrum.bezirk,
        **{name: zeile[name] for name in ("titel", "art", "verantwortlich", "publikum", "sichtbarkeit")},
        fassung=fassung,
        stand_vom=rahmen.vor(tage),
        gilt_bis=rahmen.heute + timedelta(days=gilt) if gilt else None,
        link=f"https://{zentrum.slug}.example/{zeile['art']}{fassung}.pdf",
    )


def _amtliche(rahmen: Rahmen, bezirk: Bezirk, zeilen: list[dict[str, Any]]) -> None:
    """Of the Bezirksamt: one for the whole Bezirk, and one report for each Stadtteil with a centre."""
    regionen = Bezirksregion.objects.filter(bezirk=bezirk, zentren__isnull=False).distinct()
    for zeile in zeilen:
        for region in [None] if zeile["alle"] else regionen.only("name", "schluessel"):
            titel = zeile["titel"] if region is None else f"{zeile['titel']}: {region.name}"
            dokument = Mappendokument(
                bezirk=bezirk,
                **{name: zeile[name] for name in ("art", "fassung", "sichtbarkeit")},
                titel=titel,
                stand_vom=rahmen.vor(zeile["tage"]),
                publikum=Mappendokument.Publikum.PARTNER,
                verantwortlich="QPK",
                link=f"https://bezirk{bezirk.schluessel}.example/{zeile['art']}.pdf",
            )
            dokument.save()
            if region is not None:
                dokument.regionen.set([region])

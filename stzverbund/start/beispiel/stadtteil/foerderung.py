"""Förderungen of all centres over the years, and a campaign over many houses in each autumn."""

from datetime import date, timedelta
from typing import Any

from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Verband, Zentrum
from zentren.stadtteilmanagement.models import Foerderung, Kampagne, Kampagnenteilnahme
from zentren.stadtteilmanagement.verteilung import anteile

REICH = "marzahn-mitte"
HAEUSER = 17
"""So many organisations take part in a campaign, as in the first one of the Geschäftsstelle (GS 7)."""
Status = Foerderung.Status


def anlegen(rahmen: Rahmen) -> None:
    daten = inhalt("foerderung")
    alle = [f for nr, z in enumerate(rahmen.zentren.values(), 1) for f in _jaehrliche(rahmen, daten, nr, z)]
    if zentrum := rahmen.zentren.get(REICH):
        alle += [_einzelne(rahmen, zentrum, angaben) for angaben in daten["einzeln"]]
    Foerderung.objects.bulk_create(alle)
    verband = next((v for v in rahmen.verbaende.values() if v.geschaeftsstelle), None)
    for jahr in range(rahmen.erster.year, rahmen.heute.year + 1):
        if verband:
            _kampagne(rahmen, daten["kampagne"], verband, jahr)


def _jaehrliche(rahmen: Rahmen, daten: dict[str, Any], nr: int, zentrum: Zentrum) -> list[Foerderung]:
    ergebnis = []
    for stelle, angaben in enumerate(daten["jaehrlich"]):
        wuerfel = zufall("foerderung", zentrum.slug, stelle)
        euro = wuerfel.randrange(angaben["von_betrag"], angaben["bis_betrag"], 50)
        for jahr in range(rahmen.erster.year, rahmen.heute.year + 1):
            betrag = euro * (100 + 2 * (jahr - rahmen.erster.year))  # cents, two per cent more each year
            ergebnis.append(_ein_jahr(rahmen, zentrum, angaben, jahr, betrag, nr, wuerfel.random()))
    return ergebnis


def _ein_jahr(
    rahmen: Rahmen, zentrum: Zentrum, angaben: dict[str, Any], jahr: int, betrag: int, nr: int, rest: float
) -> Foerderung:
    vorbei, spende = jahr < rahmen.heute.year, angaben["art"] == "spende"
    gelaufen = 1.0 if vorbei else rahmen.heute.timetuple().tm_yday / 366
    erhalten = int(betrag * gelaufen)
    nachweis = None if spende else date(jahr + 1, 3, 31)
    abgegeben = date(jahr + 1, 3, 19)
    fertig = vorbei and (spende or abgegeben <= rahmen.heute)
    return Foerderung(
        zentrum=zentrum,
        art=angaben["art"],
        quelle=angaben["quelle"].format(jahr=jahr),
        zweck=angaben["zweck"],
        status=Status.ABGESCHLOSSEN if fertig else Status.BEWILLIGT,
        von=date(jahr, 1, 1),
        bis=date(jahr, 12, 31),
        beantragt=None if spende else betrag + 100_000,
        bewilligt=erhalten if spende else betrag,
        erhalten=erhalten,
        ausgegeben=int(erhalten * (0.9 + rest / 10)),
        aktenzeichen=angaben.get("aktenzeichen", "").format(jahr=jahr, nr=nr),
        bescheid_vom=None if spende else date(jahr - 1, 12, 11),
        nachweis_bis=nachweis,
        nachweis_am=abgegeben if nachweis and fertig else None,
    )


def _einzelne(rahmen: Rahmen, zentrum: Zentrum, angaben: dict[str, Any]) -> Foerderung:
    betraege = ("beantragt", "bewilligt", "erhalten", "ausgegeben")
    in_tagen = angaben.get("nachweis_in")
    return Foerderung(
        zentrum=zentrum,
        von=_tag(rahmen, angaben["von"]),
        bis=_tag(rahmen, angaben["bis"]),
        nachweis_bis=None if in_tagen is None else rahmen.heute + timedelta(days=in_tagen),
        aktenzeichen=angaben.get("aktenzeichen", ""),
        **{name: round(angaben[name] * 100) for name in betraege if name in angaben},
        **{name: angaben[name] for name in ("art", "quelle", "zweck", "status")},
    )


def _tag(rahmen: Rahmen, wann: list[int]) -> date:
    jahre, monat, tag = wann
    return date(rahmen.heute.year + jahre, monat, tag)


def _kampagne(rahmen: Rahmen, angaben: dict[str, Any], verband: Verband, jahr: int) -> None:
    """The one of a year; those that are over have their match."""
    von = date(jahr, 9, 15)
    if von > rahmen.heute:
        return
    vorbei = jahr < rahmen.heute.year
    kampagne = Kampagne.objects.create(
        verband=verband,
        titel=angaben["titel"].format(jahr=jahr),
        beschreibung=angaben["beschreibung"],
        zuschuss_von=angaben["zuschuss_von"],
        zuschuss=angaben["zuschuss"] * 100,
        von=von,
        bis=von + timedelta(days=42),
        verteilt_am=von + timedelta(days=63) if vorbei else None,
    )
    eigene = list(rahmen.zentren.values())[:4]
    namen = [{"zentrum": zentrum} for zentrum in eigene]
    namen += [{"organisation": name} for name in angaben["organisationen"][: HAEUSER - len(eigene)]]
    haeuser = [_haus(kampagne, nr, wer) for nr, wer in enumerate(namen)]
    if vorbei:
        for haus, teil in zip(haeuser, anteile(kampagne.zuschuss, [h.summe for h in haeuser]), strict=True):
            haus.zuschuss = teil
    Kampagnenteilnahme.objects.bulk_create(haeuser)
    if jahr < rahmen.heute.year - 1:
        _uebernehmen(kampagne, [haus for haus in haeuser if haus.zentrum])


def _haus(kampagne: Kampagne, nr: int, wer: dict[str, Any]) -> Kampagnenteilnahme:
    wuerfel = zufall("kampagne", kampagne.titel, nr)
    spendende = wuerfel.randint(6, 48)
    summe = sum(wuerfel.choice((500, 1000, 2000, 2500, 5000)) for _ in range(spendende))
    return Kampagnenteilnahme(kampagne=kampagne, spendende=spendende, summe=summe, **wer)


def _uebernehmen(kampagne: Kampagne, haeuser: list[Kampagnenteilnahme]) -> None:
    """What the centres got of an older campaign stands among their Förderungen."""
    Foerderung.objects.bulk_create(
        Foerderung(
            zentrum=haus.zentrum,
            art=Foerderung.Art.SPENDE,
            quelle=kampagne.titel,
            zweck=f"Spenden und Zuschuss ({kampagne.zuschuss_von})",
            status=Status.ABGESCHLOSSEN,
            von=kampagne.von,
            bis=kampagne.bis,
            kampagne=kampagne,
            **dict.fromkeys(("bewilligt", "erhalten", "ausgegeben"), haus.summe + haus.zuschuss),
        )
        for haus in haeuser
    )

"""What other organisations offer in the demo: the same pool for all Stadtteile, some of it in each."""

from typing import Any

from angebote.models import Fremdangebot
from stzverbund.start.beispiel.organisationen import NUMMER
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Bezirksregion, Leistungsbereich, Zentrum, Zielgruppe

JE_STADTTEIL = 3
DAVON_ALT = 5
"""Every so many was not checked for more than its rhythm."""


def anlegen(rahmen: Rahmen) -> None:
    pool = inhalt("fremdangebote")["fremdangebot"]
    bereiche = {b.schluessel: b for b in Leistungsbereich.objects.all()}
    gruppen = {g.name: g for g in Zielgruppe.objects.all()}
    paare = [
        (_eintrag(rahmen, zentrum, region, pool[nr % len(pool)], nr, bereiche), pool[nr % len(pool)])
        for i, (region, zentrum) in enumerate(_zustaendig(rahmen).items())
        for nr in range(i * JE_STADTTEIL, (i + 1) * JE_STADTTEIL)
    ]
    Fremdangebot.objects.bulk_create([eintrag for eintrag, _ in paare])
    durch = Fremdangebot.zielgruppen.through
    durch.objects.bulk_create(
        durch(fremdangebot_id=eintrag.pk, zielgruppe_id=gruppen[name].pk)
        for eintrag, vorlage in paare
        for name in vorlage["zielgruppen"]
    )


def _zustaendig(rahmen: Rahmen) -> dict[Bezirksregion, Zentrum]:
    """Each Stadtteil with the first centre that serves it."""
    zustaendig: dict[Bezirksregion, Zentrum] = {}
    for zentrum in rahmen.zentren.values():
        for region in zentrum.regionen.order_by("schluessel"):
            zustaendig.setdefault(region, zentrum)
    return zustaendig


def _eintrag(
    rahmen: Rahmen,
    zentrum: Zentrum,
    region: Bezirksregion,
    vorlage: dict[str, Any],
    nr: int,
    bereiche: dict[str, Leistungsbereich],
) -> Fremdangebot:
    tage = zufall(region.schluessel, vorlage["titel"]).randint(5, 150) + (200 if nr % DAVON_ALT == 1 else 0)
    return Fremdangebot(
        zentrum=zentrum,
        region=region,
        titel=vorlage["titel"],
        anbieter=vorlage["anbieter"],
        art=vorlage["art"],
        leistungsbereich=bereiche[vorlage["bereich"]],
        ort=f"{vorlage['ort']}, Musterweg {2 + nr}",
        zeiten=vorlage["zeiten"],
        wochentage=vorlage["tage"],
        kosten=vorlage["kosten"],
        beitrag=vorlage.get("beitrag", ""),
        kurztext=vorlage["kurz"],
        sprachen=vorlage.get("sprachen", ["de"]),
        stufenlos=vorlage.get("stufenlos", False),
        wc_barrierefrei=vorlage.get("wc", False),
        kontakt_telefon=NUMMER.format(7000 + nr),
        website=f"https://angebot{nr}.example" if nr % 2 else "",
        geprueft_am=rahmen.vor(tage),
    )

"""The diaries: one centre rich, the others thin; three years and the running one."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from angebote.models import Angebot, Angebotstaetigkeit
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Aufgabe, Zentrum
from zentren.stadtteilmanagement.models import Bedarf, Kooperation, Taetigkeit, Taetigkeitsvorlage

REICH = "marzahn-mitte"
SELTENER = 3
"""The other centres enter so many times less."""
ANGABEN = (
    *("form", "personen", "minuten", "medium", "reichweite", "einladung"),
    *("zur_beratung", "rueckfluss", "wirkung", "beitraege"),
)
GREMIUM = "gremium"
OHNE_RUECKFLUSS = 0.15
BEDARFSERMITTLUNG = "A1."


def anlegen(rahmen: Rahmen) -> None:
    muster, aufgaben = inhalt("taetigkeiten")["taetigkeit"], {a.schluessel: a for a in Aufgabe.objects.all()}
    eintraege = [
        eintrag
        for slug, zentrum in rahmen.zentren.items()
        for eintrag in _buch(rahmen, zentrum, muster, aufgaben, reich=slug == REICH)
    ]
    _bedarfe(eintraege)
    partner = list(_partner(eintraege, muster))
    Taetigkeit.objects.bulk_create(eintraege, batch_size=500)
    mit = Taetigkeit.kooperationen.through
    mit.objects.bulk_create([mit(taetigkeit=eintrag, kooperation=einer) for eintrag, einer in partner])
    if haus := rahmen.zentren.get(REICH):
        _vorlagen(haus, muster, aufgaben)
        _angebote(haus, eintraege)


def _buch(
    rahmen: Rahmen,
    zentrum: Zentrum,
    muster: list[dict[str, Any]],
    aufgaben: dict[str, Aufgabe],
    *,
    reich: bool,
) -> Iterator[Taetigkeit]:
    for jahr in range(rahmen.erster.year, rahmen.heute.year + 1):
        wuerfel = zufall("taetigkeiten", zentrum.slug, jahr)
        for zeile in muster:
            if reich or zeile.get("auch"):
                mal = zeile["mal"] if reich else max(1, zeile["mal"] // SELTENER)
                yield from _eintraege(rahmen, zentrum, zeile, aufgaben[zeile["aufgabe"]], jahr, mal, wuerfel)


def _eintraege(
    rahmen: Rahmen,
    zentrum: Zentrum,
    zeile: dict[str, Any],
    aufgabe: Aufgabe,
    jahr: int,
    mal: int,
    wuerfel: Random,
) -> Iterator[Taetigkeit]:
    """Spread over the year, on working days, none in the future."""
    for nummer in range(mal):
        tag = date(jahr, 1, 8) + timedelta(days=(nummer * 350) // mal + wuerfel.randrange(330 // mal))
        tag -= timedelta(days=max(tag.weekday() - 4, 0))
        if tag > rahmen.heute:
            continue
        angaben = {name: zeile[name] for name in ANGABEN if name in zeile}
        if angaben.get("personen"):
            angaben["personen"] = round(angaben["personen"] * wuerfel.uniform(0.7, 1.3))
        if wuerfel.random() < OHNE_RUECKFLUSS:
            angaben.pop("rueckfluss", None)
        was = zeile["was"][(nummer + jahr) % len(zeile["was"])]
        yield Taetigkeit(zentrum=zentrum, datum=tag, was=was, aufgabe=aufgabe, **angaben)


def _bedarfe(eintraege: list[Taetigkeit]) -> None:
    """What is done about needs names one of those that were known by then, in turns."""
    bekannte: dict[int, list[Bedarf]] = {}
    for bedarf in Bedarf.objects.order_by("pk").only("zentrum", "ermittelt_am"):
        bekannte.setdefault(bedarf.zentrum_id, []).append(bedarf)
    for nummer, eintrag in enumerate(eintraege):
        if eintrag.aufgabe.schluessel.startswith(BEDARFSERMITTLUNG):
            wahl = [b for b in bekannte.get(eintrag.zentrum_id, []) if b.ermittelt_am <= eintrag.datum]
            eintrag.bedarf = wahl[nummer % len(wahl)] if wahl else None


def _partner(
    eintraege: list[Taetigkeit], muster: list[dict[str, Any]]
) -> Iterator[tuple[Taetigkeit, Kooperation]]:
    """Sessions belong to the Gremien of the house in turns and bear their names, meetings to who is named."""
    haeuser: dict[tuple[int, str], list[Kooperation]] = {}
    for einer in Kooperation.objects.order_by("pk"):
        haeuser.setdefault((einer.zentrum_id, einer.art), []).append(einer)
    mit = ((zeile["was"], zeile["mit"]) for zeile in muster if "mit" in zeile)
    arten = {was: art for paar in mit for was, art in zip(*paar, strict=True)}
    for nummer, eintrag in enumerate(eintraege):
        art = GREMIUM if eintrag.form == GREMIUM else arten.get(eintrag.was, "")
        if wahl := haeuser.get((eintrag.zentrum_id, art)):
            einer = wahl[nummer % len(wahl)]
            if art == GREMIUM:
                eintrag.was = einer.partner.removesuffix(" (Beispiel)")
            yield eintrag, einer


def _vorlagen(haus: Zentrum, muster: list[dict[str, Any]], aufgaben: dict[str, Aufgabe]) -> None:
    oft = [zeile for zeile in muster if zeile["mal"] >= 4 and zeile.get("auch")]
    Taetigkeitsvorlage.objects.bulk_create(
        Taetigkeitsvorlage(
            zentrum=haus,
            was=zeile["was"][0],
            aufgabe=aufgaben[zeile["aufgabe"]],
            form=zeile.get("form", ""),
            minuten=zeile.get("minuten"),
        )
        for zeile in oft
    )


def _angebote(haus: Zentrum, eintraege: list[Taetigkeit]) -> None:
    """The newest flyers are about an Angebot each."""
    flyer = [e for e in eintraege if e.zentrum_id == haus.pk and e.medium == "material"]
    angebote = Angebot.objects.filter(zentrum=haus, status="veroeffentlicht").order_by("pk")[:3]
    neueste = sorted(flyer, key=lambda e: e.datum)[-3:]
    Angebotstaetigkeit.objects.bulk_create(
        Angebotstaetigkeit(taetigkeit=eintrag, angebot=angebot)
        for eintrag, angebot in zip(neueste, angebote, strict=False)
    )

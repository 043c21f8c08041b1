"""Texts of the Sachberichte: last year's of most centres, and the first lines of this year's; one edition."""

from stzverbund.berichte import ausgaben
from stzverbund.berichte.arten import art
from stzverbund.berichte.models import Sachbericht
from stzverbund.start.beispiel.rahmen import Rahmen, inhalt, zufall
from zentren.models import Zentrum

OHNE = ("kastanienallee", "springpfuhl")
"""These centres have not written last year's report yet."""
MIT_AUSGABE = "hellersdorf-nord"


def anlegen(rahmen: Rahmen) -> None:
    daten, vorjahr = inhalt("berichte"), rahmen.heute.year - 1
    eigener = daten["eigener"].pop("zentrum")
    berichte = [
        Sachbericht(
            zentrum=zentrum,
            jahr=vorjahr,
            **(_sauber(daten["eigener"]) if slug == eigener else _aus_teilen(zentrum, daten["teile"])),
        )
        for slug, zentrum in rahmen.zentren.items()
        if slug not in OHNE
    ]
    begonnen = Sachbericht(zentrum=rahmen.zentren[eigener], jahr=rahmen.heute.year, **daten["entwurf"])
    Sachbericht.objects.bulk_create([*berichte, begonnen])


def festschreiben(rahmen: Rahmen) -> None:
    """The edition of last year's report of one centre, if it is part of this demo; renders a PDF."""
    zentrum = rahmen.zentren.get(MIT_AUSGABE)
    if zentrum is None:
        return
    wer = rahmen.mitgliedschaften[f"leitung:{MIT_AUSGABE}"]
    ausgaben.festschreiben(art=art("zentrum", wer), gegenstand=zentrum, jahr=rahmen.heute.year - 1, wer=wer)


def _aus_teilen(zentrum: Zentrum, teile: dict[str, list[str]]) -> dict[str, str]:
    wuerfel = zufall(zentrum.slug, "sachbericht")
    return {teil: wuerfel.choice(varianten) for teil, varianten in teile.items()}


def _sauber(texte: dict[str, str]) -> dict[str, str]:
    return {teil: text.strip() for teil, text in texte.items()}

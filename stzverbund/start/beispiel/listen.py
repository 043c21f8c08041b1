"""A list of Angebote of the demo that somebody has uploaded and not taken over yet."""

from angebote.einlesen import ablauf
from angebote.models import Import
from stzverbund.start.beispiel.rahmen import INHALT, Rahmen

HAUS = "marzahn-mitte"


def anlegen(rahmen: Rahmen) -> None:
    wer = rahmen.mitgliedschaften.get(f"mitarbeit:{HAUS}")
    if wer is None or wer.zentrum is None:
        return
    ablauf.hochladen(
        zentrum=wer.zentrum,
        art=Import.Art.ANGEBOTE,
        name="Angebote Entwurf.csv",
        daten=(INHALT / "liste.csv").read_bytes(),
        wer=wer,
    )

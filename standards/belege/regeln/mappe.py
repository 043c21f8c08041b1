"""What several Standards ask of the Dokumentenmappe: a document of one kind that is valid."""

from standards.belege import wege
from standards.belege.bauen import anzahlen
from standards.belege.quellen import mappenzahlen
from standards.belege.regel import Ergebnis, Lage

MAPPE = wege.seite("Dokumentenmappe", "dokumente")


def gueltige(lage: Lage, art: str, wort: str, *, schwelle: str) -> dict[int, Ergebnis]:
    """Valid current editions of a kind, today; none at all, valid or not, is "keine Daten"."""
    mappen = lage.einmal(mappenzahlen).items()
    return anzahlen(
        lage,
        {z: getattr(m, f"{art}_gueltig") for z, m in mappen if getattr(m, art)},
        schwelle=schwelle,
        satz=f"{wort} in der Dokumentenmappe, gültig: {{anzahl}}.",
        leer=f"In der Dokumentenmappe steht keine {wort}.",
        wege=MAPPE,
    )

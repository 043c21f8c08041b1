"""What the first Bezirk of the demo counts besides the shared core, and how that has changed."""

from angebote.models import Kennzahl
from stzverbund.start.beispiel.rahmen import Rahmen

Ebene = Kennzahl.Ebene


def anlegen(rahmen: Rahmen) -> None:
    """One that replaced another last year, so that the series has a break, and one that begins next year."""
    heuer = rahmen.heute.year
    ort = {"bezirk": next(iter(rahmen.zentren.values())).bezirk, "ebene": Ebene.ZENTRUM, "pflicht": False}
    begleitungen = Kennzahl.objects.create(
        **ort,
        schluessel="sprachbegleitungen",
        name="Begleitungen mit Sprachmittlung",
        kurz="Begleitungen",
        erklaerung="Menschen, die eine Sprachmittlerin oder ein Sprachmittler begleitet hat. "
        "Beispiel: An einem Vormittag werden ein Paar und eine Frau begleitet: 3.",
        gueltig_von=min(rahmen.erster.year, heuer - 2),
        gueltig_bis=heuer - 2,
        reihenfolge=1010,
    )
    Kennzahl.objects.create(
        **ort,
        schluessel="sprachmittlungen",
        name="Einsätze von Sprachmittlung",
        kurz="Sprachmittlung",
        erklaerung="Gespräche, bei denen eine Sprachmittlerin oder ein Sprachmittler dabei war. "
        "Beispiel: Eine Sprachmittlerin begleitet an einem Vormittag drei Gespräche: 3.",
        gueltig_von=heuer - 1,
        ersetzt=begleitungen,
        reihenfolge=1010,
    )
    Kennzahl.objects.create(
        **ort,
        schluessel="digitale-hilfe",
        name="Hilfe mit Handy und Computer",
        kurz="Digitale Hilfe",
        erklaerung="Gespräche außerhalb der Angebote, in denen jemand Hilfe mit einem Gerät oder einer "
        "Anwendung bekam. Beispiel: Ein Mann richtet mit Hilfe sein E-Mail-Postfach ein: 1.",
        gueltig_von=heuer + 1,
        reihenfolge=1020,
    )

"""What there is for whom: Leistungsbereich x Zielgruppe, of centres and other Träger (RK-2017 4.2, A3)."""

from datetime import date

from django.db.models import Count, QuerySet

from angebote.verzeichnis import Suche, angebote, fremdangebote
from stzverbund.berichte.dokument import Abschnitt, Gruppe, Tabelle, Zeile, Zelle
from zentren.models import Bezirksregion, Leistungsbereich, Zielgruppe

LUECKE = "Lücke"
HINWEIS = (
    "Heute veröffentlichte Angebote der Zentren, die für den Stadtteil zuständig sind; nach dem Plus die "
    "Angebote anderer Träger. Ein Angebot zählt bei jeder seiner Zielgruppen."
)
Zahlen = dict[tuple[int, int], int]


def abschnitt(region: Bezirksregion, heute: date) -> Abschnitt:
    """Four queries."""
    suche = Suche(stadtteil=region)
    eigene, fremde = _zahlen(angebote(suche, heute)), _zahlen(fremdangebote(suche))
    bereiche, gruppen = list(Leistungsbereich.objects.all()), list(Zielgruppe.objects.all())
    zeilen = tuple(
        Zeile(gruppe.name, tuple(_zelle(eigene, fremde, (bereich.pk, gruppe.pk)) for bereich in bereiche))
        for gruppe in gruppen
    )
    spalten = tuple(bereich.schluessel for bereich in bereiche)
    namen = ", ".join(f"{bereich.schluessel} {bereich.kurz}" for bereich in bereiche)
    luecken = sum(zelle.text == LUECKE for zeile in zeilen for zelle in zeile.zellen)
    titel = "Abdeckung: Leistungsbereiche und Zielgruppen"
    tabelle = Tabelle(titel, "Zielgruppe", spalten, (Gruppe(zeilen),), f"{namen}. Lücken: {luecken}.")
    return Abschnitt("abdeckung", titel, HINWEIS, tabellen=(tabelle,))


def _zahlen(passende: QuerySet) -> Zahlen:
    """(Leistungsbereich, Zielgruppe) -> how many."""
    paare = passende.order_by().values_list("leistungsbereich", "zielgruppen")
    return {(bereich, gruppe): anzahl for bereich, gruppe, anzahl in paare.annotate(anzahl=Count("pk"))}


def _zelle(eigene: Zahlen, fremde: Zahlen, stelle: tuple[int, int]) -> Zelle:
    hier, dort = eigene.get(stelle, 0), fremde.get(stelle, 0)
    if not hier and not dort:
        return Zelle(LUECKE, 0)
    return Zelle(f"{hier} + {dort}" if dort else str(hier), hier + dort)

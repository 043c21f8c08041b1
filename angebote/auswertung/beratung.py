"""What the tallies of a year say in detail (RK-2017 4.1 L1, L4), for a centre and its Träger."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from angebote.models import Beratung, Beratungsthema, Kontaktart, Sprache, Zaehlart
from zentren.models import Fachstellenart, Zentrum, Zielgruppe

from .zentrum import quellen

Anzahlen = tuple[tuple[str, int], ...]
"""(label, number), in the order of the catalogue, without zeros."""


@dataclass(frozen=True)
class Beratungszahlen:
    themen: Anzahlen
    kontakte: Anzahlen
    zielgruppen: Anzahlen
    sprachen: Anzahlen
    fachstellen: Anzahlen
    vermittlungen: Anzahlen

    @property
    def leer(self) -> bool:
        return not (self.kontakte or self.vermittlungen or self.fachstellen)


def beratungszahlen(zentrum: Zentrum, jahr: int, *, entwuerfe: bool) -> Beratungszahlen:
    """Consultations by topic, contact, target group and language; referrals by kind of Fachstelle."""
    alle = Beratung.objects.filter(meldung__in=quellen(zentrum, jahr, entwuerfe=entwuerfe)).order_by()
    beratungen = alle.filter(art=Zaehlart.BERATUNG)
    zielgruppen = [*Zielgruppe.objects.values_list("pk", "name"), (None, "ohne Angabe")]
    arten = list(Fachstellenart.objects.values_list("pk", "name"))
    weitere = [wahl for wahl in Zaehlart.choices if wahl[0] != Zaehlart.BERATUNG]
    return Beratungszahlen(
        themen=_je(beratungen, "thema", Beratungsthema.choices),
        kontakte=_je(beratungen, "kontakt", Kontaktart.choices),
        zielgruppen=_je(beratungen, "zielgruppe", zielgruppen),
        sprachen=_je(beratungen, "sprache", Sprache.choices),
        fachstellen=_je(alle, "fachstellenart", arten),
        vermittlungen=_je(alle, "art", weitere),
    )


def _je(zeilen: QuerySet, feld: str, namen: list) -> Anzahlen:
    anzahlen = {zeile[feld]: zeile["summe"] for zeile in zeilen.values(feld).annotate(summe=Sum("anzahl"))}
    return tuple((str(name), anzahlen[wert]) for wert, name in namen if anzahlen.get(wert))

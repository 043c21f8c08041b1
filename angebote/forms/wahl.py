"""What the form of an Angebot offers to choose from: the catalogue and the places of the centre."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from angebote.models import Angebot
from zentren.models import Leistung, Leistungsbereich, Standort, Zentrum, Ziel, Zielgruppe
from zentren.stadtteilmanagement.models import Bedarf
from zentren.stadtteilmanagement.querysets_register import LAUFEND

Wahl = list[tuple[int, str]]
"""(primary key, label) in the order of the catalogue."""
# Kind of entry -> the field that its label is made of, and the field of the Angebot that refers to many.
KATALOG: dict[type, tuple[str, str]] = {
    Leistungsbereich: ("kurz", ""),
    Zielgruppe: ("name", "zielgruppen"),
    Leistung: ("text", "leistungen"),
    Ziel: ("text", "ziele"),
}


@dataclass
class Katalogwahl:
    """Entries by kind, and the primary keys of those that the Angebot has."""

    eintraege: dict[type, Wahl] = field(default_factory=lambda: defaultdict(list))
    gewaehlt: dict[type, list[int]] = field(default_factory=lambda: defaultdict(list))


def katalogwahl(angebot: Angebot) -> Katalogwahl:
    """The whole catalogue of Angebote in one query."""
    erste, *weitere = [_eintraege(art, angebot) for art in KATALOG]
    arten, wahl = {art.__name__: art for art in KATALOG}, Katalogwahl()
    zeilen = erste.union(*weitere, all=True).order_by("reihenfolge", "schluessel")
    for name, pk, schluessel, _, text, gewaehlt in zeilen:
        art = arten[name]
        eintrag = art(pk=pk, schluessel=schluessel, **{KATALOG[art][0]: text})
        wahl.eintraege[art].append((pk, str(eintrag)))
        if gewaehlt:
            wahl.gewaehlt[art].append(pk)
    return wahl


def _eintraege(art: Any, angebot: Angebot) -> QuerySet[Any, Any]:
    text, feld = KATALOG[art]
    gewaehlt: Combinable = Value(False)
    if feld and angebot.pk:
        bezug: Any = Angebot._meta.get_field(feld)
        spalte = bezug.m2m_reverse_name()
        gewaehlt = Exists(
            bezug.remote_field.through.objects.filter(angebot=angebot, **{spalte: OuterRef("pk")})
        )
    eintraege = art.objects.order_by().annotate(art=Value(art.__name__), wortlaut=F(text), gewaehlt=gewaehlt)
    return eintraege.values_list("art", "pk", "schluessel", "reihenfolge", "wortlaut", "gewaehlt")


def bedarfswahl(angebot: Angebot, gefragt: Bedarf | None) -> tuple[Wahl, list[int]]:
    """Needs of the centre that are not at their end or that the Angebot answers already; one query.

    `gefragt` is the one that a new Angebot is made for.
    """
    gewaehlt: Combinable = Value(False)
    if angebot.pk:
        gewaehlt = Exists(Angebot.bedarfe.through.objects.filter(angebot=angebot, bedarf=OuterRef("pk")))
    eigene = Bedarf.objects.filter(zentrum=angebot.zentrum_id).annotate(gewaehlt=gewaehlt)
    zeilen = eigene.filter(Q(status__in=LAUFEND) | Q(gewaehlt=True)).order_by("sortierung", "pk")
    wahl = list(zeilen.values_list("pk", "titel", "gewaehlt"))
    gewaehlte = [pk for pk, _, ist in wahl if ist or (gefragt and pk == gefragt.pk)]
    return [(pk, titel) for pk, titel, _ in wahl], gewaehlte


def ortswahl(zentrum: Zentrum) -> tuple[Wahl, Wahl]:
    """Standorte, and rooms named after them; one query."""
    orte = (
        Standort.objects.filter(zentrum=zentrum)
        .order_by("-haupt", "sortierung", "pk", "raeume__sortierung", "raeume__pk")
        .values_list("pk", "name", "raeume", "raeume__name")
    )
    standorte: dict[int, str] = {}
    raeume: Wahl = []
    for standort, name, raum, raumname in orte:
        standorte[standort] = name
        if raum is not None:
            raeume.append((raum, f"{name}: {raumname}"))
    return list(standorte.items()), raeume

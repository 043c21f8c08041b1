"""The shared directory of Fachstellen beside the tally: whom to refer to, by topic and language.

RK-2017 4.1 L4.2, 4.3 Standard 4.2.
"""

from django.db.models import QuerySet

from angebote.models import Beratungsthema
from angebote.models.angebot import Sprache
from stzverbund.basis.sortierung import faltung
from zentren.models import Bezirk, Fachstelle

Thema = Beratungsthema
ARTEN: dict[str, tuple[str, ...]] = {
    Thema.ANTRAEGE: ("sozialdienst", "amt-fuer-soziales", "jobcenter"),
    Thema.ARBEIT: ("jobcenter",),
    Thema.EXISTENZ: ("amt-fuer-soziales", "jobcenter", "sozialdienst", "schuldnerberatung"),
    Thema.FAMILIE: ("jugendamt",),
    Thema.GESUNDHEIT: (
        "gesundheitsamt",
        "sozialpsychiatrischer-dienst",
        "beratungsstelle-fuer-behinderte",
        "beauftragte-fuer-menschen-mit-behinderun",
        "mobilitaetshilfedienst",
    ),
    Thema.KONFLIKT: ("jugendamt", "gleichstellungsbeauftragte"),
    Thema.LEBENSLAGE: ("sozialpsychiatrischer-dienst", "selbsthilfekontaktstelle"),
    Thema.MIGRATION: ("migrationssozialdienst", "integrationsbeauftragte"),
    Thema.SCHULDEN: ("schuldnerberatung",),
    Thema.SELBSTHILFE: ("selbsthilfekontaktstelle",),
    Thema.SUCHT: ("suchtberatung", "sozialpsychiatrischer-dienst"),
    Thema.WOHNEN: ("amt-fuer-soziales", "sozialdienst", "jobcenter"),
}
"""Kinds of Fachstellen (catalogue keys have 40 characters) for a topic; one that is not here asks for all."""
OHNE_FILTER = {Sprache.DEUTSCH, Sprache.ANDERE}
HOECHSTENS = 20
"""So many stand beside the tally; the directory has all."""


def fachstellen(bezirk: Bezirk, *, thema: str = "", sprache: str = "") -> QuerySet[Fachstelle]:
    """The Fachstellen of a Bezirk for a topic that speak a language, by name; both are left out where empty.

    German is spoken everywhere, "andere Sprache" names none: neither filters.
    """
    treffer = Fachstelle.objects.filter(bezirk=bezirk).select_related("art")
    if arten := ARTEN.get(thema):
        treffer = treffer.filter(art__schluessel__in=arten)
    if sprache in Sprache and sprache not in OHNE_FILTER:
        wort = str(Sprache(sprache).label).partition(" (")[0]
        treffer = treffer.filter(sprachen_suche__contains=faltung(wort))
    return treffer.order_by("sortierung", "pk")

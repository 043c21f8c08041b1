"""Figures of the public Angebote (published or paused) of each centre."""

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from angebote.models import Angebot, Fremdangebot, Zeitplan
from standards.belege.regel import Lage
from zentren.stadtteilmanagement.models import Bedarf

ALLE, SELBSTHILFEGRUPPEN = "alle", "selbsthilfegruppen"
GRUENDUNG = "L1.2"
"""Keys of the catalogue: two Zielgruppen, and the Leistung that helps to found self-help groups."""


@dataclass(frozen=True)
class Angebotszahlen:
    """How many of a centre's public Angebote are what; `arten_in_raeumen` counts kinds, not Angebote.

    `vollstaendig`: the eight public fields (`angebote.pflege`) with a schedule that has dates. `beschrieben`:
    Zielgruppe, language, accessibility. `selbsthilfe`: about self-help in any way, `gruendung`: for founding
    groups. `mit_bedarf`: name a Bedarf that was not dropped; `neu`: begun in twelve months.
    """

    anzahl: int
    geprueft: int
    vollstaendig: int
    beschrieben: int
    mit_partner: int
    fuer_alle: int
    arten_in_raeumen: int
    selbsthilfe: int
    gruppen: int
    gruppen_geprueft: int
    gruendung: int
    mit_bedarf: int
    neu: int
    neu_mit_bedarf: int


FELDER = tuple(feld.name for feld in fields(Angebotszahlen))


def angebotszahlen(lage: Lage) -> dict[int, Angebotszahlen]:
    """By centre; a centre without a public Angebot is missing."""
    oeffentliche = Angebot.objects.oeffentlich().filter(zentrum__in=lage.zentren).order_by()
    geprueft = ~Angebot.objects.pruefung_faellig(lage.stichtag)
    gruppe = Q(art=Angebot.Art.SELBSTHILFEGRUPPE)
    gruendung = _nennt("leistungen", "leistung__schluessel", GRUENDUNG)
    fuer_selbsthilfe = _nennt("zielgruppen", "zielgruppe__schluessel", SELBSTHILFEGRUPPEN)
    bedingungen = {
        "geprueft": geprueft,
        "vollstaendig": _vollstaendig(),
        "beschrieben": _beschrieben(),
        "mit_partner": ~Q(partner=""),
        "fuer_alle": _nennt("zielgruppen", "zielgruppe__schluessel", ALLE),
        "selbsthilfe": gruppe | Q(suche__contains="selbsthilfe") | fuer_selbsthilfe | gruendung,
        "gruppen": gruppe,
        "gruppen_geprueft": gruppe & geprueft,
        "gruendung": gruendung,
        "mit_bedarf": _mit_bedarf(),
        "neu": _neu(lage),
        "neu_mit_bedarf": _neu(lage) & _mit_bedarf(),
    }
    zahlen: dict[str, Any] = {name: Count("pk", filter=bedingung) for name, bedingung in bedingungen.items()}
    zahlen |= {
        "anzahl": Count("pk"),
        "arten_in_raeumen": Count("art", distinct=True, filter=Q(raum__isnull=False)),
    }
    zeilen = oeffentliche.values("zentrum").annotate(**zahlen).values_list("zentrum", *FELDER)
    return {zentrum: Angebotszahlen(*werte) for zentrum, *werte in zeilen}


def _nennt(feld: str, schluessel: str, wert: str) -> Q:
    zwischen: Any = Angebot._meta.get_field(feld).remote_field.through  # type: ignore[union-attr]
    return Q(Exists(zwischen.objects.filter(angebot=OuterRef("pk"), **{schluessel: wert})))


def _hat_zielgruppe() -> Q:
    return Q(Exists(Angebot.zielgruppen.through.objects.filter(angebot=OuterRef("pk"))))


def _vollstaendig() -> Q:
    """As `angebote.pflege.fehlende_angaben`; what the database demands of public ones is not asked again."""
    termine = Zeitplan.objects.filter(angebot=OuterRef("pk")).exclude(regel="", daten=[])
    wo, kontakt = Q(standort__isnull=True, ort=""), Q(kontakt_telefon="", kontakt_email="")
    return ~wo & ~kontakt & _hat_zielgruppe() & Q(Exists(termine))


def _beschrieben() -> Q:
    barrieren = Q(stufenlos__isnull=False) | ~Q(barrierefreiheit="")
    return ~Q(sprachen=[]) & barrieren & _hat_zielgruppe()


def _mit_bedarf() -> Q:
    bedarfe = Angebot.bedarfe.through.objects.filter(angebot=OuterRef("pk"))
    return Q(Exists(bedarfe.exclude(bedarf__status=Bedarf.Status.VERWORFEN)))


def _neu(lage: Lage) -> Q:
    """Its own beginning, else that of its first schedule, lies in twelve months."""
    zeitraum = (lage.seit(), lage.stichtag)
    plaene = Zeitplan.objects.filter(angebot=OuterRef("pk"))
    erster = Exists(plaene.filter(beginn__range=zeitraum)) & ~Exists(plaene.filter(beginn__lt=zeitraum[0]))
    return Q(beginn__range=zeitraum) | (Q(beginn__isnull=True) & Q(erster))


def zielgruppen(lage: Lage) -> dict[int, int]:
    """How many Zielgruppen other than "alle" a centre has public Angebote for; by centre."""
    nennungen = Angebot.zielgruppen.through.objects.filter(
        angebot__in=Angebot.objects.oeffentlich().filter(zentrum__in=lage.zentren).values("pk")
    ).exclude(zielgruppe__schluessel=ALLE)
    zeilen = nennungen.order_by().values_list("angebot__zentrum")
    return dict(zeilen.annotate(anzahl=Count("zielgruppe", distinct=True)))


def fremde_selbsthilfegruppen(lage: Lage) -> dict[int, tuple[int, int]]:
    """Self-help groups of others that a centre keeps in the directory: how many, and how many are checked."""
    gruppen = Fremdangebot.objects.filter(zentrum__in=lage.zentren, art=Angebot.Art.SELBSTHILFEGRUPPE)
    geprueft = Count("pk", filter=~Fremdangebot.objects.pruefung_faellig(lage.stichtag))
    zeilen = gruppen.order_by().values_list("zentrum").annotate(anzahl=Count("pk"), geprueft=geprueft)
    return {zentrum: (anzahl, davon) for zentrum, anzahl, davon in zeilen}

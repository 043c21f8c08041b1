"""Counts out of the registers of the Stadtteilmanagement: never texts, so the Bezirksamt may see them too.

What lies after the Stichtag does not count. `je` are entries of whatever age: a register that is in use.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from standards.belege.regel import Lage
from stzverbund.basis.median import mittlere
from zentren.stadtteilmanagement.models import (
    Bedarf,
    Befragung,
    Beschwerde,
    Kooperation,
    Mappendokument,
    Taetigkeit,
    Taetigkeitsform,
    Zielpruefung,
)

Form = Taetigkeitsform
ZWEI_JAHRE = 24
"""Months: Befragungen and Fortbildungen need not be every year."""


@dataclass(frozen=True)
class Taetigkeitszahlen:
    """Entries of the Tätigkeitsbuch of twelve months; `je_` of any age, `zwei_jahre_` of 24 months."""

    je_fortbildung: int
    zwei_jahre_beratung: int
    gremien: int
    gremien_mit_rueckfluss: int
    je_beteiligung: int
    beteiligungen: int
    wirksam: int
    zwei_jahre_wirksam: int
    je_einladung: int
    einladungen: int
    je_begleitung: int
    begleitungen: int
    je_ehrenamt: int
    anerkennungen: int
    qualifizierungen: int


@dataclass(frozen=True)
class Kooperationszahlen:
    """Running partnerships (no Gremien) and running Gremien; `zu_pruefen` are older than twelve months.

    `mit_kontakt` and `kommissionen_mit_kontakt` stand in the diary of twelve months. `je` are all ever
    entered, `je_kontakt`, `je_geprueft` those that have a contact or a review of whatever age.
    """

    je: int
    je_kontakt: int
    mit_kontakt: int
    zu_pruefen: int
    geprueft: int
    je_geprueft: int
    kommissionen: int
    kommissionen_mit_kontakt: int
    je_gremium: int
    gremien_bezirk: int
    gremien_darueber: int


@dataclass(frozen=True)
class Bedarfszahlen:
    """Open Bedarfe (ermittelt, geplant), and how many of them were found more than 24 months ago."""

    offen: int
    alt: int


@dataclass(frozen=True)
class Befragungszahlen:
    """Befragungen that have begun: ever, and those that ended in 24 months or still run."""

    je: int
    zwei_jahre: int
    mit_folgen: int


@dataclass(frozen=True)
class Mappenzahlen:
    """Current editions of the Dokumentenmappe, how many are valid and say for whom they are; by kind."""

    anzahl: int
    gueltig: int
    mit_publikum: int
    konzeption: int
    konzeption_gueltig: int
    hausordnung: int
    hausordnung_gueltig: int
    beschwerderegelung: int
    beschwerderegelung_gueltig: int


def taetigkeitszahlen(lage: Lage) -> dict[int, Taetigkeitszahlen]:
    """By centre; a centre without an entry is missing."""
    im_jahr, zwei_jahre = Q(datum__gte=lage.seit()), Q(datum__gte=lage.seit(ZWEI_JAHRE))
    gremium, beteiligung = Q(form=Form.GREMIUM), Q(form=Form.BETEILIGUNG)
    wirksam, begleitung = beteiligung & ~Q(wirkung=""), Q(form=Form.BEGLEITUNG)
    fortbildung = Q(form=Form.FORTBILDUNG)
    bedingungen = {
        "je_fortbildung": fortbildung,
        "zwei_jahre_beratung": fortbildung & Q(zur_beratung=True) & zwei_jahre,
        "gremien": gremium & im_jahr,
        "gremien_mit_rueckfluss": gremium & im_jahr & ~Q(rueckfluss=""),
        "je_beteiligung": beteiligung,
        "beteiligungen": beteiligung & im_jahr,
        "wirksam": wirksam & im_jahr,
        "zwei_jahre_wirksam": wirksam & zwei_jahre,
        "je_einladung": Q(einladung=True),
        "einladungen": Q(einladung=True) & im_jahr,
        "je_begleitung": begleitung,
        "begleitungen": begleitung & im_jahr,
        "je_ehrenamt": Q(form__in=[Form.ANERKENNUNG, Form.QUALIFIZIERUNG]),
        "anerkennungen": Q(form=Form.ANERKENNUNG) & im_jahr,
        "qualifizierungen": Q(form=Form.QUALIFIZIERUNG) & im_jahr,
    }
    zeilen = Taetigkeit.objects.filter(zentrum__in=lage.zentren, datum__lte=lage.stichtag)
    return _gezaehlt(zeilen, Taetigkeitszahlen, bedingungen)


def kooperationszahlen(lage: Lage) -> dict[int, Kooperationszahlen]:
    """By centre; a centre without a Kooperation is missing."""
    laeuft = _gilt("seit", "beendet_am", lage.stichtag) & _gilt("gilt_von", "gilt_bis", lage.stichtag)
    gremium, kommission = Q(art=Kooperation.Art.GREMIUM), Q(art=Kooperation.Art.SOZIALKOMMISSION)
    partner = laeuft & ~gremium
    kontakt, je_kontakt = _kontakt(lage, lage.seit()), _kontakt(lage, date.min)
    reif = partner & (Q(seit__isnull=True) | Q(seit__lt=lage.seit()))
    geprueft = Zielpruefung.objects.filter(kooperation=OuterRef("pk"), datum__lte=lage.stichtag)
    bedingungen = {
        "je": ~gremium,
        "je_kontakt": ~gremium & je_kontakt,
        "mit_kontakt": partner & kontakt,
        "zu_pruefen": reif,
        "geprueft": reif & Q(Exists(geprueft.filter(datum__gte=lage.seit()))),
        "je_geprueft": Q(Exists(geprueft)),
        "kommissionen": kommission,
        "kommissionen_mit_kontakt": laeuft & kommission & kontakt,
        "je_gremium": gremium,
        "gremien_bezirk": laeuft & gremium & Q(ebene=Kooperation.Ebene.BEZIRK),
        "gremien_darueber": laeuft & gremium & Q(ebene=Kooperation.Ebene.UEBERBEZIRKLICH),
    }
    return _gezaehlt(Kooperation.objects.filter(zentrum__in=lage.zentren), Kooperationszahlen, bedingungen)


def bedarfszahlen(lage: Lage) -> dict[int, Bedarfszahlen]:
    """By centre; a centre without a Bedarf is missing."""
    offen = Q(status__in=[Bedarf.Status.ERMITTELT, Bedarf.Status.GEPLANT])
    bedingungen = {"offen": offen, "alt": offen & Q(ermittelt_am__lt=lage.seit(ZWEI_JAHRE))}
    zeilen = Bedarf.objects.filter(zentrum__in=lage.zentren, ermittelt_am__lte=lage.stichtag)
    return _gezaehlt(zeilen, Bedarfszahlen, bedingungen)


def umsetzungsdauer(lage: Lage) -> dict[int, timedelta]:
    """Median from ermittelt to umgesetzt of the Bedarfe met in twelve months; by centre."""
    umgesetzt = Bedarf.objects.filter(
        zentrum__in=lage.zentren, umgesetzt_am__range=(lage.seit(), lage.stichtag)
    ).exclude(status=Bedarf.Status.VERWORFEN)
    return _median(umgesetzt.annotate(dauer=_tage(F("umgesetzt_am"), "ermittelt_am")))


def befragungszahlen(lage: Lage) -> dict[int, Befragungszahlen]:
    """By centre; a centre that has never begun a Befragung is missing."""
    neu = Q(bis__gte=lage.seit(ZWEI_JAHRE))
    bedingungen = {"je": Q(), "zwei_jahre": neu, "mit_folgen": neu & ~Q(schlussfolgerungen="")}
    begonnene = Befragung.objects.filter(zentrum__in=lage.zentren, von__lte=lage.stichtag)
    return _gezaehlt(begonnene.exclude(status=Befragung.Status.ENTWURF), Befragungszahlen, bedingungen)


def mappenzahlen(lage: Lage) -> dict[int, Mappenzahlen]:
    """By centre; a centre without a document is missing."""
    gueltig = Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=lage.stichtag)
    bedingungen = {"anzahl": Q(), "gueltig": gueltig, "mit_publikum": ~Q(publikum="")}
    for art in ("konzeption", "hausordnung", "beschwerderegelung"):
        bedingungen |= {art: Q(art=art), f"{art}_gueltig": Q(art=art) & gueltig}
    aktuelle = Mappendokument.objects.filter(zentrum__in=lage.zentren, nachfolger__isnull=True)
    return _gezaehlt(aktuelle, Mappenzahlen, bedingungen)


def antwortzeiten(lage: Lage, frist: int) -> dict[int, tuple[timedelta, int]]:
    """Median until the answer to the Beschwerden and Anregungen of twelve months, and of how many; by centre.

    Who still waits counts with the time until the Stichtag, once the `frist` in days is over. Two queries.
    """
    eingegangen = _beschwerden(lage).filter(eingegangen_am__range=(lage.seit(), lage.stichtag))
    # Closed without an answer is no answer: there is nothing to measure.
    wartet = Q(beantwortet_am__isnull=True, abgeschlossen_am__isnull=True)
    zu_lange = wartet & Q(eingegangen_am__lt=lage.stichtag - timedelta(days=frist))
    gemessen = eingegangen.filter(Q(beantwortet_am__isnull=False) | zu_lange)
    anzahlen = dict(gemessen.order_by().values_list("zentrum").annotate(n=Count("pk")))
    bis = Coalesce(F("beantwortet_am"), Value(lage.stichtag, output_field=DateField()))
    mediane = _median(gemessen.annotate(dauer=_tage(bis, "eingegangen_am")))
    return {zentrum: (dauer, anzahlen.get(zentrum, 0)) for zentrum, dauer in mediane.items()}


def verbesserungen(lage: Lage) -> dict[int, tuple[int, int]]:
    """Of the Beschwerden closed in twelve months: those with an improvement derived, all; by centre."""
    geschlossen = _beschwerden(lage).filter(abgeschlossen_am__range=(lage.seit(), lage.stichtag))
    besser = ~Q(verbesserung="") | Q(massnahme__isnull=False) | Q(bedarf__isnull=False)
    zeilen = geschlossen.order_by().values_list("zentrum")
    zahlen = zeilen.annotate(besser=Count("pk", filter=besser), alle=Count("pk"))
    return {zentrum: (davon, alle) for zentrum, davon, alle in zahlen}


def _beschwerden(lage: Lage) -> Any:
    """Praise asks for nothing."""
    return Beschwerde.objects.filter(zentrum__in=lage.zentren).exclude(art=Beschwerde.Art.LOB)


def _gezaehlt(zeilen: Any, klasse: Any, bedingungen: dict[str, Q]) -> dict[int, Any]:
    namen = [feld.name for feld in fields(klasse)]
    zahlen = {f"zahl_{name}": Count("pk", filter=bedingungen[name]) for name in namen}
    je_zentrum = zeilen.order_by().values("zentrum").annotate(**zahlen)
    return {zentrum: klasse(*werte) for zentrum, *werte in je_zentrum.values_list("zentrum", *zahlen)}


def _gilt(von: str, bis: str, tag: date) -> Q:
    begonnen = Q(**{f"{von}__isnull": True}) | Q(**{f"{von}__lte": tag})
    return begonnen & (Q(**{f"{bis}__isnull": True}) | Q(**{f"{bis}__gte": tag}))


def _kontakt(lage: Lage, seit: date) -> Q:
    genannt = Taetigkeit.kooperationen.through.objects.filter(
        kooperation=OuterRef("pk"), taetigkeit__datum__range=(seit, lage.stichtag)
    )
    return Q(Exists(genannt))


def _tage(bis: Any, von: str) -> ExpressionWrapper:
    return ExpressionWrapper(bis - F(von), output_field=DurationField())


def _median(zeilen: Any) -> dict[int, timedelta]:
    mitten = mittlere(zeilen, je="zentrum", wert="dauer")
    return {zentrum: sum(werte, timedelta()) / len(werte) for zentrum, werte in mitten.items()}

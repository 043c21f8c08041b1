"""Figures of the statistics, of Meldungen that lie before the Bezirksamt: both sides see the same."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractMonth, TruncDate

from angebote.models import Beratung, Kennzahl, Meldezeitraum, Meldung, Wert
from standards.belege.regel import MONATE, Lage
from stzverbund.basis.models import Ausgabe
from stzverbund.basis.zeit import monat_plus, monatsanfang
from zentren.querysets import pruefgrenze

JAHRESBERICHT = "jahresbericht-zentrum"
"""Under which name the editions of a centre's Jahresbericht are stored (`basis.Ausgabe.art`)."""
KONTAKTE = ("erstkontakte", "folgekontakte", "langzeitkontakte")
VERMITTLUNGEN = "vermittlungen-fachstellen"
Status = Meldung.Status
DA = (Status.EINGEREICHT, Status.FREIGEGEBEN, Status.ANGENOMMEN)
NICHT_DA = (Status.ENTWURF, Status.NICHT_GEMELDET)


@dataclass(frozen=True)
class Fachstellenzahlen:
    """How many different Fachstellen were named in Vermittlungen, and how many of them are checked."""

    genannt: int
    geprueft: int


@dataclass(frozen=True)
class Meldestand:
    """Of the periods that were due in the last twelve months: how many a centre had to report, has begun,
    has reported, has reported in time; `geschlossen` were closed by the Bezirksamt as "nicht gemeldet"."""

    faellig: int
    begonnen: int
    gemeldet: int
    puenktlich: int
    geschlossen: int


def _monate(lage: Lage, jahre: int = 1) -> tuple[date, date]:
    """The first days of the first and the last month of a period of so many years."""
    letzter = monatsanfang(lage.stichtag)
    return monat_plus(letzter, 1 - MONATE * jahre), letzter


def gemeldete(lage: Lage) -> list[int]:
    """The Meldungen (primary keys) whose figures the Bezirksamt reads, of the last two years."""
    von, _ = _monate(lage, 2)
    alle = Meldung.objects.filter(zentrum__in=lage.zentren, zeitraum__bis__gte=von)
    return list(alle.gemeldet().order_by().values_list("pk", flat=True))


def _werte(lage: Lage, *schluessel: str) -> QuerySet[Wert]:
    """The monthly totals of Kennzahlen of the shared core."""
    kennzahlen = Kennzahl.objects.filter(schluessel__in=schluessel, bezirk__isnull=True).values("pk")
    werte = Wert.objects.filter(
        meldung__in=lage.einmal(gemeldete), kennzahl__in=kennzahlen, angebot__isnull=True
    )
    return werte.summen().filter(zahl__isnull=False).order_by()


def summe_der_meldungen(lage: Lage, kennzahl: str) -> dict[int, int]:
    """What centres have reported of a Kennzahl that adds up, in twelve months; by centre."""
    werte = _werte(lage, kennzahl).filter(monat__range=_monate(lage))
    return dict(werte.values_list("meldung__zentrum").annotate(summe=Sum("zahl")))


def beratungszahlen(lage: Lage) -> dict[int, tuple[int, int]]:
    """Beratungen and Vermittlungen to Fachstellen that centres have reported, in twelve months; by centre."""
    werte = _werte(lage, *KONTAKTE, VERMITTLUNGEN).filter(monat__range=_monate(lage))
    vermittelt = Q(kennzahl__schluessel=VERMITTLUNGEN)
    zeilen = werte.values_list("meldung__zentrum").annotate(
        beratungen=Coalesce(Sum("zahl", filter=~vermittelt), 0),
        vermittlungen=Coalesce(Sum("zahl", filter=vermittelt), 0),
    )
    return {zentrum: (beratungen, vermittlungen) for zentrum, beratungen, vermittlungen in zeilen}


def ehrenamtliche(lage: Lage) -> dict[int, tuple[int, int]]:
    """Active volunteers in the strongest month of twelve, and of the twelve before; by centre.

    Only months count that a centre has reported in both years, so that they compare.
    """
    von, bis = _monate(lage, 2)
    mitte = monat_plus(bis, 1 - MONATE)
    je_monat = (
        _werte(lage, "aktive-ehrenamtliche")
        .filter(monat__range=(von, bis))
        .annotate(nummer=ExtractMonth("monat"))
        .values_list("meldung__zentrum", "nummer")
        .annotate(jetzt=Max("zahl", filter=Q(monat__gte=mitte)), davor=Max("zahl", filter=Q(monat__lt=mitte)))
        .filter(jetzt__isnull=False, davor__isnull=False)
    )
    hoechste: dict[int, tuple[int, int]] = {}
    for zentrum, _, jetzt, davor in je_monat:
        bisher = hoechste.get(zentrum, (0, 0))
        hoechste[zentrum] = (max(bisher[0], jetzt), max(bisher[1], davor))
    return hoechste


def fachstellen(lage: Lage) -> dict[int, Fachstellenzahlen]:
    """By centre; a centre that has named no Fachstelle in twelve months is missing."""
    genannte = Beratung.objects.filter(
        meldung__in=lage.einmal(gemeldete),
        datum__range=(lage.seit(), lage.stichtag),
        fachstelle__isnull=False,
    )
    frisch = Q(fachstelle__geprueft_am__gt=pruefgrenze(lage.stichtag))
    zeilen = genannte.order_by().values_list("meldung__zentrum")
    zahlen = zeilen.annotate(
        genannt=Count("fachstelle", distinct=True),
        geprueft=Count("fachstelle", distinct=True, filter=frisch),
    )
    return {zentrum: Fachstellenzahlen(*werte) for zentrum, *werte in zahlen}


def meldestand(lage: Lage) -> dict[int, Meldestand]:
    """By centre, as the page "Pünktlichkeit" counts; periods in which it was not open do not count."""
    haus = "meldejahr__bezirk__zentren"
    offen = Q(**{f"{haus}__in_betrieb_bis__isnull": True}) | Q(**{f"{haus}__in_betrieb_bis__gte": F("von")})
    faellige = Meldezeitraum.objects.filter(
        offen,
        frist__gte=lage.seit(),
        frist__lt=lage.stichtag,
        **{f"{haus}__in": lage.zentren, f"{haus}__in_betrieb_von__lte": F("bis")},
    )
    meldung = Meldung.objects.filter(zeitraum=OuterRef("pk"), zentrum=OuterRef(haus), nr=0)
    eingang = TruncDate(Coalesce("zuerst_eingereicht_am", "eingereicht_am"))
    puenktlich = meldung.annotate(eingang=eingang).exclude(status__in=NICHT_DA)
    zahlen = (
        faellige.order_by()
        .values_list(haus)
        .annotate(
            faellig=Count("pk"),
            begonnen=Count("pk", filter=Exists(meldung)),
            gemeldet=Count("pk", filter=Exists(meldung.filter(status__in=DA))),
            puenktlich=Count("pk", filter=Exists(puenktlich.filter(eingang__lte=OuterRef("frist")))),
            geschlossen=Count("pk", filter=Exists(meldung.filter(status=Status.NICHT_GEMELDET))),
        )
    )
    return {zentrum: Meldestand(*werte) for zentrum, *werte in zahlen}


def jahresberichte(lage: Lage, jahr: int) -> dict[int, tuple[int, int]]:
    """Editions of the Jahresbericht of a year, and of all years; by centre."""
    ausgaben = Ausgabe.objects.filter(
        typ__app_label="zentren",
        typ__model="zentrum",
        art=JAHRESBERICHT,
        gegenstand_id__in=lage.zentren,
    )
    zeilen = ausgaben.order_by().values_list("gegenstand_id")
    zahlen = zeilen.annotate(im_jahr=Count("pk", filter=Q(jahr=jahr)), alle=Count("pk"))
    return {zentrum: (im_jahr, alle) for zentrum, im_jahr, alle in zahlen}

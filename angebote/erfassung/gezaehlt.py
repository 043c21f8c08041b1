"""What Termine and tallies of a month add up to: the content of a cell while nobody types a total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from angebote.models import Angebot, Beratung, Kennzahl, Meldung, Termin, Terminaufteilung
from stzverbund.basis.zahlen import Zellart, Zelle
from stzverbund.basis.zeit import monatsende

Quelle = Kennzahl.Quelle
LEER = Zelle(Zellart.LEER)
AUSGEFALLEN = Zelle(Zellart.AUSGEFALLEN)


@dataclass(frozen=True)
class Terminlage:
    """The Termine of an Angebot in a month, summed by the database; times in minutes.

    `mit_...` count the held Termine that state the figure; a sum is None where none does. `ungezaehlt` are
    planned ones that are over and wait to be counted one by one.
    """

    geplant: int = 0
    ungezaehlt: int = 0
    gehalten: int = 0
    ausgefallen: int = 0
    minuten: int | None = None
    teilnahmen: int | None = None
    mit_teilnahmen: int = 0
    ehrenamtliche: int | None = None
    mit_ehrenamtlichen: int = 0
    ehrenamt_minuten: int | None = None
    mit_ehrenamt_minuten: int = 0

    @property
    def alle(self) -> int:
        return self.geplant + self.gehalten + self.ausgefallen

    @property
    def nur_ausgefallen(self) -> bool:
        return self.ausgefallen > 0 and self.ausgefallen == self.alle


@dataclass(frozen=True)
class Gezaehlt:
    """A counted cell: what it shows, what is counted so far (smallest unit), and why it fell out."""

    zelle: Zelle = LEER
    bisher: int | None = None
    grund: str = ""


def terminlagen(angebote: Iterable[Angebot | int], monat: date) -> dict[int, Terminlage]:
    """For each Angebot that has Termine in the month, by its primary key; one query."""
    gehalten = Q(status=Termin.Status.STATTGEFUNDEN)
    offen = Q(status=Termin.Status.GEPLANT, datum__lte=timezone.localdate(), angebot__zaehlung_je_termin=True)
    termine = _termine(monat).filter(angebot__in=angebote).order_by().values("angebot")
    zeilen = termine.annotate(
        geplant=Count("pk", filter=Q(status=Termin.Status.GEPLANT)),
        ungezaehlt=Count("pk", filter=offen),
        ausgefallen=Count("pk", filter=Q(status=Termin.Status.AUSGEFALLEN)),
        gehalten=Count("pk", filter=gehalten),
        summe_minuten=Sum("minuten", filter=gehalten),
        summe_teilnahmen=Sum("teilnahmen"),
        mit_teilnahmen=Count("teilnahmen"),
        hoechste_ehrenamtliche=Max("ehrenamtliche"),
        mit_ehrenamtlichen=Count("ehrenamtliche"),
        summe_ehrenamt=Sum("ehrenamt_minuten"),
        mit_ehrenamt_minuten=Count("ehrenamt_minuten"),
    )
    return {zeile["angebot"]: _lage(zeile) for zeile in zeilen}


def aus_terminen(lage: Terminlage, gruende: str) -> dict[str, Gezaehlt]:
    """The counted cells of an Angebot by Quelle; `gruende` is why Termine fell out.

    Teilnahmen count only when every held Termin has a count. Volunteers are often noted only where some
    helped: their cells take what is stated.
    """
    if lage.nur_ausgefallen:
        rest = Gezaehlt(AUSGEFALLEN, None, gruende)
        return {
            Quelle.TERMINE: Gezaehlt(_zahl(0), 0, gruende),
            **dict.fromkeys(TERMINQUELLEN - {Quelle.TERMINE}, rest),
        }
    if not lage.gehalten:
        return dict.fromkeys(TERMINQUELLEN, Gezaehlt())
    vollstaendig = lage.mit_teilnahmen == lage.gehalten
    return {
        Quelle.TERMINE: _gezaehlt(lage.gehalten),
        Quelle.DAUER: _gezaehlt(lage.minuten),
        Quelle.TEILNAHMEN: _gezaehlt(lage.teilnahmen) if vollstaendig else Gezaehlt(LEER, lage.teilnahmen),
        Quelle.EHRENAMTLICHE: _gezaehlt(lage.ehrenamtliche),
        Quelle.EHRENAMT_DAUER: _gezaehlt(lage.ehrenamt_minuten),
    }


TERMINQUELLEN = {
    Quelle.TERMINE,
    Quelle.DAUER,
    Quelle.TEILNAHMEN,
    Quelle.EHRENAMTLICHE,
    Quelle.EHRENAMT_DAUER,
}


def ausfallgruende(angebot: Angebot, monat: date) -> str:
    """The different reasons for which Termine of the month fell out, as one text of at most 200 letters."""
    ausgefallen = _termine(monat).filter(angebot=angebot, status=Termin.Status.AUSGEFALLEN)
    gruende = ausgefallen.order_by("grund").values_list("grund", flat=True).distinct()
    text = "; ".join(gruende)
    return text if len(text) <= 200 else text[:199] + "…"


def aufteilung_aus_terminen(angebot: Angebot, monat: date) -> dict[tuple[str, str], int]:
    """The breakdown of the Teilnahmen by age group and gender, summed over the held Termine."""
    zeilen = Terminaufteilung.objects.filter(
        termin__angebot=angebot,
        termin__datum__range=(monat, monatsende(monat)),
        termin__status=Termin.Status.STATTGEFUNDEN,
    )
    summen = zeilen.order_by().values("altersgruppe", "geschlecht").annotate(summe=Sum("anzahl"))
    return {(z["altersgruppe"], z["geschlecht"]): z["summe"] for z in summen}


def aus_strichliste(meldung: Meldung, monat: date) -> dict[str, Gezaehlt]:
    """The counted cells of Beratung by Quelle; one query.

    Who tallies counselling has counted 0 where there is no stroke; the three Vermittlungen are often counted
    elsewhere and stay open without a stroke of their own.
    """
    striche = Beratung.objects.filter(meldung=meldung, datum__range=(monat, monatsende(monat)))
    beratung = Q(art="beratung")
    vermittelt = beratung & (Q(fachstellenart__isnull=False) | Q(fachstelle__isnull=False))
    summen = striche.aggregate(
        beratungen=Sum("anzahl", filter=beratung),
        erst=Sum("anzahl", filter=beratung & Q(kontakt="erst")),
        folge=Sum("anzahl", filter=beratung & Q(kontakt="folge")),
        langzeit=Sum("anzahl", filter=beratung & Q(kontakt="langzeit")),
        fachstelle=Sum("anzahl", filter=vermittelt),
        ehrenamt=Sum("anzahl", filter=Q(art="ehrenamt")),
        nachbarschaftshilfe=Sum("anzahl", filter=Q(art="nachbarschaftshilfe")),
        gruendung=Sum("anzahl", filter=Q(art="gruendung")),
    )
    ohne_strich = None if summen.pop("beratungen") is None else 0
    for quelle in (Quelle.ERSTKONTAKT, Quelle.FOLGEKONTAKT, Quelle.LANGZEITKONTAKT, Quelle.FACHSTELLE):
        if summen[quelle] is None:
            summen[quelle] = ohne_strich
    return {quelle: _gezaehlt(summe) for quelle, summe in summen.items()}


def _termine(monat: date) -> QuerySet[Termin]:
    return Termin.objects.filter(datum__range=(monat, monatsende(monat)))


def _lage(zeile: Mapping[str, Any]) -> Terminlage:
    return Terminlage(
        geplant=zeile["geplant"],
        ungezaehlt=zeile["ungezaehlt"],
        gehalten=zeile["gehalten"],
        ausgefallen=zeile["ausgefallen"],
        minuten=zeile["summe_minuten"],
        teilnahmen=zeile["summe_teilnahmen"],
        mit_teilnahmen=zeile["mit_teilnahmen"],
        ehrenamtliche=zeile["hoechste_ehrenamtliche"],
        mit_ehrenamtlichen=zeile["mit_ehrenamtlichen"],
        ehrenamt_minuten=zeile["summe_ehrenamt"],
        mit_ehrenamt_minuten=zeile["mit_ehrenamt_minuten"],
    )


def _zahl(zahl: int) -> Zelle:
    return Zelle(Zellart.ZAHL, zahl)


def _gezaehlt(summe: int | None) -> Gezaehlt:
    return Gezaehlt() if summe is None else Gezaehlt(_zahl(summe), summe)

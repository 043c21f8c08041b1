"""A Meldung beside the period before and the same period of last year: what the office looks at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Max, Q, QuerySet, Sum, When
from django.db.models.functions import Cast

from angebote.models import Kennzahl, Meldezeitraum, Meldung, Wert
from angebote.plausibilitaet import Auffaelligkeit
from angebote.zeitraeume import vergleichszeitraeume
from stzverbund.basis.zahlen import Zellart, Zelle, zeige_wert, zeige_zelle

OHNE_BEREICH = "Ohne Leistungsbereich"
EBENEN = {Kennzahl.Ebene.BERATUNG: "Beratung und Vermittlung", Kennzahl.Ebene.ZENTRUM: "Zentrum"}


@dataclass(frozen=True)
class Monatswert:
    """One cell of the Meldung; `wert_id` is the row that can be returned, `hinweis` says if it is unusual."""

    wert_id: int
    monat: date
    zelle: Zelle
    notiz: str
    einheit: str
    hinweis: str

    @property
    def text(self) -> str:
        return zeige_zelle(self.zelle, self.einheit) or "leer"


@dataclass(frozen=True)
class Zeile:
    """A Kennzahl of an Angebot (or of the Zentrum) over the period, smallest unit; None without a number.

    Of a Kennzahl that cannot be summed over months the figures are the highest month.
    """

    angebot_id: int | None
    angebot: str
    kennzahl: Kennzahl
    monate: tuple[Monatswert | None, ...]
    jetzt: int | None
    davor: int | None
    vorjahr: int | None
    ohne_angabe: int

    @property
    def notizen(self) -> list[Monatswert]:
        return [wert for wert in self.monate if wert and wert.notiz]

    @property
    def jetzt_text(self) -> str:
        return self._text(self.jetzt)

    @property
    def davor_text(self) -> str:
        return self._text(self.davor)

    @property
    def vorjahr_text(self) -> str:
        return self._text(self.vorjahr)

    @property
    def seit_davor(self) -> str:
        return self._differenz(self.davor)

    @property
    def seit_vorjahr(self) -> str:
        return self._differenz(self.vorjahr)

    def _text(self, zahl: int | None) -> str:
        return "–" if zahl is None else zeige_wert(zahl, self.kennzahl.einheit)

    def _differenz(self, bezug: int | None) -> str:
        """ "+12", "−3,5", "±0"; empty where there is nothing to compare."""
        if self.jetzt is None or bezug is None:
            return ""
        unterschied = self.jetzt - bezug
        zeichen = "±" if unterschied == 0 else "+" if unterschied > 0 else ""
        return zeichen + zeige_wert(unterschied, self.kennzahl.einheit)


@dataclass(frozen=True)
class Zeilengruppe:
    titel: str
    zeilen: tuple[Zeile, ...]


@dataclass(frozen=True)
class Vergleich:
    """`davor` is None where the period before is last year's, as with yearly Meldungen."""

    zeitraum: Meldezeitraum
    davor: Meldezeitraum | None
    vorjahr: Meldezeitraum
    gruppen: tuple[Zeilengruppe, ...]

    @property
    def spalten(self) -> int:
        """Columns of its table: the Kennzahl, the months where there are several, the periods."""
        monate = len(self.zeitraum.monate)
        return 1 + (monate if monate > 1 else 0) + (3 if self.davor else 2)

    @property
    def notizen(self) -> list[tuple[Zeile, Monatswert]]:
        return [(z, wert) for gruppe in self.gruppen for z in gruppe.zeilen for wert in z.notizen]


def nebeneinander(meldung: Meldung, auffaellige: Iterable[Auffaelligkeit] = ()) -> Vergleich:
    """Each Angebot and Kennzahl over the period beside the other two periods; four queries.

    Beside it stands only what lies before the Bezirksamt. The months of `auffaellige` are marked.
    """
    davor, vorjahr = vergleichszeitraeume(meldung.zeitraum)
    summen = list(_summen(meldung, davor, vorjahr))
    kennzahlen = Kennzahl.objects.in_bulk({zeile["kennzahl_id"] for zeile in summen})
    hinweise = {a.wert.pk: "auffällig, erklärt" if a.wert.erklaert else "auffällig" for a in auffaellige}
    monatswerte = _monatswerte(meldung, kennzahlen, hinweise)
    gruppen: dict[str, list[Zeile]] = defaultdict(list)
    for summe in summen:
        kennzahl = kennzahlen[summe["kennzahl_id"]]
        gruppen[_gruppe(summe)].append(_zeile(summe, kennzahl, monatswerte, meldung.zeitraum.monate))
    return Vergleich(
        zeitraum=meldung.zeitraum,
        davor=None if davor.von == vorjahr.von else davor,
        vorjahr=vorjahr,
        gruppen=tuple(Zeilengruppe(titel, tuple(zeilen)) for titel, zeilen in gruppen.items()),
    )


def _summen(meldung: Meldung, davor: Meldezeitraum, vorjahr: Meldezeitraum) -> QuerySet[Any, Any]:
    """Angebot x Kennzahl, summed by the database for three periods; two queries."""
    hier = Q(meldung=meldung.pk)
    frueher = Q(monat__range=(davor.von, davor.bis)) | Q(monat__range=(vorjahr.von, vorjahr.bis))
    gemeldete = Meldung.objects.gemeldet().filter(
        zentrum=meldung.zentrum_id, zeitraum__bis__gte=vorjahr.von, zeitraum__von__lte=davor.bis
    )
    # named one by one: then the database reads the rows of these few Meldungen only
    daneben = list(gemeldete.values_list("pk", flat=True))
    return (
        Wert.objects.summen()
        .filter(hier | frueher, meldung__in=[meldung.pk, *daneben])
        .order_by(
            "kennzahl__ebene",
            F("angebot__leistungsbereich__reihenfolge").asc(nulls_last=True),
            "angebot__sortierung",
            "angebot_id",
            "kennzahl__reihenfolge",
            "kennzahl_id",
        )
        .values(
            "angebot_id",
            "kennzahl_id",
            ebene=F("kennzahl__ebene"),
            summierbar=F("kennzahl__summierbar"),
            titel=F("angebot__titel"),
            bereich=F("angebot__leistungsbereich__schluessel"),
            bereichsname=F("angebot__leistungsbereich__kurz"),
        )
        .annotate(
            jetzt=_summe(hier),
            davor=_summe(Q(monat__range=(davor.von, davor.bis))),
            vorjahr=_summe(Q(monat__range=(vorjahr.von, vorjahr.bis))),
            ohne_angabe=Count("pk", filter=hier & Q(art=Zellart.KEINE_ANGABE)),
        )
    )


def _summe(bedingung: Q) -> Cast:
    """The sum, or the highest month of what cannot be summed; PostgreSQL sums bigints as decimals."""
    wert = Case(
        When(kennzahl__summierbar=True, then=Sum("zahl", filter=bedingung)),
        default=Max("zahl", filter=bedingung),
    )
    return Cast(wert, BigIntegerField())


def _monatswerte(
    meldung: Meldung, kennzahlen: dict[int, Kennzahl], hinweise: dict[int, str]
) -> dict[tuple[int | None, int, date], Monatswert]:
    zeilen = meldung.werte.summen().order_by()
    return {
        (angebot, kennzahl, monat): Monatswert(
            pk, monat, Zelle(Zellart(art), zahl), notiz, kennzahlen[kennzahl].einheit, hinweise.get(pk, "")
        )
        for pk, angebot, kennzahl, monat, art, zahl, notiz in zeilen.values_list(
            "pk", "angebot_id", "kennzahl_id", "monat", "art", "zahl", "notiz"
        )
    }


def _zeile(summe: dict[str, Any], kennzahl: Kennzahl, werte: dict, monate: list[date]) -> Zeile:
    angebot, ids = summe["titel"] or "", (summe["angebot_id"], summe["kennzahl_id"])
    return Zeile(
        angebot_id=summe["angebot_id"],
        angebot=angebot,
        kennzahl=kennzahl,
        monate=tuple(werte.get((*ids, monat)) for monat in monate),
        jetzt=summe["jetzt"],
        davor=summe["davor"],
        vorjahr=summe["vorjahr"],
        ohne_angabe=summe["ohne_angabe"],
    )


def _gruppe(summe: dict[str, Any]) -> str:
    if summe["ebene"] != Kennzahl.Ebene.ANGEBOT:
        return str(EBENEN[summe["ebene"]])
    return f"{summe['bereich']} {summe['bereichsname']}" if summe["bereich"] else OHNE_BEREICH

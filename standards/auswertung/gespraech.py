"""What there is to talk about in a round: differences, what is weak in several centres, what is late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from standards.models import Antwort, Beleg, Runde, Votum
from standards.sicht import votum_fuer
from zentren.models import Mitgliedschaft, Rolle
from zentren.stadtteilmanagement.models import Massnahme

from .matrix import Spalte, stelle
from .netz import Netzzeile, netz

EINZELN = 6


@dataclass(frozen=True)
class Abweichung:
    """An answer against the data or with two views; `satz` is what a Beleg says against it ("" if none)."""

    antwort: Antwort
    adresse: str
    votum: Votum | None
    satz: str


@dataclass(frozen=True)
class Gespraech:
    """What a round leaves to talk about, for one reader.

    `massnahmen` are the longest overdue, `weitere` says how many more there are. `verspaetet` are centres
    that have not submitted although the round is due.
    """

    abweichungen: list[Abweichung]
    netz: list[Netzzeile]
    massnahmen: list[Massnahme]
    weitere: int
    verspaetet: list[Spalte]


def gespraech(runde: Runde, reihe: list[Spalte], leser: Mitgliedschaft, heute: date) -> Gespraech:
    """For a reader of the matrix, in four queries."""
    offene = [spalte.bewertung.pk for spalte in reihe if spalte.offen and spalte.bewertung.vorgelegt]
    ueberfaellige = list(_ueberfaellige(reihe, leser, heute))
    return Gespraech(
        [_abweichung(antwort, leser) for antwort in abweichungen(offene, leser)],
        [zeile for zeile in netz(runde) if zeile.haeufig],
        ueberfaellige[:EINZELN],
        max(len(ueberfaellige) - EINZELN, 0),
        [s for s in reihe if heute > runde.faellig and s.bewertung.zuerst_eingereicht_am is None],
    )


def _abweichung(antwort: Any, leser: Mitgliedschaft) -> Abweichung:
    bewertung = antwort.bewertung
    if leser.hat(Rolle.BEZIRKSAMT):
        adresse = reverse("antwort_pruefen", args=[antwort.pk])
    else:
        seite = reverse("selbstbewertung", args=[bewertung.zentrum.slug, bewertung.runde.jahr])
        adresse = f"{seite}{stelle(antwort.kriterium.schluessel)}"
    return Abweichung(antwort, adresse, votum_fuer(antwort, leser), antwort.satz or "")


def abweichungen(bewertungen: list[int], leser: Mitgliedschaft) -> QuerySet:
    """Answers "erfüllt" against the data, or that the Bezirksamt sees differently; the oldest first.

    What the Bezirksamt sees differently others read when it has accepted.
    """
    dagegen = Beleg.objects.filter(
        bewertung=OuterRef("bewertung"),
        kriterium=OuterRef("kriterium"),
        einreichung=F("bewertung__einreichungen"),
        urteil="dagegen",
    ).order_by("regel")
    anders = Q(votum__art="massnahme")
    if not leser.hat(Rolle.BEZIRKSAMT):
        anders &= Q(bewertung__status="angenommen")
    antworten = Antwort.objects.filter(
        Q(gegen_daten=True) | anders, bewertung__in=bewertungen, einschaetzung="erfuellt", nachgefragt=False
    )
    return (
        antworten.annotate(satz=Subquery(dagegen.values("satz")[:1]))
        .select_related("bewertung__zentrum", "bewertung__runde", "kriterium", "votum")
        .order_by("bewertung__eingereicht_am", "kriterium__standard__nummer", "kriterium__nummer")
    )


def _ueberfaellige(reihe: list[Spalte], leser: Mitgliedschaft, heute: date) -> QuerySet[Massnahme]:
    zentren = [spalte.zentrum.pk for spalte in reihe]
    faellige = Massnahme.objects.sichtbar_fuer(leser).ueberfaellig(heute).filter(zentrum__in=zentren)
    return faellige.select_related("zentrum").order_by("faellig", "pk")

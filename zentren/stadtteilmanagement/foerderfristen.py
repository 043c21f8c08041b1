"""Verwendungsnachweise: which are due, and the mails of the daily job that say so (RK-2017 4.2 A2.2)."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from zentren import benachrichtigung
from zentren.models import Mitgliedschaft
from zentren.stadtteilmanagement.models import Foerderung

VORHER, SPAET = timedelta(days=30), timedelta(days=14)
LANGE_HER = timedelta(days=365)
"""What is overdue for longer was typed in late: it stays on the start page, but nobody gets a mail."""


def offene(menge: QuerySet[Foerderung]) -> QuerySet[Foerderung]:
    """Those whose Verwendungsnachweis has to be handed in, the most urgent first."""
    offen = menge.filter(
        status=Foerderung.Status.BEWILLIGT, nachweis_am__isnull=True, nachweis_bis__isnull=False
    )
    return offen.order_by("nachweis_bis", "pk")


def faellige(menge: QuerySet[Foerderung], heute: date) -> QuerySet[Foerderung]:
    """Those whose Verwendungsnachweis is due within 30 days or was, the most urgent first."""
    return offene(menge).filter(nachweis_bis__lte=heute + VORHER)


def erinnern(heute: date) -> int:
    """Queues the mails of a day; returns how many are new. Twice on one day writes nothing twice.

    30 days before, after the day and two weeks after it; the last one goes to the Träger too. A day that was
    moved begins anew.
    """
    bald = faellige(Foerderung.objects.all(), heute).filter(nachweis_bis__gte=heute - LANGE_HER)
    return sum(_erinnern(foerderung, heute) for foerderung in bald.select_related("zentrum"))


def _erinnern(foerderung: Foerderung, heute: date) -> int:
    bis, phase = foerderung.nachweis_bis, _phase(foerderung, heute)
    wort = "bald fällig" if phase == "bald" else "überfällig"
    return benachrichtigung.schreiben(
        _empfaenger(foerderung, phase),
        schluessel=f"foerderung:{foerderung.pk}:{phase}:{bis}",
        betreff=f"Verwendungsnachweis {wort}: {foerderung.quelle}",
        text=(
            f"{foerderung.zentrum}, {foerderung}\n\n"
            f"Der Verwendungsnachweis ist bis {bis:%d.%m.%Y} abzugeben. "
            "Ist er schon abgegeben? Dann schließen Sie die Förderung bitte ab."
        ),
        pfad=reverse("foerderung", args=[foerderung.pk]),
    )


def _phase(foerderung: Foerderung, heute: date) -> str:
    bis = foerderung.nachweis_bis
    if bis is None or heute <= bis:
        return "bald"
    return "spaet" if heute > bis + SPAET else "faellig"


def _empfaenger(foerderung: Foerderung, phase: str) -> list[Mitgliedschaft]:
    leitung = list(benachrichtigung.leitung(foerderung.zentrum))
    if phase != "spaet":
        return leitung
    return [*leitung, *benachrichtigung.traeger(foerderung.zentrum)]

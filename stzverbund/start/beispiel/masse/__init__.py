"""Figures at any size: many centres with Angebote and monthly totals, to measure and to try out.

Monthly totals only: no Termine, no tallies, no history. The logins are those of the demo.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from angebote import plausibilitaet, summen
from angebote.models import Meldung, Meldungssumme, Wert
from stzverbund.basis.zeit import monat_plus, monatsanfang
from stzverbund.start.beispiel import SchonDaten, grundlagen_sichern, haeuser, organisationen, personen
from stzverbund.start.beispiel.masse import angebote, meldungen, werte, zentren
from stzverbund.start.beispiel.masse.schnell import einfuegen, ohne_indizes
from stzverbund.start.beispiel.rahmen import Rahmen
from stzverbund.start.beispiel.statistiken import vermessen
from zentren.models import Zentrum

STAPEL = 100
"""Meldungen compared at once."""


def anlegen(*, anzahl: int, monate: int, heute: date | None = None) -> None:
    """`anzahl` centres with 60 Angebote each and figures of the last `monate` months, the running one empty.

    One transaction; raises SchonDaten where a centre exists. 1,000 centres and 60 months are about eleven
    million cells, with two cores some minutes on PostgreSQL.
    """
    with transaction.atomic():
        if Zentrum.objects.exists():
            raise SchonDaten
        grundlagen_sichern()
        heute = heute or timezone.localdate()
        erster = monat_plus(monatsanfang(heute), 1 - monate)
        rahmen = Rahmen(heute=heute, jahre=heute.year - erster.year)
        organisationen.anlegen(rahmen, anzahl)
        haeuser.anlegen(rahmen)
        personen.anlegen(rahmen)
        haeuser_ = zentren.anlegen(rahmen, anzahl, erster)
        je_zentrum = angebote.anlegen(haeuser_, erster)
        with ohne_indizes(Wert, Meldungssumme):
            einfuegen(Wert, *werte.werte(meldungen.anlegen(rahmen, haeuser_, erster), je_zentrum, heute))
            summen.schreiben(Meldung.objects.filter(status=Meldung.Status.ANGENOMMEN))
        vermessen()
        _vergleichen()
    vermessen()


def _vergleichen() -> None:
    """What is usual for the open Meldungen, as their steps would have stored it."""
    offene = list(Meldung.objects.exclude(status=Meldung.Status.ANGENOMMEN).order_by("zentrum", "pk"))
    for anfang in range(0, len(offene), STAPEL):
        plausibilitaet.vergleichen(offene[anfang : anfang + STAPEL])

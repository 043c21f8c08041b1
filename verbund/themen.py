"""Themes: the thread through sessions, guests, documents, resolutions and projects (RK-2017 6, V3)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import suche
from verbund.models import (
    Arbeitskreis,
    Beschluss,
    Dokument,
    Gast,
    Jahresplan,
    Sitzung,
    Tagesordnungspunkt,
    Thema,
    Vorhaben,
)
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft
from zentren.rules import darf


@transaction.atomic
def sichern(
    *, thema: Thema, angaben: dict[str, Any], version: int | None = None, wer: Mitgliedschaft
) -> Thema:
    """A new theme, or its new words. Logs an event; raises Ueberholt for an old `version`."""
    if not darf(KOORDINIEREN, wer, thema):
        raise Verweigert(NUR_KOORDINATION)
    for feld, wert in angaben.items():
        setattr(thema, feld, wert)
    neu = thema.pk is None
    speichern(thema, version=version)
    suche.eintragen(thema)
    ereignis(thema, "angelegt" if neu else "geändert", wer=wer)
    return thema


@dataclass(frozen=True)
class Faden:
    """All that hangs on a theme and that the reader may see, newest first."""

    jahre: list[int]
    sitzungen: list[Sitzung]
    punkte: list[Tagesordnungspunkt]
    gaeste: list[Gast]
    dokumente: list[Dokument]
    beschluesse: list[Beschluss]
    vorhaben: list[Vorhaben]
    arbeitskreise: list[Arbeitskreis]

    @property
    def leer(self) -> bool:
        mengen = (self.sitzungen, self.punkte, self.gaeste, self.dokumente, self.beschluesse, self.vorhaben)
        return not any([*mengen, self.arbeitskreise])


def faden(thema: Thema, m: Mitgliedschaft | None) -> Faden:
    """The thread of a theme; eight queries, however long it is."""
    punkte = Tagesordnungspunkt.objects.sichtbar_fuer(m).filter(thema=thema, sitzung__isnull=False)
    in_sitzungen = Q(thema=thema) | Q(pk__in=punkte.order_by().values("sitzung"))
    gaeste = Gast.objects.sichtbar_fuer(m).filter(Q(thema=thema) | Q(punkt__thema=thema))
    return Faden(
        jahre=list(Jahresplan.objects.filter(themen=thema).values_list("jahr", flat=True)),
        sitzungen=list(Sitzung.objects.sichtbar_fuer(m).filter(in_sitzungen).select_related("gastgeber")),
        punkte=list(punkte.select_related("sitzung").order_by("-sitzung__datum", "position", "pk")),
        gaeste=list(gaeste.select_related("sitzung")),
        dokumente=list(Dokument.objects.sichtbar_fuer(m).filter(thema=thema)),
        beschluesse=list(Beschluss.objects.sichtbar_fuer(m).filter(thema=thema)),
        vorhaben=list(Vorhaben.objects.sichtbar_fuer(m).filter(thema=thema).distinct()),
        arbeitskreise=list(Arbeitskreis.objects.sichtbar_fuer(m).filter(thema=thema)),
    )

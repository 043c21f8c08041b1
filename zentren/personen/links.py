"""Addresses below the link of an invitation; the roof opens the door and passes `zugang`."""

from django.db.models import QuerySet
from django.urls import URLPattern, path

from stzverbund.basis import links
from stzverbund.basis.models import Link
from zentren.models import Einladung, Mitgliedschaft
from zentren.personen import einladungen
from zentren.personen.einladungen import EINLADUNG
from zentren.personen.stellen import stelle_von
from zentren.personen.views.link import EinladungLink
from zentren.personen.views.stelle import adresse

LINKS: dict[str, tuple[URLPattern, ...]] = {EINLADUNG.schluessel: (path("", EinladungLink.as_view()),)}


def _gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    offene = Einladung.objects.bearbeitbar_fuer(wer).annehmbar()
    return links.gueltige(EINLADUNG, offene.mit_organisation())


def _widerrufen(link: Link, wer: Mitgliedschaft) -> None:
    if isinstance(link.gegenstand, Einladung):
        einladungen.widerrufen(einladung=link.gegenstand, wer=wer)


AUSGABE = links.Ausgabe(
    zweck=EINLADUNG,
    gueltige=_gueltige,
    was=lambda einladung: f"Einladung annehmen: {einladung.bezeichnung}",
    fuer=lambda einladung: f"{einladung.name}, {einladung.email}",
    seite=lambda einladung: adresse(stelle_von(einladung)),
    widerrufen=_widerrufen,
)

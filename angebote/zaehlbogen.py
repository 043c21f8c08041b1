"""The Zählbogen: paper to count on, for Termine and for Beratung. Strokes on the screen: `strichliste`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from angebote.models import Angebot, Beratungsthema, Kontaktart, Termin, Zaehlart
from angebote.terminplan import HORIZONT
from stzverbund.basis.zeit import monat_plus, monatsanfang, monatsende
from zentren.models import Fachstellenart, Zentrum


@dataclass(frozen=True)
class Angebotsbogen:
    """The Termine of an Angebot in a month, at least one."""

    angebot: Angebot
    termine: Sequence[Termin]


@dataclass(frozen=True)
class Beratungsbogen:
    """The paper for counselling: topics by kind of contact, and where people were sent, in groups."""

    themen: Sequence[str]
    kontakte: Sequence[str]
    vermittlungen: Sequence[tuple[str, Sequence[str]]]


def letzter_monat(heute: date) -> date:
    """The last month of which there are Termine already."""
    return monatsanfang(heute + HORIZONT)


def naechste(heute: date) -> list[date]:
    """What people print: this month and the next one."""
    return [monatsanfang(heute), monat_plus(monatsanfang(heute), 1)]


def fehlt_ab(monat: date, heute: date) -> date | None:
    """The day after which Termine of a month are not known yet; None where all are."""
    bis = heute + HORIZONT
    return bis if monatsende(monat) > bis else None


def boegen(zentrum: Zentrum, monat: date, angebot: Angebot | None = None) -> list[Angebotsbogen]:
    """The Angebote that count each Termin (or one Angebot, however it counts), by title; one query."""
    termine = Termin.objects.filter(
        angebot__zentrum=zentrum, datum__range=(monat, monatsende(monat))
    ).select_related("angebot__standort", "angebot__zentrum")
    termine = termine.filter(angebot=angebot) if angebot else termine.filter(angebot__zaehlung_je_termin=True)
    sortiert = termine.order_by("angebot__sortierung", "angebot", "datum", "von", "pk")
    gruppen = (list(gruppe) for _, gruppe in groupby(sortiert, key=lambda termin: termin.angebot_id))
    return [Angebotsbogen(gruppe[0].angebot, gruppe) for gruppe in gruppen]


def beratungsbogen() -> Beratungsbogen:
    """One query: the kinds of Fachstellen."""
    fachstellen = list(Fachstellenart.objects.values_list("name", flat=True))
    andere = [str(art.label) for art in Zaehlart if art != Zaehlart.BERATUNG]
    return Beratungsbogen(
        themen=[str(thema.label) for thema in Beratungsthema],
        kontakte=[str(kontakt.label) for kontakt in Kontaktart],
        vermittlungen=[("Nach einer Beratung", fachstellen), ("Außerdem", andere)],
    )

"""The year plan: places, who is host next, holidays in the way, sessions made of places (RK 6, V3-V4)."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from angebote.zeitplan.kalender import feiertage, schulferien
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund import sitzungen
from verbund.models import Jahresplan, Planplatz, Sitzung, Thema
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren.models import Mitgliedschaft, Verbund, Zentrum
from zentren.rules import darf

WOCHE = timedelta(days=7)
AUS_DEM_PLAN = ("datum", "beginn", "ende", "gastgeber", "thema")


def plan_von(verbund: Verbund, jahr: int) -> Jahresplan:
    """The plan of a year, which a year has once; not stored yet where nobody has planned."""
    plan = Jahresplan.objects.filter(verbund=verbund, jahr=jahr).first()
    return plan or Jahresplan(verbund=verbund, jahr=jahr)


@transaction.atomic
def festlegen(
    *, plan: Jahresplan, vorwort: str, themen: Iterable[Thema], version: int | None, wer: Mitgliedschaft
) -> Jahresplan:
    """Preface and Schwerpunktthemen. Logs an event; raises Ueberholt for an old `version`."""
    aktuell = _gesichert(plan.verbund, plan.jahr, wer)
    neu = plan.pk is None
    aktuell.vorwort = vorwort
    speichern(aktuell, version=aktuell.version if neu else version, viele={"themen": list(themen)})
    ereignis(aktuell, "Schwerpunkte festgelegt", wer=wer)
    return aktuell


@transaction.atomic
def platz_anlegen(*, verbund: Verbund, angaben: dict[str, Any], wer: Mitgliedschaft) -> Planplatz:
    """A place in the plan of the year of its day. Logs an event."""
    plan = _gesichert(verbund, angaben["datum"].year, wer)
    platz = Planplatz(jahresplan=plan, **angaben)
    speichern(platz)
    ereignis(plan, f"Platz am {platz} angelegt", wer=wer)
    return platz


@transaction.atomic
def platz_aendern(
    *, platz: Planplatz, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Planplatz:
    """Changes a place, also into another year. Logs an event; raises Ueberholt for an old `version`.

    Refused once its session exists: that is where it is changed then.
    """
    aktuell = _gesperrter_platz(platz, wer)
    if aktuell.sitzung_id:
        raise Verweigert("Die Sitzung ist angelegt. Bitte ändern Sie sie dort.")
    for feld, wert in angaben.items():
        setattr(aktuell, feld, wert)
    aktuell.jahresplan = _gesichert(aktuell.verbund, aktuell.datum.year, wer)
    speichern(aktuell, version=version)
    ereignis(aktuell.jahresplan, f"Platz am {aktuell} geändert", wer=wer)
    return aktuell


@transaction.atomic
def platz_streichen(*, platz: Planplatz, wer: Mitgliedschaft) -> None:
    """Takes a place off the plan; a session that was made of it stays. Logs an event."""
    aktuell = _gesperrter_platz(platz, wer)
    ereignis(aktuell.jahresplan, f"Platz am {aktuell} gestrichen", wer=wer)
    aktuell.delete()


@transaction.atomic
def plaetze_vorschlagen(
    *, verbund: Verbund, jahr: int, wochentag: int, woche: int, beginn: time, ende: time, wer: Mitgliedschaft
) -> list[Planplatz]:
    """A place for each month that has none: the `woche`th `wochentag` (0: Monday) that no holiday takes.

    Hosts in rotation. Months that lie behind are left out; logs one event.
    """
    plan = _gesichert(verbund, jahr, wer)
    heute = timezone.localdate()
    belegt = {tag.month for tag in belegte_tage(verbund, jahr)}
    tage = [
        tag
        for monat in range(1, 13)
        if monat not in belegt and (tag := freier_tag(jahr, monat, wochentag, woche)) and tag > heute
    ]
    orte = gastgeber_der_reihe(verbund)
    neue = []
    for tag in tage:
        ort = next(orte, None)
        platz = Planplatz(jahresplan=plan, datum=tag, beginn=beginn, ende=ende, gastgeber=ort)
        speichern(platz)
        neue.append(platz)
    ereignis(plan, f"{len(neue)} Plätze vorgeschlagen", wer=wer)
    return neue


@transaction.atomic
def sitzungen_anlegen(*, plan: Jahresplan, wer: Mitgliedschaft) -> list[Sitzung]:
    """ "Sitzungen anlegen": one for each place that lies ahead and has none, with its dates. Logs events."""
    aktuell = _gesichert(plan.verbund, plan.jahr, wer)
    offene = aktuell.plaetze.select_for_update(of=("self",)).filter(
        sitzung__isnull=True, datum__gte=timezone.localdate()
    )
    neue = []
    for platz in offene:
        angaben = {feld: getattr(platz, feld) for feld in AUS_DEM_PLAN}
        if platz.gast:
            angaben["hinweise"] = f"Zu Gast: {platz.gast}"
        platz.sitzung = sitzungen.anlegen(verbund=aktuell.verbund, angaben=angaben, wer=wer)
        speichern(platz, version=platz.version)
        neue.append(platz.sitzung)
    return neue


def belegte_tage(verbund: Verbund, jahr: int) -> set[date]:
    """Days of the year with a place in the plan or a session of the Verbund that was not cancelled."""
    plaetze = Planplatz.objects.filter(jahresplan__verbund=verbund, datum__year=jahr)
    gehalten = Sitzung.objects.filter(verbund=verbund).des_verbundes().im_jahr(jahr)
    andere = gehalten.exclude(status=Sitzung.Status.ABGESAGT)
    return {*plaetze.values_list("datum", flat=True), *andere.values_list("datum", flat=True)}


def hindernisse(tag: date) -> list[str]:
    """What speaks against a day: weekend, public holiday, school holidays of Berlin."""
    worte = ["Wochenende"] if tag.weekday() > 4 else []
    if name := feiertage(tag.year).get(tag):
        worte.append(f"Feiertag: {name}")
    if name := schulferien(tag.year).get(tag):
        worte.append(f"Schulferien: {name}")
    return worte


def freier_tag(jahr: int, monat: int, wochentag: int, woche: int) -> date | None:
    """The `woche`th such weekday of the month; in holidays the next free one, then an earlier one."""
    erster = date(jahr, monat, 1)
    tag = erster + timedelta(days=(wochentag - erster.weekday()) % 7)
    tage = [tag + WOCHE * nummer for nummer in range(5) if (tag + WOCHE * nummer).month == monat]
    gewuenscht = min(woche, len(tage)) - 1
    for kandidat in [*tage[gewuenscht:], *reversed(tage[:gewuenscht])]:
        if not hindernisse(kandidat):
            return kandidat
    return None


def gastgeber_der_reihe(verbund: Verbund) -> Iterator[Zentrum]:
    """The centres in rotation for ever: who was host longest ago comes first. Three queries."""
    haeuser = list(Zentrum.objects.filter(bezirk=verbund.bezirk_id).in_betrieb(timezone.localdate()))
    sitzungen_ = Sitzung.objects.filter(verbund=verbund).des_verbundes().exclude(status="abgesagt")
    plaetze = Planplatz.objects.filter(jahresplan__verbund=verbund)
    zuletzt: dict[int, date] = {}
    for menge in (sitzungen_, plaetze):
        for haus, tag in menge.order_by().values_list("gastgeber").annotate(Max("datum")):
            zuletzt[haus] = max(zuletzt.get(haus, date.min), tag)
    haeuser.sort(key=lambda haus: zuletzt.get(haus.pk, date.min))
    while haeuser:
        yield from haeuser


def _gesichert(verbund: Verbund, jahr: int, wer: Mitgliedschaft) -> Jahresplan:
    """The stored plan of a year, locked; raises Verweigert."""
    if not darf(KOORDINIEREN, wer, verbund):
        raise Verweigert(NUR_KOORDINATION)
    Verbund.objects.select_for_update().get(pk=verbund.pk)
    plan = plan_von(verbund, jahr)
    if not plan.pk:
        speichern(plan)
    return plan


def _gesperrter_platz(platz: Planplatz, wer: Mitgliedschaft) -> Planplatz:
    zeile = Planplatz.objects.select_for_update(of=("self",)).select_related("jahresplan__verbund")
    aktuell = zeile.get(pk=platz.pk)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    return aktuell

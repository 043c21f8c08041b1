"""The rounds of the demo: two finished ones and one that is running, in Lichtenberg one less."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from standards import runden
from standards.models import Antwort, Fassung, Runde, Selbstbewertung
from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.basis.zeit import monat_plus
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from stzverbund.start.beispiel.standards.gang import Gang, Plan, Status, Vorrat, zeitpunkt
from zentren.models import Zentrum

VORJAHRE = {"10": 2, "11": 1}
AUSSEN = "hellersdorf-nord"
"""Last year somebody from outside looked at this centre too."""
STAND = {
    "marzahn-mitte": Status.ENTWURF,
    "selbsthilfe-promenade": Status.IN_PRUEFUNG,
    "marzahn-nord": Status.EINGEREICHT,
    "springpfuhl": Status.FREIGEGEBEN,
    "hellersdorf-nord": Status.ANGENOMMEN,
    "kastanienallee": Status.ENTFALLEN,
    "hellersdorf-sued": Status.EINGEREICHT,
    "biesdorf": Status.ZURUECKGEGEBEN,
    "kaulsdorf": Status.ENTWURF,
    "mahlsdorf": Status.RUECKFRAGE,
    "fennpfuhl": Status.EINGEREICHT,
    "friedrichsfelde": Status.ANGENOMMEN,
}
"""How far the running round is in each centre."""
TAGE = (30, 23, 14)
"""So many days before the deadline (finished rounds) or before today the centres submit."""


def plaene(rahmen: Rahmen) -> Iterator[Plan]:
    """The rounds, oldest first. The running one began two months ago and is due at the end of this month."""
    beginn = monat_plus(rahmen.monat, -2)
    bezirke = sorted({zentrum.bezirk.schluessel for zentrum in rahmen.zentren.values()})
    for vor in (2, 1, 0):
        for bezirk in bezirke:
            if vor <= VORJAHRE[bezirk]:
                erster = beginn - relativedelta(years=vor)
                faellig = monat_plus(erster, 3) - timedelta(days=1)
                yield Plan(bezirk, vor, erster, faellig, faellig + timedelta(days=61))


def eroeffnen(vorrat: Vorrat, plan: Plan) -> tuple[Runde, list[Gang]]:
    """Lays a round down and opens it as the Bezirksamt does, then dates it back."""
    rahmen = vorrat.rahmen
    amt = rahmen.mitgliedschaften[f"bezirksamt:{plan.bezirk}"]
    haeuser = [z for z in rahmen.zentren.values() if z.bezirk.schluessel == plan.bezirk]
    fassung = Fassung.objects.latest("stand")
    runde = Runde(
        bezirk=rahmen.bezirke[plan.bezirk],
        jahr=plan.beginn.year,
        fassung=fassung,
        beginn=plan.beginn,
        faellig=plan.faellig,
        pruefung_bis=plan.pruefung_bis,
    )
    alle = fassung.standards.all()
    runden.festlegen(runde=runde, standards=alle, zentren=haeuser, schwellen={}, wer=amt)
    runde = runden.oeffnen(runde=runde, wer=amt, heute=plan.beginn)
    aussen = plan.vor_jahren == 1 and AUSSEN in rahmen.zentren and plan.bezirk == "10"
    if aussen:
        runden.aussen_beginnen(runde=runde, zentrum=rahmen.zentren[AUSSEN], wer=amt)
    # The past sends no mails.
    Postausgang.objects.filter(schluessel__startswith="selbstbewertung:").delete()
    _datieren(runde, zeitpunkt(plan.beginn, 8, zufall(plan.bezirk, "runde")))
    return runde, [_gang(vorrat, plan, bewertung) for bewertung in runde.bewertungen.order_by("art", "pk")]


def schliessen(vorrat: Vorrat, runde: Runde, plan: Plan) -> None:
    """Everything is accepted: the Bezirksamt closes the round a while after the review."""
    amt = vorrat.rahmen.mitgliedschaften[f"bezirksamt:{plan.bezirk}"]
    runde = runden.abschliessen(runde=runde, wer=amt)
    wann = zeitpunkt(plan.pruefung_bis + timedelta(days=4), 15, zufall(plan.bezirk, "schluss"))
    Runde.objects.filter(pk=runde.pk).update(abgeschlossen_am=wann, geaendert_am=wann)
    Ereignis.objects.zu(runde).filter(was="abgeschlossen").update(zeitpunkt=wann)
    letzter = runde.history.latest()
    runde.history.filter(pk=letzter.pk).update(history_date=wann, abgeschlossen_am=wann)


def _datieren(runde: Runde, wann: datetime) -> None:
    Runde.objects.filter(pk=runde.pk).update(geoeffnet_am=wann, geaendert_am=wann)
    runde.history.filter(geoeffnet_am__isnull=False).update(geoeffnet_am=wann)
    runde.history.update(history_date=wann)
    Ereignis.objects.zu(runde).update(zeitpunkt=wann)
    bewertungen = runde.bewertungen.all()
    for bewertung in bewertungen:
        Ereignis.objects.zu(bewertung).update(zeitpunkt=wann)
    bewertungen.update(geaendert_am=wann)
    Selbstbewertung.history.filter(runde=runde).update(history_date=wann)
    Antwort.objects.filter(bewertung__runde=runde).update(geaendert_am=wann)
    Antwort.history.filter(bewertung__in=bewertungen.values("pk")).update(history_date=wann)


def _gang(vorrat: Vorrat, plan: Plan, bewertung: Selbstbewertung) -> Gang:
    zentrum: Zentrum = next(z for z in vorrat.rahmen.zentren.values() if z.pk == bewertung.zentrum_id)
    status = Status.ANGENOMMEN if plan.fertig else STAND[zentrum.slug]
    wuerfel = zufall(zentrum.slug, bewertung.art, plan.vor_jahren, "abgabe")
    ende: date = plan.faellig if plan.fertig else vorrat.rahmen.heute
    tag = ende - timedelta(days=wuerfel.choice(TAGE))
    return Gang(bewertung, zentrum, status, tag, vorrat.beteiligte(zentrum))

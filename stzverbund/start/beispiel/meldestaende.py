"""The Meldungen of the demo in all their states, with the dates on which they got there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from angebote.models import Meldejahr, Meldezeitraum, Meldung
from angebote.zeitraeume import meldejahr_sichern
from stzverbund.start.beispiel.rahmen import Rahmen, zufall
from zentren.models import Bezirk, Zentrum

Status = Meldung.Status
LICHTENBERG = "11"

# `stand` of a centre in its contents -> the state of the Meldung for the period that is finished last.
STAND = {
    "rueckfragen": Status.ZURUECKGEGEBEN,
    "zurueck": Status.ZURUECKGEGEBEN,
    "beim_traeger": Status.EINGEREICHT,
    "beim_amt": Status.EINGEREICHT,
    "freigegeben": Status.FREIGEGEBEN,
    "angenommen": Status.ANGENOMMEN,
    "entwurf": Status.ENTWURF,
}
OHNE_MELDUNG = (
    "kaulsdorf",
    "Wasserschaden im Januar, das Haus war bis Juni geschlossen. Abgesprochen am Telefon.",
)
"""The one centre that missed a period, and why."""
GANZ_ZURUECK = (
    "Am Telefon sagten Sie, dass noch Listen des letzten Monats fehlen. Bitte ergänzen Sie die Meldung und "
    "reichen Sie sie dann noch einmal ein."
)
BEMERKUNGEN = (
    "Wegen Bauarbeiten im Saal gab es weniger Veranstaltungen.",
    "Das Sommerfest zählt bei den Besuchen im offenen Bereich mit.",
    "Zwei Kurse haben eine neue Leitung; die Gruppen müssen sich noch füllen.",
)
SPAET, ZURUECK_GEWESEN, BEMERKT = 0.1, 0.09, 0.2


@dataclass(frozen=True)
class Meldestand:
    """A Meldung, from which month on nothing was typed into it yet, and whether it went back once before."""

    meldung: Meldung
    offen_ab: date | None
    war_zurueck: bool = False

    @property
    def monate(self) -> list[date]:
        """Its months that have figures."""
        if self.meldung.status == Status.NICHT_GEMELDET:
            return []
        return self.meldung.zeitraum.monate


def anlegen(rahmen: Rahmen) -> list[Meldestand]:
    staende = []
    for bezirk in rahmen.bezirke.values():
        zentren = [zentrum for zentrum in rahmen.zentren.values() if zentrum.bezirk_id == bezirk.pk]
        zeitraeume = _zeitraeume(rahmen, bezirk) if zentren else []
        for zentrum in zentren:
            staende += _im_zentrum(
                rahmen, zentrum, [z for z in zeitraeume if z.bis >= zentrum.in_betrieb_von]
            )
    staende.sort(key=lambda stand: (stand.meldung.zeitraum.von, stand.meldung.zentrum.slug))
    Meldung.objects.bulk_create([stand.meldung for stand in staende])
    return staende


def _zeitraeume(rahmen: Rahmen, bezirk: Bezirk) -> list[Meldezeitraum]:
    """All periods that have begun. Lichtenberg wanted every month last year and has set the coming one."""
    lichtenberg = bezirk.schluessel == LICHTENBERG
    for jahr in range(rahmen.erster.year, rahmen.heute.year + (2 if lichtenberg else 1)):
        monatlich = lichtenberg and jahr == rahmen.heute.year - 1
        rhythmus = Meldejahr.Rhythmus.MONAT if monatlich else Meldejahr.Rhythmus.QUARTAL
        meldejahr = meldejahr_sichern(bezirk=bezirk, jahr=jahr, rhythmus=rhythmus)
        november = min(date(jahr - 1, 11, 12), rahmen.vor(3))
        meldejahr.gesetzt_am = datetime.combine(november, time(10), tzinfo=timezone.get_current_timezone())
        meldejahr.save()
    zeitraeume = Meldezeitraum.objects.filter(meldejahr__bezirk=bezirk, von__lte=rahmen.heute)
    return list(zeitraeume.select_related("meldejahr").order_by("von"))


def _im_zentrum(rahmen: Rahmen, zentrum: Zentrum, zeitraeume: list[Meldezeitraum]) -> list[Meldestand]:
    fertig = [zeitraum for zeitraum in zeitraeume if zeitraum.bis < rahmen.heute]
    aeltere = [z for z in fertig if z.meldejahr.jahr == rahmen.heute.year - 2]
    ausgelassen = aeltere[1] if len(aeltere) > 1 else fertig[0]
    staende = []
    for zeitraum in zeitraeume:
        if zeitraum not in fertig:
            stand = Meldestand(Meldung(zentrum=zentrum, zeitraum=zeitraum), offen_ab=rahmen.monat)
        elif zentrum.slug == OHNE_MELDUNG[0] and zeitraum == ausgelassen:
            stand = _nicht_gemeldet(zentrum, zeitraum)
        elif zeitraum == fertig[-1]:
            stand = _letzte(rahmen, zentrum, zeitraum)
        else:
            stand = _angenommen(rahmen, zentrum, zeitraum)
        staende.append(stand)
    return staende


def _nicht_gemeldet(zentrum: Zentrum, zeitraum: Meldezeitraum) -> Meldestand:
    meldung = Meldung(zentrum=zentrum, zeitraum=zeitraum, status=Status.NICHT_GEMELDET, grund=OHNE_MELDUNG[1])
    return Meldestand(meldung, offen_ab=None)


def _angenommen(rahmen: Rahmen, zentrum: Zentrum, zeitraum: Meldezeitraum) -> Meldestand:
    meldung = _eingereicht(rahmen, zentrum, zeitraum, Status.ANGENOMMEN)
    zurueck = zufall(zentrum.slug, zeitraum.von, "zurueck").random() < ZURUECK_GEWESEN
    if zurueck and meldung.eingereicht_am:
        meldung.zuerst_eingereicht_am = meldung.eingereicht_am - timedelta(days=6)
    return Meldestand(meldung, offen_ab=None, war_zurueck=zurueck)


def _letzte(rahmen: Rahmen, zentrum: Zentrum, zeitraum: Meldezeitraum) -> Meldestand:
    wie = rahmen.angaben[zentrum.slug]["stand"]
    if STAND[wie] == Status.ENTWURF:
        letzter_monat = zeitraum.monate[-1]
        return Meldestand(Meldung(zentrum=zentrum, zeitraum=zeitraum), offen_ab=letzter_monat)
    meldung = _eingereicht(rahmen, zentrum, zeitraum, STAND[wie])
    if meldung.status == Status.ZURUECKGEGEBEN:
        meldung.ganz_zurueck, meldung.freigegeben_am = wie == "zurueck", None
        meldung.grund = GANZ_ZURUECK if meldung.ganz_zurueck else "Rückfragen zu 2 Werten"
    return Meldestand(meldung, offen_ab=None)


def _eingereicht(rahmen: Rahmen, zentrum: Zentrum, zeitraum: Meldezeitraum, status: str) -> Meldung:
    """A Meldung that was submitted, and what came after it up to `status`."""
    wuerfel = zufall(zentrum.slug, zeitraum.von, "meldung")
    spaet = wuerfel.random() < SPAET
    tag = zeitraum.frist + timedelta(days=wuerfel.randint(3, 25) if spaet else -wuerfel.randint(0, 9))
    if status != Status.ANGENOMMEN and wuerfel.random() < 0.6:
        tag = max(tag, rahmen.vor(wuerfel.randint(7, 20)))
    meldung = Meldung(zentrum=zentrum, zeitraum=zeitraum, status=status)
    meldung.freigabe_noetig = zentrum.traeger.freigabe_noetig
    meldung.eingereicht_am = zeitpunkt(rahmen, zeitraum, tag, 9, wuerfel)
    if wuerfel.random() < BEMERKT:
        meldung.bemerkung = wuerfel.choice(BEMERKUNGEN)
    if meldung.freigabe_noetig and status in (Status.FREIGEGEBEN, Status.ANGENOMMEN):
        tag += timedelta(days=wuerfel.randint(1, 6))
        meldung.freigegeben_am = zeitpunkt(rahmen, zeitraum, tag, 11, wuerfel)
    if status == Status.ANGENOMMEN:
        tag += timedelta(days=wuerfel.randint(5, 30))
        meldung.angenommen_am = zeitpunkt(rahmen, zeitraum, tag, 15, wuerfel)
        meldung.aktenzeichen = f"Soz STZ {wuerfel.randint(100, 999)}/{zeitraum.von:%Y}-{zeitraum.nummer:02}"
    return meldung


def zeitpunkt(rahmen: Rahmen, zeitraum: Meldezeitraum, tag: date, stunde: int, wuerfel: Random) -> datetime:
    """A moment in an office, after the period and, where that is possible, not later than yesterday."""
    tag = max(zeitraum.bis + timedelta(days=1), min(tag, rahmen.vor(1)))
    uhrzeit = time(stunde, wuerfel.randint(0, 59))
    return datetime.combine(tag, uhrzeit, tzinfo=timezone.get_current_timezone())

"""A week of a Raum, day by day: what is there, and which of the opening hours are free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from angebote.models import Termin
from angebote.raumbelegung import ohne_raum
from angebote.raumplan import vorgemerkt
from stzverbund.basis.zeit import Woche
from zentren.belegungen import moment, zwischen
from zentren.models import Belegung, Oeffnungszeit, Raum, Schliesszeit, Sprechzeit

TAG = timedelta(days=1)
Spanne = tuple[time, time]
SPRECHZEIT, FREI = "Sprechzeit", "frei"


@dataclass(frozen=True)
class Eintrag:
    """One line: from, until (of this day), what, which kind; `adresse` where there is a page of it."""

    von: time
    bis: time
    text: str
    art: str
    adresse: str = ""

    @property
    def ist_frei(self) -> bool:
        return self.art == FREI


@dataclass(frozen=True)
class Raumtag:
    datum: date
    geschlossen: str
    eintraege: list[Eintrag]


def raumwoche(raum: Raum, woche: Woche) -> list[Raumtag]:
    """Monday to Sunday; eight queries. What schedules will want is there as if it were in the books."""
    belegt = [*_belegungen(raum, woche), *vorgemerkt(raum, woche.montag, woche.sonntag)]
    zeiten = list(Oeffnungszeit.objects.filter(standort=raum.standort_id))
    sprechzeiten = list(Sprechzeit.objects.filter(raum=raum))
    zu = list(
        Schliesszeit.objects.filter(
            zentrum=raum.standort.zentrum_id, von__lte=woche.sonntag, bis__gte=woche.montag
        )
    )
    tage = []
    for datum in (woche.montag + i * TAG for i in range(7)):
        grund = next((z.grund for z in zu if z.von <= datum <= z.bis), "")
        offen = [] if grund else [(z.von, z.bis) for z in zeiten if z.wochentag == datum.weekday()]
        eintraege = [eintrag for b in belegt if (eintrag := _am_tag(b, datum))]
        if not grund:
            eintraege += [_sprechzeit(s) for s in sprechzeiten if s.wochentag == datum.weekday()]
        eintraege += [Eintrag(*luecke, "frei", FREI) for luecke in luecken(offen, eintraege)]
        tage.append(Raumtag(datum, grund, sorted(eintraege, key=lambda e: (e.von, e.bis, e.text))))
    return tage


def doppelt(raum: Raum, woche: Woche) -> list[Termin]:
    """The Termine that are planned in it although it is taken."""
    termine = ohne_raum(max(woche.montag, timezone.localdate())).filter(angebot__raum=raum)
    return list(termine.filter(datum__lte=woche.sonntag).select_related("angebot"))


def luecken(offen: Iterable[Spanne], eintraege: Sequence[Eintrag]) -> list[Spanne]:
    """What of the opening hours nothing lies in."""
    frei: list[Spanne] = []
    for von, bis in sorted(offen):
        for eintrag in sorted(eintraege, key=lambda e: e.von):
            if eintrag.bis <= von or eintrag.von >= bis:
                continue
            if eintrag.von > von:
                frei.append((von, eintrag.von))
            von = max(von, eintrag.bis)
        if von < bis:
            frei.append((von, bis))
    return frei


def _belegungen(raum: Raum, woche: Woche) -> list[Belegung]:
    in_der_woche = zwischen(moment(woche.montag), moment(woche.sonntag + TAG)).filter(raum=raum)
    return list(in_der_woche.select_related("termin__angebot", "buchungstermin"))


def _am_tag(belegung: Belegung, datum: date) -> Eintrag | None:
    """The part of it that lies in this day."""
    beginn, ende = (
        timezone.localtime(wann).replace(tzinfo=None) for wann in (belegung.beginn, belegung.ende)
    )
    morgens, nachts = datetime.combine(datum, time()), datetime.combine(datum, time(23, 59))
    if ende <= morgens or beginn > nachts:
        return None
    von, bis = max(beginn, morgens).time(), min(ende, nachts).time()
    return Eintrag(von, bis, belegung.anlass, belegung.get_art_display(), _adresse(belegung))


def _adresse(belegung: Belegung) -> str:
    if belegung.art == Belegung.Art.ANGEBOT and hasattr(belegung, "termin"):
        return reverse("angebot", args=[belegung.termin.angebot_id])
    if belegung.art == Belegung.Art.BUCHUNG and hasattr(belegung, "buchungstermin"):
        return reverse("raumbuchung", args=[belegung.buchungstermin.buchung_id])
    return ""


def _sprechzeit(zeit: Sprechzeit) -> Eintrag:
    return Eintrag(zeit.von, zeit.bis, zeit.thema, SPRECHZEIT)

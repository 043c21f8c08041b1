"""Registrations to a Vorhaben: by anybody on its public page, or noted by who leads it.

An organisation and a number of people, no names. Whoever registers gets a link that opens only this
registration: to change the number or to withdraw.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from verbund.models import Anmeldung, Vorhaben
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft
from zentren.rules import darf

ANMELDUNG = links.Zweck("anmeldung", "Link zur Anmeldung")
NACHLAUF = timedelta(days=30)
"""So long after the last day of the Vorhaben the link of a registration still opens."""
KOMMEND = (Vorhaben.Stand.GEPLANT, Vorhaben.Stand.LAEUFT)
FUEHREN = "verbund.vorhaben_fuehren"


@transaction.atomic
def anmelden(
    *, vorhaben: Vorhaben, organisation: str, anzahl: int, bedarf: str = "", wer: Mitgliedschaft | None = None
) -> Anmeldung:
    """Registers so many people; `wer` is who leads the Vorhaben and notes it, None for anybody.

    Raises Verweigert where registration is closed or fewer places are left. Logs an event.
    """
    ort = _gesperrt(vorhaben)
    if wer is None and not offen(ort):
        raise Verweigert("Die Anmeldung ist geschlossen.")
    if wer is not None and not darf(FUEHREN, wer, ort):
        raise Verweigert("Anmeldungen trägt ein, wer das Vorhaben führt.")
    _platz(ort, anzahl)
    anmeldung = Anmeldung(vorhaben=ort, organisation=organisation.strip(), anzahl=anzahl, bedarf=bedarf)
    speichern(anmeldung)
    ereignis(anmeldung, "angemeldet", wer=wer)
    return anmeldung


@transaction.atomic
def aendern(*, anmeldung: Anmeldung, anzahl: int, bedarf: str, wer: Handelnde) -> Anmeldung:
    """Another number of people; raises Verweigert where there is no room for them. Logs an event."""
    ort = _gesperrt(anmeldung.vorhaben)
    aktuell = _gueltig(anmeldung, ort, wer)
    _platz(ort, anzahl - aktuell.anzahl)
    aktuell.anzahl, aktuell.bedarf = anzahl, bedarf
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, f"geändert: {anzahl} Personen", wer=wer)
    return aktuell


@transaction.atomic
def abmelden(*, anmeldung: Anmeldung, wer: Handelnde) -> Anmeldung:
    """They do not come; their places are free again. Logs an event."""
    ort = _gesperrt(anmeldung.vorhaben)
    aktuell = _gueltig(anmeldung, ort, wer)
    aktuell.abgemeldet_am = timezone.now()
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "abgemeldet", wer=wer)
    return aktuell


def link_ausstellen(anmeldung: Anmeldung) -> str:
    """The token of the link to one registration: shown once, after it was made. Logs an event."""
    ende = datetime.combine(anmeldung.vorhaben.bis + NACHLAUF, time.max)
    gueltig_bis = timezone.make_aware(ende)
    return links.ausstellen(zweck=ANMELDUNG, gegenstand=anmeldung, gueltig_bis=gueltig_bis, wer=None)


def offen(vorhaben: Vorhaben) -> bool:
    """Whether anybody may register: public, coming, with a day until which one can."""
    if not vorhaben.oeffentlich or vorhaben.stand not in KOMMEND or vorhaben.anmeldung_bis is None:
        return False
    return timezone.localdate() <= vorhaben.anmeldung_bis


def frei(vorhaben: Vorhaben, angemeldet: int | None = None) -> int | None:
    """Places that are left; None where there is no limit. `angemeldet` where the caller has counted."""
    if vorhaben.plaetze is None:
        return None
    belegt = vorhaben.anmeldungen.personen() if angemeldet is None else angemeldet
    return max(0, vorhaben.plaetze - belegt)


def _gesperrt(vorhaben: Vorhaben) -> Vorhaben:
    zeile = Vorhaben.objects.select_for_update(of=("self",)).select_related("verbund", "verband")
    return zeile.get(pk=vorhaben.pk)


def _platz(vorhaben: Vorhaben, mehr: int) -> None:
    platz = frei(vorhaben)
    if platz is None or mehr <= 0 or mehr <= platz:
        return
    if platz == 0:
        raise Verweigert("Es ist leider kein Platz mehr frei.")
    raise Verweigert(f"Es {'ist' if platz == 1 else 'sind'} nur noch {platz} {_plaetze(platz)} frei.")


def _plaetze(anzahl: int) -> str:
    return "Platz" if anzahl == 1 else "Plätze"


def _gueltig(anmeldung: Anmeldung, ort: Vorhaben, wer: Handelnde) -> Anmeldung:
    if isinstance(wer, Mitgliedschaft) and not darf(FUEHREN, wer, ort):
        raise Verweigert("Anmeldungen ändert, wer das Vorhaben führt.")
    aktuell = Anmeldung.objects.select_for_update(of=("self",)).get(pk=anmeldung.pk)
    if aktuell.abgemeldet_am is not None:
        raise Verweigert("Diese Anmeldung ist schon zurückgenommen.")
    return aktuell

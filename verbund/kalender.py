"""The calendars of a role: all sessions that it may know of, and its own tasks, for other programs.

The address holds a key that is computed from the role and a number, so that it stands on the page without
having been ordered; another number (`erneuern`) closes it. It ends with the role. No people are named.
"""

import base64
import hmac
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils.crypto import salted_hmac

from stzverbund.basis.kalender import Kalendereintrag, kalender
from verbund.einladung.vorlage import fassung_von, ort_von
from verbund.models import Aufgabe, Kalenderabo, Sitzung
from zentren.models import Mitgliedschaft, Standort

ZURUECK = relativedelta(years=1)


def schluessel(mitgliedschaft: Mitgliedschaft) -> str:
    """The key of a role: its number and 128 bits that only we can compute."""
    abo = Kalenderabo.objects.filter(mitgliedschaft=mitgliedschaft).first()
    return _schluessel(mitgliedschaft.pk, abo.nummer if abo else 0)


def finden(text: str) -> Mitgliedschaft | None:
    """The role of a key; None where it is wrong, was changed, or the role has ended."""
    pk, _, _ = text.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return None
    gueltige = Mitgliedschaft.objects.mit_zugang().mit_organisation().select_related("kalenderabo")
    m = gueltige.filter(pk=int(pk)).first()
    if m is None:
        return None
    abo = getattr(m, "kalenderabo", None)
    passt = hmac.compare_digest(_schluessel(m.pk, abo.nummer if abo else 0).encode(), text.encode())
    return m if passt else None


@transaction.atomic
def erneuern(*, mitgliedschaft: Mitgliedschaft) -> None:
    """Gives the calendars of a role new addresses; the old ones open nothing any more."""
    Kalenderabo.objects.get_or_create(mitgliedschaft=mitgliedschaft)
    Kalenderabo.objects.filter(mitgliedschaft=mitgliedschaft).update(nummer=F("nummer") + 1)


def sitzungen(mitgliedschaft: Mitgliedschaft, heute: date) -> bytes:
    """All sessions from a year back on; what was called off stays and says so. Three queries."""
    haeuser = Prefetch("gastgeber__standorte", Standort.objects.filter(haupt=True))
    alle = Sitzung.objects.sichtbar_fuer(mitgliedschaft).filter(datum__gte=heute - ZURUECK)
    alle = alle.select_related("verbund", "arbeitskreis", "gastgeber").prefetch_related(haeuser)
    return kalender("Verbund: Sitzungen", [_sitzung(s) for s in alle.order_by("datum", "beginn", "pk")])


def aufgaben(mitgliedschaft: Mitgliedschaft) -> bytes:
    """The open tasks of a role, each on the day on which it is due."""
    offene = Aufgabe.objects.eigene(mitgliedschaft).laufend().order_by("faellig", "pk")
    return kalender("Verbund: Aufgaben", [_aufgabe(aufgabe) for aufgabe in offene])


def _schluessel(pk: int, nummer: int) -> str:
    roh = salted_hmac("verbund.kalender", f"{pk}:{nummer}", algorithm="sha256").digest()[:16]
    return f"{pk}-{base64.b32encode(roh).decode().rstrip('=').lower()}"


def _sitzung(sitzung: Sitzung) -> Kalendereintrag:
    """The same date as in the invitation, without the agenda, which is not for every program to know."""
    fassung = fassung_von(sitzung)
    online = f"Videokonferenz: {sitzung.online}" if sitzung.online else ""
    return Kalendereintrag(
        uid=fassung.uid,
        titel=f"{sitzung.verbund.name}: {sitzung.arbeitskreis or sitzung.titel}",
        beginn=datetime.combine(sitzung.datum, sitzung.beginn),
        ende=datetime.combine(sitzung.datum, sitzung.ende),
        stand=fassung.stand,
        ort=ort_von(sitzung) or sitzung.online,
        text="\n".join(teil for teil in (online, sitzung.hinweise) if teil),
        adresse=settings.BASE_URL + reverse("sitzung", args=[sitzung.pk]),
        abgesagt=sitzung.status == Sitzung.Status.ABGESAGT,
        fassung=fassung.nummer,
    )


def _aufgabe(aufgabe: Aufgabe) -> Kalendereintrag:
    return Kalendereintrag(
        uid=f"verbundaufgabe-{aufgabe.pk}@stzverbund",
        titel=f"Fällig: {aufgabe.titel}",
        beginn=aufgabe.faellig,
        ende=aufgabe.faellig,
        stand=aufgabe.geaendert_am,
        text=aufgabe.beschreibung,
        adresse=settings.BASE_URL + reverse("aufgabe", args=[aufgabe.pk]),
        fassung=aufgabe.version - 1,
    )

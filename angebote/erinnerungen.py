"""Reminders of the daily job: to the Leitung once a phase, to whoever has to release, decide or check."""

from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from angebote.faelligkeit import Faelligkeit, faellig
from angebote.models import Meldung
from angebote.pruefpost import ans_pruefen_erinnern
from angebote.zeitraeume import meldejahr_sichern
from zentren import benachrichtigung
from zentren.models import Bezirk, Mitgliedschaft, Rolle, Zentrum

VORHER = timedelta(days=7)
WOCHE = timedelta(days=7)


def erinnern(heute: date) -> int:
    """Queues the reminders of a day; returns how many mails are new. Twice on one day writes nothing twice.

    A phase whose date was moved by the Bezirksamt begins anew.

    First it makes sure that every Bezirk with open centres has the Meldezeiträume of the year.
    """
    zentren = Zentrum.objects.in_betrieb(date(heute.year, 1, 1), heute)
    for bezirk in Bezirk.objects.filter(zentren__in=zentren).distinct():
        meldejahr_sichern(bezirk=bezirk, jahr=heute.year)
    return _leitungen(heute) + _pruefende(heute) + ans_pruefen_erinnern(heute)


def _leitungen(heute: date) -> int:
    """To those who have not submitted: a week before the due date, after it, after the grace date."""
    neu = 0
    for offen in faellig(Zentrum.objects.all(), heute):
        phase = _phase(offen, heute)
        if phase and (offen.meldung is None or offen.meldung.status == Meldung.Status.ENTWURF):
            neu += _erinnern(offen, phase)
    return neu


def _phase(offen: Faelligkeit, heute: date) -> str:
    """The phase for which there is a mail; empty before the first and after the lock."""
    if offen.stufe == "offen":
        return "bald" if heute >= offen.zeitraum.frist - VORHER else ""
    return "" if offen.stufe == "gesperrt" else offen.stufe


def _erinnern(offen: Faelligkeit, phase: str) -> int:
    zeitraum, meldung = offen.zeitraum, offen.meldung
    saetze = {
        "bald": f"Die Meldung ist bis {zeitraum.frist:%d.%m.%Y} einzureichen.",
        "faellig": f"Die Frist war am {zeitraum.frist:%d.%m.%Y}. "
        f"Die Nachfrist läuft bis {zeitraum.nachfrist:%d.%m.%Y}.",
        "nachfrist": f"Auch die Nachfrist ist vorbei ({zeitraum.nachfrist:%d.%m.%Y}). Bitte reichen Sie die "
        f"Meldung sofort ein. Ab {zeitraum.sperre:%d.%m.%Y} ist der Zeitraum gesperrt.",
    }
    satz = saetze[phase]
    # A date that was moved begins its phase anew.
    stichtag = zeitraum.nachfrist if phase == "nachfrist" else zeitraum.frist
    if meldung and meldung.entsperrt_bis:
        satz = f"Das Bezirksamt hat den Zeitraum bis {meldung.entsperrt_bis:%d.%m.%Y} geöffnet."
    pfad = reverse("meldung_pruefen", args=[meldung.pk]) if meldung else reverse("statistik")
    return benachrichtigung.schreiben(
        benachrichtigung.leitung(offen.zentrum),
        schluessel=f"erinnerung:{offen.zentrum.pk}:{zeitraum.pk}:{phase}:{stichtag}",
        betreff=f"{offen.zentrum}: Meldung {zeitraum} noch nicht eingereicht",
        text=f"{offen.zentrum}, {zeitraum}\n\n{satz}",
        pfad=pfad,
    )


def _pruefende(heute: date) -> int:
    """One mail a week for each office in which something has waited for a week."""
    jahr, woche, _ = heute.isocalendar()
    neu = 0
    for m in _stellen(heute):
        wartend = Meldung.objects.wartend(m).aggregate(anzahl=Count("pk"), laengste=Min("seit"))
        if not wartend["anzahl"] or timezone.localdate(wartend["laengste"]) > heute - WOCHE:
            continue
        wort = "Meldung wartet" if wartend["anzahl"] == 1 else "Meldungen warten"
        was = "Freigabe" if m.hat(Rolle.TRAEGER) else "Prüfung"
        neu += benachrichtigung.schreiben(
            [m],
            schluessel=f"wartend:{m.pk}:{jahr}-{woche}",
            betreff=f"{wartend['anzahl']} {wort} auf Ihre {was}",
            text=f"Die älteste wartet seit dem {timezone.localdate(wartend['laengste']):%d.%m.%Y}.",
            pfad=reverse("statistik_pruefen"),
        )
    return neu


def _stellen(heute: date) -> QuerySet[Mitgliedschaft]:
    gueltige = Mitgliedschaft.objects.gueltig(heute).filter(person__is_active=True)
    return gueltige.filter(rolle__in=[Rolle.TRAEGER, Rolle.BEZIRKSAMT]).select_related("person")

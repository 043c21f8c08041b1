"""Reminders of the daily job: to the Leitung once a phase, weekly to who has to release or to decide."""

from datetime import date

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from angebote import benachrichtigung
from angebote.erinnerungen import WOCHE
from standards.fristen import NACHFRIST, Frist, faellige
from standards.models import Selbstbewertung
from zentren.models import Mitgliedschaft, Rolle, Zentrum


def erinnern(heute: date) -> int:
    """Queues the reminders of a day; returns how many mails are new. Twice on one day writes nothing twice.

    A phase whose date was moved by the Bezirksamt begins anew.
    """
    fristen = [frist for frist in faellige(Zentrum.objects.all(), heute) if frist.phase != "offen"]
    return sum(_leitung(frist) for frist in fristen) + _pruefende(heute)


def _leitung(frist: Frist) -> int:
    bewertung, bis = frist.bewertung, frist.bis
    satz = {
        "bald": f"Die Selbstbewertung ist bis {bis:%d.%m.%Y} einzureichen.",
        "faellig": f"Die Frist war am {bis:%d.%m.%Y}. Bitte reichen Sie die Selbstbewertung jetzt ein.",
        "nachfrist": f"Die Frist ist seit mehr als {NACHFRIST.days} Tagen vorbei ({bis:%d.%m.%Y}). Bitte "
        "reichen Sie die Selbstbewertung sofort ein oder sprechen Sie mit dem Bezirksamt.",
    }[frist.phase]
    return benachrichtigung.schreiben(
        benachrichtigung.leitung(bewertung.zentrum),
        schluessel=f"selbstbewertung:{bewertung.pk}:{frist.phase}:{bis}",
        betreff=f"{bewertung}: noch nicht eingereicht",
        text=f"{bewertung}\n\n{satz}",
        pfad=reverse("selbstbewertung", args=[bewertung.zentrum.slug, bewertung.runde.jahr]),
    )


def _pruefende(heute: date) -> int:
    """One mail a week for each office in which something has waited for a week."""
    jahr, woche, _ = heute.isocalendar()
    neu = 0
    for m in _stellen(heute):
        wartend = Selbstbewertung.objects.wartend(m).annotate(seit=_seit(m))
        zahlen = wartend.aggregate(anzahl=Count("pk"), laengste=Min("seit"))
        if not zahlen["anzahl"] or timezone.localdate(zahlen["laengste"]) > heute - WOCHE:
            continue
        wort = "Selbstbewertung wartet" if zahlen["anzahl"] == 1 else "Selbstbewertungen warten"
        was = "Freigabe" if m.hat(Rolle.TRAEGER) else "Prüfung"
        neu += benachrichtigung.schreiben(
            [m],
            schluessel=f"selbstbewertungen-wartend:{m.pk}:{jahr}-{woche}",
            betreff=f"{zahlen['anzahl']} {wort} auf Ihre {was}",
            text=f"Die älteste wartet seit dem {timezone.localdate(zahlen['laengste']):%d.%m.%Y}.",
            pfad=reverse("runden"),
        )
    return neu


def _seit(m: Mitgliedschaft) -> F | Coalesce:
    """When it came to this office."""
    eingereicht = F("eingereicht_am")
    return eingereicht if m.hat(Rolle.TRAEGER) else Coalesce("freigegeben_am", eingereicht)


def _stellen(heute: date) -> QuerySet[Mitgliedschaft]:
    gueltige = Mitgliedschaft.objects.gueltig(heute).filter(person__is_active=True)
    stellen = gueltige.filter(rolle__in=[Rolle.TRAEGER, Rolle.BEZIRKSAMT])
    return stellen.select_related("person", "traeger", "bezirksamt")

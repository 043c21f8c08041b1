"""Mails of the daily job: to the Leitung once a phase, weekly to who has to release or to decide.

And the contributions to the threads: each side hears once a day what the others have written.
"""

from datetime import date

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone

from angebote.erinnerungen import WOCHE
from standards import aussen
from standards.fristen import NACHFRIST, Frist, faellige
from standards.models import Beitrag, Selbstbewertung
from standards.pruefblatt import adresse, basis
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft, Rolle, Zentrum

Seite = Beitrag.Seite


def erinnern(heute: date) -> int:
    """Queues the reminders of a day; returns how many mails are new. Twice on one day writes nothing twice.

    A phase whose date was moved by the Bezirksamt begins anew.
    """
    fristen = [frist for frist in faellige(Zentrum.objects.all(), heute) if frist.phase != "offen"]
    return sum(_leitung(frist) for frist in fristen) + _pruefende(heute) + _beitraege(heute)


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


def _beitraege(heute: date) -> int:
    """One mail for each Selbstbewertung, side and day of the last week on which another side has written."""
    tag = TruncDate("am")
    neue = Beitrag.objects.filter(am__date__gte=heute - WOCHE, am__date__lt=heute).annotate(tag=tag)
    dazu = ("bewertung__zentrum", "bewertung__runde", "antwort__kriterium")
    je_tag: dict[tuple[Selbstbewertung, date], list[Beitrag]] = {}
    for beitrag in neue.select_related(*dazu).order_by("tag", "bewertung_id", "pk"):
        je_tag.setdefault((beitrag.bewertung, beitrag.tag), []).append(beitrag)
    return sum(
        _ans_amt(*wo, beitraege) + _an_die_andere_seite(*wo, beitraege) for wo, beitraege in je_tag.items()
    )


def _ans_amt(bewertung: Selbstbewertung, tag: date, beitraege: list[Beitrag]) -> int:
    fremde = [b for b in beitraege if b.seite != Seite.BEZIRKSAMT]
    if not fremde or not bewertung.vorgelegt:
        return 0
    return benachrichtigung.schreiben(
        benachrichtigung.bezirksamt(bewertung.zentrum),
        **_mail(bewertung, tag, fremde),
        pfad=adresse(bewertung),
    )


def _an_die_andere_seite(bewertung: Selbstbewertung, tag: date, beitraege: list[Beitrag]) -> int:
    """To who answers: the Leitung of the centre, or the author of an Außenevaluation."""
    von_aussen = bewertung.art == Selbstbewertung.Art.AUSSEN
    fremde = [b for b in beitraege if b.seite != (Seite.AUSSEN if von_aussen else Seite.ZENTRUM)]
    if not fremde:
        return 0
    mail = _mail(bewertung, tag, fremde)
    if von_aussen:
        schluessel = f"{mail['schluessel']}:aussen"
        return aussen.benachrichtigen(
            bewertung=bewertung, schluessel=schluessel, betreff=mail["betreff"], satz=mail["text"]
        )
    return benachrichtigung.schreiben(
        benachrichtigung.leitung(bewertung.zentrum), **mail, pfad=basis(bewertung)
    )


def _mail(bewertung: Selbstbewertung, tag: date, beitraege: list[Beitrag]) -> dict[str, str]:
    """Where something was written and by which side, each once; what it says stands on the page."""
    orte = dict.fromkeys(
        f"{f'Kriterium {b.antwort.kriterium.schluessel}' if b.antwort else 'zum Ganzen'} "
        f"({b.get_seite_display()})"
        for b in beitraege
    )
    wort = "ein neuer Beitrag" if len(beitraege) == 1 else f"{len(beitraege)} neue Beiträge"
    return {
        "schluessel": f"beitraege:{bewertung.pk}:{tag}",
        "betreff": f"{bewertung}: {wort}",
        "text": "\n".join([f"{bewertung}", "", f"Am {tag:%d.%m.%Y} kam dazu:", *orte]),
    }

"""Reminders of tasks: by mail to who has one, with a done link for people without an account."""

from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis import links, post
from stzverbund.basis.models import Link, Postausgang
from stzverbund.basis.pflege import Verweigert
from verbund.models import Aufgabe, Delegation
from verbund.sperre import KOORDINIEREN, NUR_KOORDINATION
from zentren import benachrichtigung
from zentren.models import Kooperationsvereinbarung, Mitgliedschaft, Rolle
from zentren.rules import darf

AUFGABE = links.Zweck("aufgabe", "Link zu einer Aufgabe")
VORHER, SPAET = timedelta(days=7), timedelta(days=14)
GILT = timedelta(days=90)
"""So long after the day of the task its link opens."""
ADRESSE_JAHRE = 1
Stelle = Aufgabe.Stelle


def erinnern(heute: date) -> int:
    """Queues the reminders of a day; returns how many mails are new. Twice on one day writes nothing twice.

    A week before the day, after it, and two weeks after it; a task that was put off begins anew.
    """
    bald = Aufgabe.objects.laufend().filter(faellig__lte=heute + VORHER)
    neu = 0
    for aufgabe in bald.select_related("verbund", "zentrum", "punkt__sitzung"):
        phase = _phase(aufgabe, heute)
        schluessel = f"aufgabe:{aufgabe.pk}:{phase}:{aufgabe.faellig}"
        neu += benachrichtigung.schreiben(
            empfaenger(aufgabe, heute),
            schluessel=schluessel,
            betreff=_betreff(aufgabe, phase),
            text=_text(aufgabe),
            pfad=reverse("aufgabe", args=[aufgabe.pk]),
        )
        if aufgabe.email and not Postausgang.objects.filter(schluessel=f"{schluessel}:link").exists():
            neu += _anschreiben(aufgabe, f"{schluessel}:link", _betreff(aufgabe, phase), None)
    return neu


def _phase(aufgabe: Aufgabe, heute: date) -> str:
    if heute > aufgabe.faellig + SPAET:
        return "spaet"
    return "faellig" if heute > aufgabe.faellig else "bald"


def empfaenger(aufgabe: Aufgabe, heute: date) -> QuerySet[Mitgliedschaft]:
    """Who is reminded: Leitung and delegates of the centre, or everybody of the office."""
    mit_zugang = Mitgliedschaft.objects.mit_zugang().select_related("person")
    bezirk = aufgabe.verbund.bezirk_id
    if aufgabe.zentrum_id:
        geltend = Q(bis__isnull=True) | Q(bis__gte=heute)
        delegierte = Delegation.objects.filter(geltend, zentrum=aufgabe.zentrum_id, von__lte=heute)
        vertritt = Q(rolle=Rolle.LEITUNG) | Q(person__in=delegierte.order_by().values("person"))
        return mit_zugang.filter(vertritt, zentrum=aufgabe.zentrum_id)
    if aufgabe.stelle == Stelle.GESCHAEFTSSTELLE:
        vereinbarte = Kooperationsvereinbarung.objects.geltend().filter(bezirk=bezirk)
        verbaende = vereinbarte.order_by().values("verband")
        return mit_zugang.filter(rolle=Rolle.GESCHAEFTSSTELLE, verband__in=verbaende)
    je_stelle = {
        Stelle.KOORDINATION: Q(rolle=Rolle.KOORDINATION, verbund=aufgabe.verbund_id),
        Stelle.BEZIRKSAMT: Q(rolle=Rolle.BEZIRKSAMT, bezirksamt__bezirk=bezirk),
        Stelle.ALLE: Q(rolle=Rolle.LEITUNG, zentrum__bezirk=bezirk),
    }
    bedingung = je_stelle.get(Stelle(aufgabe.stelle))
    return mit_zugang.filter(bedingung) if bedingung else mit_zugang.none()


@transaction.atomic
def link_senden(*, aufgabe: Aufgabe, wer: Mitgliedschaft) -> None:
    """Mails the done link by hand; older ones close. Logs an event."""
    aktuell = Aufgabe.objects.select_for_update(of=("self",)).select_related("verbund").get(pk=aufgabe.pk)
    if not darf(KOORDINIEREN, wer, aktuell):
        raise Verweigert(NUR_KOORDINATION)
    if not aktuell.laeuft or not aktuell.email:
        raise Verweigert("Einen Link gibt es zu offenen Aufgaben, bei denen eine E-Mail-Adresse steht.")
    nummer = links.ausgestellte(AUFGABE, aktuell).count()
    betreff = f"Ihre Aufgabe bis {aktuell.faellig:%d.%m.%Y}: {aktuell.titel}"
    _anschreiben(aktuell, f"aufgabenlink:{aktuell.pk}:{nummer}:{timezone.now():%s}", betreff, wer)


@transaction.atomic
def _anschreiben(aufgabe: Aufgabe, schluessel: str, betreff: str, wer: Mitgliedschaft | None) -> bool:
    for alter in links.ausgestellte(AUFGABE, aufgabe).gueltig():
        links.widerrufen(zweck=AUFGABE, link=alter, wer=wer)
    ende = max(aufgabe.faellig, timezone.localdate()) + GILT
    gueltig_bis = timezone.make_aware(datetime.combine(ende, time.max))
    token = links.ausstellen(zweck=AUFGABE, gegenstand=aufgabe, gueltig_bis=gueltig_bis, wer=wer)
    adresse = settings.BASE_URL + reverse("link", args=[token])
    return post.einreihen(
        schluessel=schluessel,
        an=aufgabe.email,
        betreff=betreff,
        vertraulich=True,
        antwort_an=wer.person.email if wer else _koordination(aufgabe),
        text=(
            f"Guten Tag,\n\n{_text(aufgabe)}\n\n"
            f"Ist es erledigt? Dann sagen Sie es hier, ohne Anmeldung:\n{adresse}\n\n"
            f"Der Link gilt bis {ende:%d.%m.%Y}. Bitte geben Sie ihn nicht weiter.\n"
        ),
    )


def _koordination(aufgabe: Aufgabe) -> str:
    """Where answers to a reminder go; empty where nobody co-ordinates."""
    dort = Mitgliedschaft.objects.mit_zugang().filter(rolle=Rolle.KOORDINATION, verbund=aufgabe.verbund_id)
    return dort.order_by("pk").values_list("person__email", flat=True).first() or ""


def _betreff(aufgabe: Aufgabe, phase: str) -> str:
    wort = "Bald fällig" if phase == "bald" else "Überfällig"
    return f"{wort}: {aufgabe.titel} (bis {aufgabe.faellig:%d.%m.%Y})"


def _text(aufgabe: Aufgabe) -> str:
    sitzung = aufgabe.punkt.sitzung if aufgabe.punkt else None
    woher = f", Sitzung vom {sitzung.datum:%d.%m.%Y}" if sitzung else ""
    zeilen = [f"{aufgabe.verbund.name}{woher}", "", f"Aufgabe: {aufgabe.titel}", aufgabe.beschreibung]
    zeilen.append(f"Zu erledigen bis {aufgabe.faellig:%d.%m.%Y}.")
    return "\n".join(zeile for i, zeile in enumerate(zeilen) if zeile or i == 1)


def gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    """The links to open tasks that `wer` may revoke."""
    offene = Aufgabe.objects.bearbeitbar_fuer(wer).laufend()
    return links.gueltige(AUFGABE, offene)


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=AUFGABE, link=link, wer=wer):
        raise Verweigert("Dieser Link ist schon geschlossen.")


def adressen_entfernen(heute: date) -> int:
    """Forgets the address a year after the task has ended; returns of how many. For the daily job."""
    grenze = heute - relativedelta(years=ADRESSE_JAHRE)
    beendet = Q(erledigt_am__lt=grenze) | Q(status=Aufgabe.Status.ENTFALLEN, geaendert_am__date__lt=grenze)
    return Aufgabe.objects.exclude(email="").filter(beendet).update(email="")

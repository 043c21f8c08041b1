"""The Zähl-Link of an Angebot: somebody without an account counts its Termine, and sees nothing else."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from angebote.models import Angebot, Termin
from stzverbund.basis import links
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft

ZAEHLEN = links.Zweck("zaehlen", "Zähl-Link")
RUECKBLICK = timedelta(weeks=5)
"""How far back a link shows Termine: the whole month is there on its last day."""
NACHLAUF = timedelta(days=7)
"""So long after the last day of its Angebot a link still opens, for who counts the last Termin later."""
VORSCHLAG, HOECHSTENS = timedelta(days=182), timedelta(days=366)


@transaction.atomic
def ausstellen(*, angebot: Angebot, gueltig_bis: date, zuletzt: int | None, wer: Mitgliedschaft) -> str:
    """Issues the Zähl-Link of an Angebot and returns its token; an older one is revoked. Logs events.

    `zuletzt` is the newest link that the person saw (None: there was none). Raises Verweigert where there is
    a newer one, for drafts and ended Angebote, and for a day that is past or more than a year ahead.
    """
    angebot = Angebot.objects.select_for_update(of=("self",)).get(pk=angebot.pk)
    _moeglich(angebot, gueltig_bis, timezone.localdate())
    bisherige = list(links.ausgestellte(ZAEHLEN, angebot))
    if (bisherige[0].pk if bisherige else None) != zuletzt:
        raise Verweigert(
            "Inzwischen wurde ein Zähl-Link ausgestellt. Er gilt, wird aber nicht noch einmal gezeigt."
        )
    for link in bisherige:
        links.widerrufen(zweck=ZAEHLEN, link=link, wer=wer)
    ende = timezone.make_aware(datetime.combine(gueltig_bis, time.max))
    return links.ausstellen(zweck=ZAEHLEN, gegenstand=angebot, gueltig_bis=ende, wer=wer)


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a Zähl-Link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=ZAEHLEN, link=link, wer=wer):
        raise Verweigert("Dieser Zähl-Link ist schon geschlossen.")


def vorgeschlagen(angebot: Angebot, heute: date) -> date:
    """Until when a new link is good if nobody says otherwise: to the end of the Angebot, or half a year."""
    if angebot.ende is None:
        return heute + VORSCHLAG
    return max(heute, min(angebot.ende + NACHLAUF, heute + HOECHSTENS))


def offen(angebot: Angebot, heute: date) -> bool:
    """Whether the links of an Angebot open anything: it is public, or ended a few days ago."""
    if angebot.status == Angebot.Status.BEENDET:
        return angebot.ende is not None and heute <= angebot.ende + NACHLAUF
    return angebot.status != Angebot.Status.ENTWURF


def gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    """The Zähl-Links that open something today and that `wer` may revoke."""
    zu_ende = Q(status=Angebot.Status.BEENDET, ende__lt=timezone.localdate() - NACHLAUF)
    offene = Angebot.objects.bearbeitbar_fuer(wer).exclude(zu_ende).exclude(status=Angebot.Status.ENTWURF)
    return links.gueltige(ZAEHLEN, offene.select_related("zentrum"))


def termine(angebot: Angebot, heute: date) -> QuerySet[Termin]:
    """What a link shows: the Termine of the last weeks and of today."""
    bereich = Termin.objects.filter(angebot=angebot, datum__range=(heute - RUECKBLICK, heute))
    return bereich.select_related("angebot__zentrum")


def _moeglich(angebot: Angebot, gueltig_bis: date, heute: date) -> None:
    if angebot.status == Angebot.Status.ENTWURF:
        raise Verweigert("Bitte veröffentlichen Sie das Angebot zuerst.")
    if not offen(angebot, heute):
        raise Verweigert("Das Angebot ist beendet. Es gibt nichts mehr zu zählen.")
    if not heute <= gueltig_bis <= heute + HOECHSTENS:
        raise Verweigert(f"Bitte einen Tag von heute bis {heute + HOECHSTENS:%d.%m.%Y}.")

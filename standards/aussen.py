"""The Außenevaluation: somebody from outside answers the same Kriterien by a signed link, without a name."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from standards.models import Antwort, Selbstbewertung
from stzverbund.basis import links
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf

AUSSEN = links.Zweck("aussenevaluation", "Link zur Außenevaluation")
HOECHSTENS = timedelta(days=366)
GESCHLOSSEN = (Selbstbewertung.Status.ANGENOMMEN, Selbstbewertung.Status.ENTFALLEN)
RECHT = "standards.aussen_beauftragen"


@transaction.atomic
def ausstellen(
    *, bewertung: Selbstbewertung, gueltig_bis: date, zuletzt: int | None, wer: Mitgliedschaft
) -> str:
    """Issues the link of an Außenevaluation and returns its token; an older one is revoked. Logs events.

    `zuletzt` is the newest link that the person saw (None: there was none). Raises Verweigert where there is
    a newer one, where the evaluation is settled, and for a day that is past or more than a year ahead.
    """
    gesperrt = Selbstbewertung.objects.select_for_update(of=("self",)).select_related("runde", "zentrum")
    bewertung = gesperrt.get(pk=bewertung.pk)
    if not darf(RECHT, wer, bewertung) or not offen(bewertung):
        raise Verweigert("Zu dieser Außenevaluation gibt es keinen Link mehr.")
    heute = timezone.localdate()
    if not heute <= gueltig_bis <= heute + HOECHSTENS:
        raise Verweigert(f"Bitte einen Tag von heute bis {heute + HOECHSTENS:%d.%m.%Y}.")
    bisherige = list(links.ausgestellte(AUSSEN, bewertung))
    if (bisherige[0].pk if bisherige else None) != zuletzt:
        raise Verweigert(
            "Inzwischen wurde ein Link ausgestellt. Er gilt, wird aber nicht noch einmal gezeigt."
        )
    for link in bisherige:
        links.widerrufen(zweck=AUSSEN, link=link, wer=wer)
    ende = timezone.make_aware(datetime.combine(gueltig_bis, time.max))
    return links.ausstellen(zweck=AUSSEN, gegenstand=bewertung, gueltig_bis=ende, wer=wer)


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=AUSSEN, link=link, wer=wer):
        raise Verweigert("Dieser Link ist schon geschlossen.")


def offen(bewertung: Selbstbewertung) -> bool:
    """Whether its links open anything: it is not settled and its round is open."""
    return bewertung.status not in GESCHLOSSEN and bewertung.runde.laeuft


def vorgeschlagen(bewertung: Selbstbewertung, heute: date) -> date:
    """Until when a new link is good if nobody says otherwise: as long as the round is reviewed."""
    return max(heute + timedelta(weeks=4), min(bewertung.runde.pruefung_bis, heute + HOECHSTENS))


def gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    """The links that open something today and that `wer` may revoke: those of the own Bezirk."""
    amt = wer.bezirksamt if wer is not None else None
    eigene = Selbstbewertung.objects.filter(
        art=Selbstbewertung.Art.AUSSEN,
        runde__bezirk=amt.bezirk_id if amt else None,
        runde__abgeschlossen_am__isnull=True,
    )
    return links.gueltige(AUSSEN, eigene.exclude(status__in=GESCHLOSSEN).select_related("zentrum", "runde"))


def von(runde: int, zentrum: Zentrum) -> Selbstbewertung | None:
    """The Außenevaluation of a centre in a round."""
    alle = Selbstbewertung.objects.filter(runde=runde, zentrum=zentrum, art=Selbstbewertung.Art.AUSSEN)
    return alle.select_related("runde", "zentrum").mit_stand().first()


@dataclass(frozen=True)
class Paar:
    """A Kriterium as both see it; `eigene` is None where the reader sees no answer of the centre (yet)."""

    von_aussen: Antwort
    eigene: Antwort | None

    @property
    def verschieden(self) -> bool:
        return self.eigene is not None and self.eigene.einschaetzung != self.von_aussen.einschaetzung


def nebeneinander(
    von_aussen: Selbstbewertung, eigene: Selbstbewertung | None, *, im_haus: bool
) -> list[Paar]:
    """Both answers to each Kriterium, differences first.

    Outside of the house (`im_haus` False) an answer that a Rückfrage has opened is a draft again.
    """
    antworten = {a.kriterium_id: a for a in eigene.antworten.all()} if eigene else {}
    paare = []
    for antwort in von_aussen.antworten.select_related("kriterium__standard"):
        andere = antworten.get(antwort.kriterium_id)
        verdeckt = andere is not None and andere.nachgefragt and not im_haus
        paare.append(Paar(antwort, None if verdeckt else andere))
    return sorted(paare, key=lambda paar: not paar.verschieden)

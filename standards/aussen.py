"""The Außenevaluation: somebody from outside answers the same Kriterien by a signed link, without a name.

No token is stored, so a mail that contains a link is written when the link is issued, and a Rückfrage issues
a new one. The address of that mail is kept (`Aussenkontakt`) until the evaluation is settled.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from standards.models import Antwort, Aussenkontakt, Kriterium, Nachweis, Selbstbewertung
from standards.querysets import VORGELEGTE
from standards.sicht import ist_verdeckt
from stzverbund.basis import links, post
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Massnahme
from zentren.stadtteilmanagement.querysets import FREMDER_ENTWURF

AUSSEN = links.Zweck("aussenevaluation", "Link zur Außenevaluation")
HOECHSTENS = timedelta(days=366)
GESCHLOSSEN = (Selbstbewertung.Status.ANGENOMMEN, Selbstbewertung.Status.ENTFALLEN)
RECHT = "standards.aussen_beauftragen"
AUFTRAG = (
    "das Bezirksamt bittet Sie, das Zentrum {zentrum} im Jahr {jahr} von außen einzuschätzen. Mit dem Link "
    "beantworten Sie die Kriterien der Mindeststandards. Ihr Name wird nicht gespeichert."
)


@transaction.atomic
def ausstellen(
    *,
    bewertung: Selbstbewertung,
    gueltig_bis: date,
    zuletzt: int | None,
    email: str = "",
    wer: Mitgliedschaft,
) -> str:
    """Issues the link of an Außenevaluation and returns its token; an older one is revoked. Logs events.

    Mails it to `email`, which is kept for Rückfragen; without one an address that was kept is forgotten.
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
    token = _ersetzen(bewertung, bisherige, gueltig_bis, wer)
    _merken(bewertung, email)
    _mail(bewertung, "Ihr Link", AUFTRAG.format(zentrum=bewertung.zentrum, jahr=bewertung.runde.jahr), token)
    return token


@transaction.atomic
def nachfragen(*, bewertung: Selbstbewertung, satz: str, email: str, wer: Mitgliedschaft) -> None:
    """Mails the Rückfragen (`satz`) with a new link, which replaces the older one (called by `ablauf`).

    The link is good for as long as a new one would be, and never shorter than the one it replaces. Without
    `email` the address that is kept is used. Raises Verweigert where there is none.
    """
    if email.strip():
        _merken(bewertung, email)
    if not adresse(bewertung):
        raise Verweigert("Bitte geben Sie die E-Mail-Adresse an, an die die Rückfrage geht.")
    bisherige = list(links.ausgestellte(AUSSEN, bewertung))
    bis = [timezone.localdate(link.gueltig_bis) for link in bisherige if link.gueltig]
    token = _ersetzen(bewertung, bisherige, max([vorgeschlagen(bewertung, timezone.localdate()), *bis]), wer)
    _mail(bewertung, "Rückfrage", f"{satz}\n\nIhr früherer Link öffnet nichts mehr.", token)


def adresse(bewertung: Selbstbewertung) -> str:
    """Where its author gets mail; "" where nobody has said."""
    return Aussenkontakt.objects.filter(bewertung=bewertung).values_list("email", flat=True).first() or ""


def benachrichtigen(*, bewertung: Selbstbewertung, schluessel: str, betreff: str, satz: str) -> int:
    """Queues a mail to the author, who has the link already; returns how many are new (0 or 1)."""
    an = adresse(bewertung)
    if (
        not an
        or not offen(bewertung)
        or not any(link.gueltig for link in links.ausgestellte(AUSSEN, bewertung))
    ):
        return 0
    text = f"Guten Tag,\n\n{satz}\n\nÖffnen Sie bitte den Link, den Sie zuletzt bekommen haben.\n"
    return post.einreihen(schluessel=schluessel, an=an, betreff=betreff, text=text)


def vergessen(bewertung: Selbstbewertung) -> None:
    """The evaluation is settled: its author is not written to any more."""
    Aussenkontakt.objects.filter(bewertung=bewertung).delete()


def _merken(bewertung: Selbstbewertung, email: str) -> None:
    if not email.strip():
        vergessen(bewertung)
    else:
        Aussenkontakt.objects.update_or_create(bewertung=bewertung, defaults={"email": email.strip()})


def _ersetzen(
    bewertung: Selbstbewertung, bisherige: list[Link], gueltig_bis: date, wer: Mitgliedschaft
) -> str:
    for link in bisherige:
        links.widerrufen(zweck=AUSSEN, link=link, wer=wer)
    ende = timezone.make_aware(datetime.combine(gueltig_bis, time.max))
    return links.ausstellen(zweck=AUSSEN, gegenstand=bewertung, gueltig_bis=ende, wer=wer)


def _mail(bewertung: Selbstbewertung, anlass: str, satz: str, token: str) -> None:
    """One mail with the newest link; its text is forgotten as soon as it is sent."""
    an = adresse(bewertung)
    if not an:
        return
    link = links.ausgestellte(AUSSEN, bewertung)[0]
    bis = timezone.localdate(link.gueltig_bis)
    post.einreihen(
        schluessel=f"aussenevaluation:link:{link.pk}",
        an=an,
        betreff=f"{bewertung}: {anlass}",
        text=f"Guten Tag,\n\n{satz}\n\nDort geht es weiter, ohne Anmeldung, bis zum {bis:%d.%m.%Y}: "
        f"{settings.BASE_URL}{reverse('link', args=[token])}\n\nBitte geben Sie den Link nicht weiter.\n",
        vertraulich=True,
    )


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=AUSSEN, link=link, wer=wer):
        raise Verweigert("Dieser Link ist schon geschlossen.")


def offen(bewertung: Selbstbewertung) -> bool:
    """Whether its links open anything: it is not settled and its round is open."""
    return bewertung.status not in GESCHLOSSEN and bewertung.runde.laeuft


def im_entwurf(bewertung: Selbstbewertung) -> dict[str, int]:
    """How many proofs and Massnahmen wait for its submission: that they are there, never what they say."""
    nachweise = Nachweis.objects.filter(antwort__bewertung=bewertung)
    if bewertung.vorgelegt:
        nachweise = nachweise.exclude(pk__in=nachweise.filter(VORGELEGTE).values("pk"))
    massnahmen = Massnahme.objects.filter(FREMDER_ENTWURF, antworten__bewertung=bewertung).distinct()
    return {"nachweise": nachweise.count(), "massnahmen": massnahmen.count()}


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
    """A Kriterium as both see it; None where the reader sees no answer (yet)."""

    kriterium: Kriterium
    von_aussen: Antwort | None
    eigene: Antwort | None
    nachweise: list[Nachweis]

    @property
    def verschieden(self) -> bool:
        einer_fehlt = self.eigene is None or self.von_aussen is None
        return not einer_fehlt and self.eigene.einschaetzung != self.von_aussen.einschaetzung  # type: ignore[union-attr]

    @property
    def anker(self) -> str:
        return f"k-{self.kriterium.schluessel.replace('.', '-')}"


def nebeneinander(
    von_aussen: Selbstbewertung, eigene: Selbstbewertung | None, leser: Mitgliedschaft
) -> list[Paar]:
    """Both answers to each Kriterium and the proofs from outside, differences first."""
    antworten = {a.kriterium_id: a for a in eigene.antworten.all()} if eigene else {}
    nachweise: dict[int, list[Nachweis]] = {}
    for nachweis in Nachweis.objects.sichtbar_fuer(leser).geltend().filter(antwort__bewertung=von_aussen):
        nachweise.setdefault(nachweis.antwort_id, []).append(nachweis)
    paare = [
        Paar(
            antwort.kriterium,
            _lesbar(antwort, leser),
            _lesbar(antworten.get(antwort.kriterium_id), leser),
            [] if ist_verdeckt(antwort, leser) else nachweise.get(antwort.pk, []),
        )
        for antwort in von_aussen.antworten.select_related("kriterium__standard", "massnahme")
    ]
    return sorted(paare, key=lambda paar: not paar.verschieden)


def _lesbar(antwort: Antwort | None, leser: Mitgliedschaft) -> Antwort | None:
    return None if antwort is None or ist_verdeckt(antwort, leser) else antwort

"""The answer to an invitation: by the link of the mail, or by whoever is logged in."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from stzverbund.basis import links
from stzverbund.basis.models import Link
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import ereignis
from verbund.einladung import sitze
from verbund.einladung.empfaenger import BEZIRKSAMT
from verbund.models import Antwort, Einladung, Sitzung
from verbund.querysets import IM_VERBUND
from verbund.sperre import gesperrt
from zentren.handelnde import Handelnde
from zentren.models import Mitgliedschaft

ANTWORTEN = links.Zweck("sitzungsantwort", "Link zur Einladung")
MOEGLICHE = (Antwort.ZUGESAGT, Antwort.ABGESAGT, Antwort.VERTRETUNG)
ZU_SPAET = "Diese Sitzung hat schon begonnen."


@transaction.atomic
def antworten(*, einladung: Einladung, antwort: str, wer: Handelnde) -> Einladung:
    """Says whether one comes; the last answer counts, until the session begins. Logs an event.

    The seat of the Zentrum follows. Raises Verweigert where the session is called off or has begun.
    """
    sitzung = gesperrt(einladung.sitzung, None)
    if not offen(sitzung):
        raise Verweigert(
            "Diese Sitzung ist abgesagt." if sitzung.status == Sitzung.Status.ABGESAGT else ZU_SPAET
        )
    if antwort not in MOEGLICHE:
        raise Verweigert("Bitte wählen Sie eine Antwort.")
    aktuell = Einladung.objects.select_for_update(of=("self",)).get(pk=einladung.pk)
    if aktuell.antwort == antwort:
        return aktuell
    aktuell.antwort, aktuell.beantwortet_am = antwort, timezone.now()
    aktuell.save()
    sitze.nachtragen(aktuell)
    wofuer = aktuell.zentrum or aktuell.stelle
    ereignis(sitzung, f"{wofuer}: {aktuell.get_antwort_display()}", wer=wer)
    return aktuell


def offen(sitzung: Sitzung) -> bool:
    """Whether one can still answer."""
    return sitzung.bevorstehend and timezone.now() < sitzung.beginnt_am


def liest_intern(einladung: Einladung) -> bool:
    """Whether the invited person may know today what is for the Verbund only: roles end before links do."""
    rollen = Mitgliedschaft.objects.mit_zugang().filter(person=einladung.person_id, rolle__in=IM_VERBUND)
    return einladung.stelle != BEZIRKSAMT and rollen.exists()


def gueltige(wer: Mitgliedschaft | None) -> QuerySet[Link]:
    """The links to coming sessions that `wer` may revoke: those of the Verbünde that he co-ordinates."""
    eigene = Einladung.objects.bearbeitbar_fuer(wer).filter(
        sitzung__status__in=[Sitzung.Status.GEPLANT, Sitzung.Status.EINGELADEN]
    )
    return links.gueltige(ANTWORTEN, eigene.select_related("sitzung", "person", "zentrum"))


def widerrufen(*, link: Link, wer: Mitgliedschaft) -> None:
    """Closes a link for good; logs an event. Raises Verweigert where it was closed already."""
    if not links.widerrufen(zweck=ANTWORTEN, link=link, wer=wer):
        raise Verweigert("Dieser Link ist schon geschlossen.")

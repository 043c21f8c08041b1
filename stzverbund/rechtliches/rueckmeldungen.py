"""Reports of barriers: received from anybody, answered by the Verwaltung within a month, then forgotten."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from stzverbund.basis import post
from stzverbund.basis.loeschen import stapelweise
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from stzverbund.rechtliches.models import Rueckmeldung
from zentren.models import Mitgliedschaft

KONTAKT_TAGE = 90
RUECKMELDUNG_JAHRE = 3
Status = Rueckmeldung.Status


@transaction.atomic
def annehmen(*, text: str, seite: str, kontakt: str) -> Rueckmeldung:
    """Stores what somebody has reported; the answer is due in a month. Logs an event."""
    rueckmeldung = Rueckmeldung.objects.create(text=text, seite=seite, kontakt=kontakt.lower())
    ereignis(rueckmeldung, "eingegangen", wer=None)
    return rueckmeldung


@transaction.atomic
def beantworten(*, rueckmeldung: Rueckmeldung, version: int | None, wer: Mitgliedschaft) -> None:
    """Stores the answer and mails it where there is a contact. Logs an event.

    Raises Ueberholt where somebody else has changed it, Verweigert where it is answered already.
    """
    if Rueckmeldung.objects.filter(pk=rueckmeldung.pk, status=Status.BEANTWORTET).exists():
        raise Verweigert("Diese Rückmeldung ist schon beantwortet.")
    rueckmeldung.status, rueckmeldung.beantwortet_am = Status.BEANTWORTET, timezone.now()
    speichern(rueckmeldung, version=version)
    if rueckmeldung.kontakt:
        post.einreihen(
            schluessel=f"rueckmeldung:{rueckmeldung.pk}",
            an=rueckmeldung.kontakt,
            betreff="Antwort auf Ihre Meldung zur Barrierefreiheit",
            text=(
                f"Guten Tag,\n\nSie haben uns am {timezone.localdate(rueckmeldung.eingegangen_am):%d.%m.%Y} "
                f"geschrieben:\n\n{rueckmeldung.text}\n\nUnsere Antwort:\n\n{rueckmeldung.antwort}\n"
            ),
        )
    ereignis(rueckmeldung, "beantwortet", wer=wer)


def kontakte_entfernen(heute: date) -> int:
    """Forgets addresses 90 days after the answer; returns how many. For the daily job."""
    grenze = heute - timedelta(days=KONTAKT_TAGE)
    alt = Rueckmeldung.objects.filter(beantwortet_am__date__lt=grenze).exclude(kontakt="")
    return alt.update(kontakt="")


def alte_entfernen(heute: date) -> int:
    """Removes answered reports of three years ago; returns how many. For the daily job."""
    grenze = heute - relativedelta(years=RUECKMELDUNG_JAHRE)
    return stapelweise(Rueckmeldung.objects.filter(Q(beantwortet_am__date__lt=grenze)))

"""Questions between Verbund and Bezirksamt: asked, changed, answered, withdrawn (RK-2017 6, V5).

Each function is one transaction that locks the question, logs an event and raises Verweigert, with a sentence
for the person, where it is not possible now. The other side gets a mail.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.post import einreihen
from stzverbund.basis.verlauf import ereignis
from verbund.models import Anfrage
from zentren.models import Mitgliedschaft, Rolle, Verbund
from zentren.rules import darf

Richtung, Status = Anfrage.Richtung, Anfrage.Status
FELDER = ("betreff", "frage", "frist", "thema", "sichtbarkeit")


@transaction.atomic
def stellen(*, verbund: Verbund, angaben: dict[str, Any], wer: Mitgliedschaft) -> Anfrage:
    """Asks the other side (`angaben`: FELDER); who asks decides the direction. Logs an event, mails."""
    if not darf("verbund.anfragen", wer, verbund):
        raise Verweigert("Fragen stellen die Koordination und das Bezirksamt.")
    if angaben["frist"] < timezone.localdate():
        raise Verweigert("Diese Frist ist schon vorbei.")
    richtung = Richtung.AN_VERBUND if wer.hat(Rolle.BEZIRKSAMT) else Richtung.AN_AMT
    anfrage = Anfrage(verbund=verbund, richtung=richtung, **angaben)
    speichern(anfrage)
    ereignis(anfrage, "gestellt", wer=wer)
    _melden(anfrage, "Neue Anfrage", f"Bitte antworten Sie bis zum {anfrage.frist:%d.%m.%Y}.", gefragte=True)
    return anfrage


@transaction.atomic
def aendern(
    *, anfrage: Anfrage, angaben: dict[str, Any], version: int | None, wer: Mitgliedschaft
) -> Anfrage:
    """Changes the question while there is no answer. Logs an event; raises Ueberholt for an old `version`."""
    aktuell = _offen(anfrage, "verbund.anfrage_aendern", wer)
    for feld in FELDER:
        setattr(aktuell, feld, angaben[feld])
    speichern(aktuell, version=version)
    ereignis(aktuell, "geändert", wer=wer)
    return aktuell


@transaction.atomic
def beantworten(*, anfrage: Anfrage, antwort: str, version: int | None, wer: Mitgliedschaft) -> Anfrage:
    """Answers for the side that was asked; an answer stays. Logs an event, mails to who asked."""
    aktuell = _offen(anfrage, "verbund.anfrage_beantworten", wer)
    if not antwort.strip():
        raise Verweigert("Bitte schreiben Sie die Antwort.")
    aktuell.antwort, aktuell.status = antwort.strip(), Status.BEANTWORTET
    aktuell.beantwortet_am = timezone.localdate()
    speichern(aktuell, version=version)
    ereignis(aktuell, "beantwortet", wer=wer)
    _melden(aktuell, "Antwort", "Ihre Anfrage ist beantwortet.", gefragte=False)
    return aktuell


@transaction.atomic
def zurueckziehen(*, anfrage: Anfrage, wer: Mitgliedschaft) -> Anfrage:
    """Withdraws a question that nobody has answered. Logs an event, mails to who was asked."""
    aktuell = _offen(anfrage, "verbund.anfrage_aendern", wer)
    aktuell.status = Status.ZURUECKGEZOGEN
    speichern(aktuell, version=aktuell.version)
    ereignis(aktuell, "zurückgezogen", wer=wer)
    _melden(aktuell, "Zurückgezogen", "Die Anfrage ist zurückgezogen.", gefragte=True)
    return aktuell


def _offen(anfrage: Anfrage, recht: str, wer: Mitgliedschaft) -> Anfrage:
    gesperrt = Anfrage.objects.select_for_update(of=("self",)).select_related("verbund")
    aktuell = gesperrt.get(pk=anfrage.pk)
    if not aktuell.offen:
        raise Verweigert(f"Diese Anfrage ist schon {aktuell.get_status_display()}.")
    if not darf(recht, wer, aktuell):
        raise Verweigert("Das kann nur die andere Seite.")
    return aktuell


def _melden(anfrage: Anfrage, was: str, text: str, *, gefragte: bool) -> None:
    """One mail for each person of a side, each once for what has happened."""
    ans_amt = (anfrage.richtung == Richtung.AN_AMT) == gefragte
    adresse = f"{settings.BASE_URL}{reverse('anfrage', args=[anfrage.pk])}"
    for m in _seite(anfrage.verbund, ans_amt):
        einreihen(
            schluessel=f"anfrage:{anfrage.pk}:{anfrage.version}:{m.person_id}",
            an=m.person.email,
            betreff=f"{was}: {anfrage.betreff}",
            text=f"Guten Tag,\n\n{anfrage.betreff}. {text}\n\nDort steht alles: {adresse}\n",
        )


def _seite(verbund: Verbund, amt: bool) -> QuerySet[Mitgliedschaft]:
    """The people of the Bezirksamt, or of the Koordination."""
    wer = Q(bezirksamt__bezirk=verbund.bezirk_id) if amt else Q(verbund=verbund.pk)
    return Mitgliedschaft.objects.mit_zugang().filter(wer).select_related("person")

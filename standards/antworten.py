"""Answering a Kriterium: every change of an Antwort (domain model, "standards")."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from standards.belege import Lage, errechnen
from standards.models import Antwort, Einschaetzung, Selbstbewertung, Urteil
from standards.vorjahr import Davor, davor
from stzverbund.basis.links import UeberLink
from stzverbund.basis.pflege import Ueberholt, Verweigert, speichern
from zentren.models import Mitgliedschaft
from zentren.rules import darf
from zentren.stadtteilmanagement import massnahmen
from zentren.stadtteilmanagement.models import Massnahme

FELDER = ("einschaetzung", "begruendung", "kategorie", "massnahme", "notiz", "gute_praxis")
"""What an author says; everything else is the work of the steps."""
Wer = Mitgliedschaft | UeberLink


@transaction.atomic
def beantworten(*, antwort: Antwort, angaben: dict[str, Any], version: int | None, wer: Wer) -> Antwort:
    """Stores what was said of a Kriterium (some of FELDER). The history notes who.

    Raises Verweigert where the answer is not open now, Ueberholt where it is no longer of this `version`.
    """
    aktuell = laden(antwort, wer)
    if version != aktuell.version:
        raise Ueberholt(aktuell)
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    if isinstance(wer, UeberLink):
        aktuell.gute_praxis = False  # the consent of the centre
    aktuell.unveraendert = False
    _stimmig(aktuell, wer)
    speichern(aktuell, version=version)
    return aktuell


def waehlbare_massnahmen(bewertung: Selbstbewertung, wer: Wer) -> QuerySet[Massnahme]:
    """The Massnahmen of the centre that this person sees and that go on, and those its answers name already.

    From outside only the latter, never a draft of the centre; and the centre none from outside.
    """
    genannte = bewertung.antworten.filter(massnahme__isnull=False).order_by()
    sichtbare = Massnahme.objects.sichtbar_fuer(None if isinstance(wer, UeberLink) else wer)
    laufende = sichtbare.laufend()
    wahl = Q(pk__in=laufende.values("pk")) | Q(pk__in=genannte.values("massnahme"))
    return Massnahme.objects.filter(wahl, zentrum=bewertung.zentrum_id)


@transaction.atomic
def massnahme_schreiben(*, antwort: Antwort, titel: str, eigner: str, faellig: date, wer: Wer) -> Massnahme:
    """A new Massnahme that belongs to an answer: what is to be done, by whom, until when.

    Raises Verweigert where the answer is not open now.
    """
    aktuell = laden(antwort, wer)
    massnahme = massnahmen.anlegen(
        titel=titel, eigner=eigner, faellig=faellig, zentrum=aktuell.bewertung.zentrum, wer=wer
    )
    aktuell.massnahme, aktuell.unveraendert = massnahme, False
    speichern(aktuell, version=aktuell.version)
    return massnahme


def _stimmig(antwort: Antwort, wer: Wer) -> None:
    if antwort.einschaetzung == Einschaetzung.NICHT_ANWENDBAR and not antwort.kann_entfallen:
        raise Verweigert("„nicht anwendbar“ ist bei diesem Kriterium nicht möglich.")
    eine = antwort.massnahme
    if eine is not None and eine not in waehlbare_massnahmen(antwort.bewertung, wer):
        raise Verweigert("Diese Maßnahme gehört nicht zu diesem Zentrum.")


@transaction.atomic
def bestaetigen(*, bewertung: Selbstbewertung, standard: int | None = None, wer: Wer) -> int:
    """ "Unverändert bestätigen": takes over last year's answer where it and the Belege agree.

    Only open answers, only "erfüllt" and "nicht anwendbar" that no Beleg contradicts; of one Standard
    (number) or of all. Returns how many.
    """
    anzahl = 0
    for antwort, alte in bestaetigbare(bewertung, standard):
        angaben = {feld: getattr(alte, feld) for feld in ("einschaetzung", "begruendung", "gute_praxis")}
        aktuell = beantworten(antwort=antwort, angaben=angaben, version=antwort.version, wer=wer)
        Antwort.objects.filter(pk=aktuell.pk).update(unveraendert=True)
        anzahl += 1
    return anzahl


def bestaetigbare(bewertung: Selbstbewertung, standard: int | None = None) -> list[tuple[Antwort, Antwort]]:
    """The open answers with that of last year, where that one and the Belege of today agree."""
    offene = bewertung.antworten.filter(einschaetzung=Einschaetzung.OFFEN).select_related(
        "kriterium", "bewertung"
    )
    if standard is not None:
        offene = offene.filter(kriterium__standard__nummer=standard)
    antworten = list(offene)
    alte = davor(bewertung, antworten)
    if not alte:
        return []
    belege = errechnen(lage(bewertung), [a.kriterium.schluessel for a in antworten])[bewertung.zentrum_id]
    return [
        (antwort, alte[antwort.pk].antwort)
        for antwort in antworten
        if antwort.pk in alte
        and uebernehmbar(antwort, alte[antwort.pk])
        and not any(e.urteil == Urteil.DAGEGEN for _, e in belege.get(antwort.kriterium.schluessel, []))
    ]


def uebernehmbar(antwort: Antwort, alte: Davor) -> bool:
    """Whether last year's answer may stand again, as far as it alone decides: same wording, nothing open."""
    if alte.neu_gefasst:
        return False
    if alte.antwort.einschaetzung == Einschaetzung.NICHT_ANWENDBAR:
        return antwort.kann_entfallen
    return alte.antwort.einschaetzung == Einschaetzung.ERFUELLT


def lage(bewertung: Selbstbewertung) -> Lage:
    """What the rules are asked for a Selbstbewertung today: its centre, the thresholds of its round."""
    schwellen = dict(bewertung.runde.schwellen.values_list("schluessel", "wert"))
    return Lage([bewertung.zentrum_id], timezone.localdate(), schwellen)


def laden(antwort: Antwort, wer: Wer) -> Antwort:
    """The answer as it is stored now, locked with its Selbstbewertung, if this person may change it now."""
    bewertungen = Selbstbewertung.objects.select_for_update(of=("self",)).select_related("zentrum", "runde")
    bewertung = bewertungen.get(pk=antwort.bewertung_id)
    aktuell = Antwort.objects.select_for_update(of=("self",)).select_related("kriterium").get(pk=antwort.pk)
    aktuell.bewertung = bewertung
    if not darf_antworten(wer, aktuell):
        raise Verweigert("Diese Antwort kann jetzt nicht geändert werden.")
    return aktuell


def darf_antworten(wer: Wer | None, antwort: Antwort) -> bool:
    """Whether this person may change this answer now; with a link, of an evaluation from outside."""
    if isinstance(wer, UeberLink):
        bewertung = antwort.bewertung
        return bewertung.art == Selbstbewertung.Art.AUSSEN and (
            antwort.nachgefragt
            if bewertung.status == Selbstbewertung.Status.RUECKFRAGE
            else bewertung.beim_zentrum
        )
    return darf("standards.antwort_geben", wer, antwort)

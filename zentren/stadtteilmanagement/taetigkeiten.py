"""The Tätigkeitsbuch: entering, templates, and which details a kind asks for (RK-2017 4.2, 5).

Each function is one transaction and raises Verweigert, with a sentence for the person. The history of the
entry tells what was changed; an event tells where it came from.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren.models import Aufgabe, Mitgliedschaft, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Taetigkeit, Taetigkeitsform, Taetigkeitsvorlage
from zentren.stadtteilmanagement.rules import FUEHREN
from zentren.stadtteilmanagement.vorschlag import vorschlagen

Form = Taetigkeitsform
DETAILS: dict[str, tuple[str, ...]] = {
    Form.GREMIUM: ("kooperationen", "rueckfluss"),
    Form.ARBEITSKREIS: ("zentren", "rueckfluss"),
    Form.TREFFEN: ("kooperationen", "fachstellen", "zentren"),
    Form.FORTBILDUNG: ("zur_beratung", "minuten", "rueckfluss"),
    Form.VERSAMMLUNG: ("beitraege", "personen", "wirkung"),
    Form.OEFFENTLICHKEIT: ("medium", "reichweite", "link", "einladung"),
    Form.BETEILIGUNG: ("personen", "wirkung", "einladung"),
    Form.ANERKENNUNG: ("personen",),
    Form.QUALIFIZIERUNG: ("personen", "minuten"),
    Form.BEGLEITUNG: ("personen", "wirkung"),
    Form.WILLKOMMEN: ("zielgruppen", "personen", "wirkung"),
    Form.GENDER: ("wirkung", "fachstellen"),
    Form.ANDERES: (),
}
"""What belongs to a kind stands open in the form, the rest is folded."""
AUFGABE_FEHLT = "Bitte wählen Sie die Aufgabe: Aus den Worten geht sie nicht hervor."


@transaction.atomic
def schnell_eintragen(
    *, zentrum: Zentrum, datum: date, was: str, aufgabe: str = "", wer: Mitgliedschaft
) -> Taetigkeit:
    """An entry of three fields. `aufgabe` is a key; empty: the likeliest by the words. History only.

    The kind is set where the words leave no doubt.
    """
    _erlaubt(wer, zentrum)
    if datum > timezone.localdate():
        raise Verweigert("Dieser Tag liegt in der Zukunft.")
    vorschlag = vorschlagen(zentrum, was)
    eintrag = Taetigkeit(
        zentrum=zentrum,
        datum=datum,
        was=was.strip(),
        aufgabe=_aufgabe(aufgabe or vorschlag.aufgabe),
        form=vorschlag.form,
    )
    speichern(eintrag)
    return eintrag


@transaction.atomic
def als_vorlage(*, taetigkeit: Taetigkeit, wer: Mitgliedschaft) -> Taetigkeitsvorlage:
    """Makes a template of an entry; logs an event. The same words twice are one template."""
    eintrag = Taetigkeit.objects.select_for_update(of=("self",)).get(pk=taetigkeit.pk)
    _erlaubt(wer, eintrag.zentrum)
    if Taetigkeitsvorlage.objects.filter(zentrum=eintrag.zentrum_id, was=eintrag.was).exists():
        raise Verweigert("Diese Vorlage gibt es schon.")
    kooperationen = list(eintrag.kooperationen.all()[:2])
    vorlage = Taetigkeitsvorlage(
        zentrum=eintrag.zentrum,
        was=eintrag.was,
        aufgabe=eintrag.aufgabe,
        form=eintrag.form,
        kooperation=kooperationen[0] if len(kooperationen) == 1 else None,
        minuten=eintrag.minuten,
    )
    speichern(vorlage)
    ereignis(eintrag, "als Vorlage gespeichert", wer=wer)
    return vorlage


@transaction.atomic
def aus_vorlage(*, vorlage: Taetigkeitsvorlage, datum: date, wer: Mitgliedschaft) -> Taetigkeit:
    """A new entry with everything that the template knows; logs an event."""
    _erlaubt(wer, vorlage.zentrum)
    angaben: dict[str, Any] = {
        feld: getattr(vorlage, feld) for feld in ("zentrum", "was", "aufgabe", "form", "minuten")
    }
    eintrag = Taetigkeit(datum=datum, **angaben)
    mit = [vorlage.kooperation] if vorlage.kooperation else []
    speichern(eintrag, viele={"kooperationen": mit})
    ereignis(eintrag, "aus Vorlage eingetragen", wer=wer)
    return eintrag


def _aufgabe(schluessel: str) -> Aufgabe:
    gefunden = Aufgabe.objects.filter(schluessel=schluessel).first() if schluessel else None
    if gefunden is None:
        raise Verweigert(AUFGABE_FEHLT)
    return gefunden


def _erlaubt(wer: Mitgliedschaft, zentrum: Zentrum) -> None:
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert("Das Tätigkeitsbuch führt das Team des Zentrums.")

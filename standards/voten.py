"""The Votum of the Bezirksamt, and the thread of a Kriterium (domain model, "standards")."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from standards import aussen
from standards.ablauf import pruefung_beginnen
from standards.antworten import Wer
from standards.models import Antwort, Beitrag, Selbstbewertung, Votum
from stzverbund.basis.links import UeberLink
from stzverbund.basis.pflege import Ueberholt, Verweigert, speichern
from zentren.models import Mitgliedschaft, Rolle
from zentren.rules import darf
from zentren.stadtteilmanagement import massnahmen
from zentren.stadtteilmanagement.models import Massnahme

Seite = Beitrag.Seite
SEITEN = {
    Rolle.MITARBEIT: Seite.ZENTRUM,
    Rolle.LEITUNG: Seite.ZENTRUM,
    Rolle.TRAEGER: Seite.TRAEGER,
    Rolle.BEZIRKSAMT: Seite.BEZIRKSAMT,
    Rolle.VERBAND: Seite.VERBAND,
    Rolle.GESCHAEFTSSTELLE: Seite.GESCHAEFTSSTELLE,
}


@transaction.atomic
def votieren(
    *,
    antwort: Antwort,
    art: str,
    bemerkung: str = "",
    massnahme: Massnahme | None = None,
    neu: dict[str, Any] | None = None,
    verzicht: bool = False,
    version: int | None = None,
    einreichung: int | None = None,
    wer: Mitgliedschaft,
) -> Votum:
    """The Bezirksamt says its view of an answer; the first Votum begins the review. The history notes who.

    `neu` (`titel`, `eigner`, `faellig`) is a Massnahme that is agreed and registered with it. `version` is
    that of the Votum that was seen, None where there was none; `einreichung` the number of the submission
    that was seen. Raises Verweigert, or Ueberholt where a colleague was quicker.
    """
    bewertung = pruefung_beginnen(bewertung=antwort.bewertung, wer=wer)
    if einreichung not in (None, bewertung.einreichungen):
        raise Verweigert("Es wurde inzwischen neu eingereicht. Bitte sehen Sie die Antwort noch einmal an.")
    votum = Votum.objects.select_for_update(of=("self",)).filter(antwort=antwort).first()
    _moeglich(antwort, art)
    if votum and votum.version != version:
        raise Ueberholt(votum)
    votum = votum or Votum(antwort=antwort)
    votum.art, votum.bemerkung = art, bemerkung.strip()
    if neu is not None:
        massnahme = massnahmen.anlegen(**neu, zentrum=antwort.bewertung.zentrum, wer=wer)
    votum.massnahme, votum.verzicht = massnahme, verzicht
    _stimmig(votum)
    speichern(votum, version=version)
    return votum


def moegliche(antwort: Antwort) -> list[str]:
    """The kinds of Votum for an answer: on an Außenevaluation nothing is decided, it can be asked about."""
    if antwort.bewertung.art == Selbstbewertung.Art.AUSSEN:
        return [Votum.Art.BESTAETIGT, Votum.Art.RUECKFRAGE]
    return [art for art in Votum.Art if art != Votum.Art.GUTE_PRAXIS or antwort.gute_praxis]


def _moeglich(antwort: Antwort, art: str) -> None:
    if art in moegliche(antwort):
        return
    if art == Votum.Art.GUTE_PRAXIS:
        raise Verweigert("Das Zentrum hat nicht zugestimmt, als gute Praxis genannt zu werden.")
    raise Verweigert("Zu einer Außenevaluation können Sie nur bestätigen oder nachfragen.")


def _stimmig(votum: Votum) -> None:
    if votum.art in (Votum.Art.RUECKFRAGE, Votum.Art.HINWEIS) and not votum.bemerkung:
        raise Verweigert("Bitte schreiben Sie, worum es geht.")
    if votum.art == Votum.Art.MASSNAHME and votum.massnahme is None:
        raise Verweigert("Bitte nennen Sie die vereinbarte Maßnahme.")
    if votum.massnahme and votum.verzicht:
        raise Verweigert("Entweder eine Maßnahme, oder Sie verzichten darauf.")
    if votum.massnahme and votum.massnahme.zentrum_id != votum.antwort.bewertung.zentrum_id:
        raise Verweigert("Diese Maßnahme gehört nicht zu diesem Zentrum.")


@transaction.atomic
def bestaetigen(*, bewertung: Selbstbewertung, wer: Mitgliedschaft) -> int:
    """Confirms at once all answers "erfüllt" that agree with the data and have no Votum; how many."""
    antworten = list(bestaetigbare(bewertung).select_related("bewertung__zentrum"))
    for antwort in antworten:
        votieren(antwort=antwort, art=Votum.Art.BESTAETIGT, wer=wer)
    return len(antworten)


def bestaetigbare(bewertung: Selbstbewertung) -> QuerySet[Antwort]:
    """What `bestaetigen` confirms."""
    gleich: dict[str, Any] = {"einschaetzung": "erfuellt", "gegen_daten": False, "votum__isnull": True}
    return bewertung.antworten.filter(**gleich)


@transaction.atomic
def beitragen(*, bewertung: Selbstbewertung, text: str, antwort: Antwort | None = None, wer: Wer) -> Beitrag:
    """A contribution to the thread of a Kriterium, or a comment on the whole; it is never changed."""
    if not text.strip():
        raise Verweigert("Bitte schreiben Sie etwas.")
    if isinstance(wer, UeberLink):
        erlaubt, seite = bewertung.art == Selbstbewertung.Art.AUSSEN and aussen.offen(bewertung), Seite.AUSSEN
    else:
        erlaubt, seite = (
            darf("standards.beitragen", wer, bewertung),
            SEITEN.get(Rolle(wer.rolle), Seite.ZENTRUM),
        )
    if not erlaubt or (antwort is not None and antwort.bewertung_id != bewertung.pk):
        raise Verweigert("Sie können hier nichts schreiben.")
    return Beitrag.objects.create(
        bewertung=bewertung, antwort=antwort, seite=seite, text=text.strip(), person=wer.person
    )

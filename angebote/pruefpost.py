"""Mails to the centres about what the public reads and nobody has checked for too long."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from angebote.models import Angebot, Fremdangebot
from zentren import benachrichtigung
from zentren.models import Zentrum

Eintrag = Angebot | Fremdangebot
ANLASS = (
    "Diese Angaben sind öffentlich und länger nicht geprüft, als ihr Rhythmus sagt. "
    "Stimmen sie noch, genügt ein Klick auf „Heute geprüft“."
)
SEITEN: dict[type[Eintrag], str] = {Angebot: "angebot", Fremdangebot: "fremdangebot"}


def ans_pruefen_erinnern(heute: date) -> int:
    """Queues one mail for each centre and person, with a link to each entry; returns how many are new.

    An entry is named once when its rhythm has passed, and again after each further rhythm. A centre gets
    such a mail at most once a week. Marks the entries (`erinnert_am`), without history.
    """
    je_zentrum: dict[int, list[Eintrag]] = {}
    for modell in SEITEN:
        for eintrag in modell.objects.zu_erinnern(heute).select_related("zentrum"):
            je_zentrum.setdefault(eintrag.zentrum_id, []).append(eintrag)
    offene = Zentrum.objects.in_betrieb(heute).filter(pk__in=je_zentrum)
    return sum(_erinnern(zentrum, je_zentrum[zentrum.pk], heute) for zentrum in offene)


@transaction.atomic
def _erinnern(zentrum: Zentrum, eintraege: Sequence[Eintrag], heute: date) -> int:
    jahr, woche, _ = heute.isocalendar()
    neu = benachrichtigung.schreiben(
        benachrichtigung.team(zentrum),
        schluessel=f"pruefen:{zentrum.pk}:{jahr}-{woche}",
        betreff=_betreff(zentrum, len(eintraege)),
        text=f"{ANLASS}\n\n" + "\n".join(_zeile(eintrag) for eintrag in eintraege),
        pfad=reverse("start"),
    )
    if neu:
        for modell in SEITEN:
            genannte = [eintrag.pk for eintrag in eintraege if isinstance(eintrag, modell)]
            modell.objects.filter(pk__in=genannte).update(erinnert_am=heute)
    return neu


def _betreff(zentrum: Zentrum, anzahl: int) -> str:
    was = "1 Angebot" if anzahl == 1 else f"{anzahl} Angebote"
    return f"{zentrum}: Bitte prüfen Sie {was}"


def _zeile(eintrag: Eintrag) -> str:
    wann = f"geprüft am {eintrag.geprueft_am:%d.%m.%Y}" if eintrag.geprueft_am else "noch nie geprüft"
    adresse = settings.BASE_URL + reverse(SEITEN[type(eintrag)], args=[eintrag.pk])
    return f"- {eintrag} ({wann}): {adresse}"

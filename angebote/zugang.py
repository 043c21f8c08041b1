"""Whether people get in: of an Angebot in words, and the same as a condition for the search.

In doubt no: who needs a place without steps must be able to rely on it.
"""

from django.db.models import Q

from angebote.models import Angebot


def stufenlos() -> Q:
    """As `ist_stufenlos`, on Angebote."""
    raum = Q(raum__isnull=True) | Q(raum__barrierefrei=True)
    return Q(stufenlos=True) | (Q(stufenlos__isnull=True, standort__stufenlos=True) & raum)


def ist_stufenlos(angebot: Angebot) -> bool:
    """As the Angebot says; where it says nothing, as its Standort is, and its room if there is one."""
    if angebot.stufenlos is not None:
        return angebot.stufenlos
    ort, raum = angebot.standort, angebot.raum
    return bool(ort and ort.stufenlos) and (raum is None or raum.barrierefrei)


def zugang(angebot: Angebot) -> list[str]:
    """What is known, in words; nothing where the place is another one and nobody has said anything."""
    ort, saetze = angebot.standort, []
    if ort or angebot.stufenlos is not None:
        saetze.append("stufenlos erreichbar" if ist_stufenlos(angebot) else "nicht stufenlos erreichbar")
    if ort:
        saetze.append("barrierefreies WC" if ort.wc_barrierefrei else "kein barrierefreies WC")
    hinweise = (angebot.barrierefreiheit, ort.barrierefreiheit if ort else "")
    return saetze + [hinweis for hinweis in hinweise if hinweis]

"""How far the Meldungen of a year are: what a report rests on, and when it can become an edition."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from angebote.faelligkeit import betrifft
from angebote.models import Meldezeitraum, Meldung
from angebote.querysets import INNEN
from angebote.worte import status_fuer
from zentren.models import Mitgliedschaft, Zentrum

Status = Meldung.Status
ABGESCHLOSSEN = (Status.ANGENOMMEN, Status.NICHT_GEMELDET)


@dataclass(frozen=True)
class Sicht:
    """Whose report it is: figures of drafts, the text of the Sachbericht, and the `leser` for words of state.

    Without `leser` it is what an edition says: nothing about Meldungen that are still open.
    """

    entwuerfe: bool
    text: bool
    leser: Mitgliedschaft | None


ALS_AUSGABE = Sicht(entwuerfe=False, text=True, leser=None)


def sicht_von(mitgliedschaft: Mitgliedschaft) -> Sicht:
    """Staff and Träger see drafts; Bezirksamt, Geschäftsstelle and Verband never do."""
    innen = mitgliedschaft.hat(*INNEN)
    return Sicht(entwuerfe=innen, text=innen, leser=mitgliedschaft)


@dataclass(frozen=True)
class Zeitraumstand:
    """One period of a centre in a reader's words. `schluessel` names the Meldung that closes it, or is ""."""

    zeitraum: str
    ton: str
    wort: str
    schluessel: str = ""
    angenommen_am: date | None = None
    aktenzeichen: str = ""
    hinweis: str = ""

    nicht_gemeldet: bool = False

    @property
    def abgeschlossen(self) -> bool:
        return bool(self.schluessel)


Staende = dict[int, tuple[Zeitraumstand, ...]]
"""Zentrum.pk -> its periods in the order of the year."""


def staende(zentren: Iterable[Zentrum], jahr: int, leser: Mitgliedschaft | None) -> Staende:
    """The periods in which these centres were open; a period without Meldung is there too. Two queries."""
    haeuser = list(zentren)
    bezirke = {haus.bezirk_id for haus in haeuser}
    zeitraeume = Meldezeitraum.objects.filter(meldejahr__bezirk__in=bezirke, meldejahr__jahr=jahr)
    meldungen: defaultdict[tuple[int, int], list[Meldung]] = defaultdict(list)
    alle = Meldung.objects.filter(zentrum__in=haeuser, zeitraum__meldejahr__jahr=jahr)
    for meldung in alle.select_related("zeitraum__meldejahr").order_by("nr"):
        meldungen[meldung.zentrum_id, meldung.zeitraum_id].append(meldung)
    ergebnis: Staende = {haus.pk: () for haus in haeuser}
    for zeitraum in zeitraeume.select_related("meldejahr").order_by("von", "pk"):
        for haus in haeuser:
            if betrifft(haus, zeitraum):
                stand = _stand(haus, zeitraum, meldungen[haus.pk, zeitraum.pk], leser)
                ergebnis[haus.pk] += (stand,)
    return ergebnis


@dataclass(frozen=True)
class Grundlage:
    """What a report rests on: the Meldungen that close the periods, and the texts.

    Where it changes, an edition is out of date. `vollstaendig`: every period of every centre is accepted or
    "nicht gemeldet"; a year without periods is not.
    """

    schluessel: tuple[str, ...]
    vollstaendig: bool


def grundlage(je_zentrum: Staende, *texte: str) -> Grundlage:
    alle = [stand for reihe in je_zentrum.values() for stand in reihe]
    vollstaendig = bool(alle) and all(je_zentrum.values()) and all(stand.abgeschlossen for stand in alle)
    return Grundlage((*(stand.schluessel for stand in alle if stand.abgeschlossen), *texte), vollstaendig)


def _stand(
    haus: Zentrum, zeitraum: Meldezeitraum, meldungen: list[Meldung], leser: Mitgliedschaft | None
) -> Zeitraumstand:
    """`meldungen` of one centre and period, by number: of the closed ones the highest accepted counts."""
    angenommene = [m for m in meldungen if m.status == Status.ANGENOMMEN]
    geschlossene = angenommene or [m for m in meldungen if m.status == Status.NICHT_GEMELDET]
    offen = next((m for m in meldungen if m.status not in ABGESCHLOSSEN), None)
    if not geschlossene:
        ton, wort = status_fuer(offen, leser)
        hinweis = "noch nicht angenommen" if offen and offen.vorgelegt else ""
        return Zeitraumstand(str(zeitraum), ton, wort, hinweis=hinweis)
    gilt = geschlossene[-1]
    ton, wort = status_fuer(gilt, leser)
    return Zeitraumstand(
        zeitraum=str(zeitraum),
        ton=ton,
        wort=f"{wort} (Berichtigung {gilt.nr})" if gilt.nr else wort,
        schluessel=f"{haus.slug} {zeitraum.von}/{zeitraum.bis} {gilt.status} {gilt.nr}",
        angenommen_am=timezone.localdate(gilt.angenommen_am) if gilt.angenommen_am else None,
        aktenzeichen=gilt.aktenzeichen,
        nicht_gemeldet=gilt.status == Status.NICHT_GEMELDET,
        hinweis="; ".join(filter(None, [gilt.grund, _laufend(offen, leser)])),
    )


def _laufend(offen: Meldung | None, leser: Mitgliedschaft | None) -> str:
    """The open Berichtigung, for readers who may know of it."""
    if offen is None or leser is None or not (leser.hat(*INNEN) or offen.vorgelegt):
        return ""
    return f"Berichtigung {offen.nr}: {status_fuer(offen, leser)[1]}"

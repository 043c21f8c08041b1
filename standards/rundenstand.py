"""Who stands where in a round: state, progress and lateness of each Selbstbewertung, never its content."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from standards.models import Runde, Selbstbewertung
from standards.querysets import OFFEN_BEIM_ZENTRUM
from standards.worte import status_fuer
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf

Status = Selbstbewertung.Status


@dataclass(frozen=True)
class Stand:
    """One line: `prozent` of the Kriterien are answered, `tage` after the due date (0: in time, or not due).

    `offen` says that this reader may open it: the Bezirksamt never a draft.
    """

    bewertung: Selbstbewertung
    ton: str
    wort: str
    prozent: int
    tage: int
    offen: bool

    @property
    def eingereicht(self) -> date | None:
        """The day of the last submission that still stands; None for what is with its centre again."""
        am = self.bewertung.eingereicht_am
        return None if am is None or _beim_zentrum(self.bewertung) else timezone.localdate(am)

    @property
    def herausnehmbar(self) -> bool:
        return self.bewertung.status not in (Status.ANGENOMMEN, Status.ENTFALLEN)

    @property
    def verspaetung(self) -> str:
        """Lateness in words; empty where there is none."""
        if not self.tage:
            return ""
        tage = "1 Tag" if self.tage == 1 else f"{self.tage} Tage"
        wann = "zu spät eingereicht" if self.eingereicht else "überfällig"
        return f"{tage} {wann}"


def staende(runde: Runde, mitgliedschaft: Mitgliedschaft | None, heute: date) -> list[Stand]:
    """All for the Bezirksamt of the round, for others what they see; one query."""
    alle = runde.bewertungen.mit_stand().select_related("zentrum").order_by("zentrum__sortierung", "-art")
    amt = darf("standards.runde_pflegen", mitgliedschaft, runde)
    if not amt:
        alle = alle.filter(pk__in=Selbstbewertung.objects.sichtbar_fuer(mitgliedschaft).values("pk"))
    zeilen = []
    for bewertung in alle:
        bewertung.runde = runde
        ton, wort = status_fuer(bewertung, mitgliedschaft)
        offen = bewertung.vorgelegt or not amt
        zeilen.append(Stand(bewertung, ton, wort, _prozent(bewertung), _tage(bewertung, heute), offen))
    return zeilen


def _prozent(bewertung: Any) -> int:
    """Whole percent, cut: 100 only when all are answered."""
    return bewertung.beantwortet * 100 // bewertung.kriterien if bewertung.kriterien else 0


def _tage(bewertung: Selbstbewertung, heute: date) -> int:
    if bewertung.status == Status.ENTFALLEN:
        return 0
    erste = None if _beim_zentrum(bewertung) else bewertung.zuerst_eingereicht_am
    return max(0, ((timezone.localdate(erste) if erste else heute) - bewertung.runde.faellig).days)


def _beim_zentrum(bewertung: Selbstbewertung) -> bool:
    """That it has been with its Träger meanwhile is no business of the Bezirksamt."""
    return bewertung.status in OFFEN_BEIM_ZENTRUM


def aufnehmbare(runde: Runde) -> QuerySet[Zentrum]:
    """Centres of the Bezirk in operation during the round that take no part in it, or no longer."""
    zentren = Zentrum.objects.filter(bezirk=runde.bezirk_id).in_betrieb(runde.beginn, runde.pruefung_bis)
    dabei = runde.bewertungen.filter(art=Selbstbewertung.Art.EIGEN).exclude(status=Status.ENTFALLEN)
    return zentren.exclude(pk__in=dabei.values("zentrum"))


def ohne_betrieb(runde: Runde, heute: date) -> list[Zentrum]:
    """Chosen centres that get no Selbstbewertung, because they are closed from beginning to due date."""
    dabei = runde.zentren.in_betrieb(runde.beginn, max(runde.faellig, heute))
    return list(runde.zentren.exclude(pk__in=dabei.values("pk")))

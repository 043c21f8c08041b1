"""The centres and Meldungen of a year, and what the reader may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F, OuterRef, Subquery

from angebote.models import Meldejahr, Meldung
from angebote.worte import status_fuer
from stzverbund.basis.zeit import monat_plus
from zentren.models import Mitgliedschaft, Rolle, Zentrum

Status = Meldung.Status
ABGEGEBEN = (Status.EINGEREICHT, Status.FREIGEGEBEN, Status.ANGENOMMEN)
FELDER = (
    "zentrum_id",
    "zeitraum_id",
    "nr",
    "status",
    "freigabe_noetig",
    "eingereicht_am",
    "zuerst_eingereicht_am",
)
# Who reads how far a draft is and how late; the others know what is put before the Bezirksamt.
NAH = (Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER, Rolle.BEZIRKSAMT)


@dataclass(frozen=True)
class Grundlage:
    """`meldungen` by centre (primary key), lowest number first; `jahre` that can be chosen, newest first.

    `alle` are the centres in sight, `zentren` those that were in operation in the year and fit the choice.
    """

    leser: Mitgliedschaft
    heute: date
    jahr: int
    jahre: Sequence[int]
    alle: Sequence[Zentrum]
    zentren: Sequence[Zentrum]
    meldungen: dict[int, list[Meldung]]

    @cached_property
    def nah(self) -> bool:
        return self.leser.hat(*NAH)

    @cached_property
    def innen(self) -> bool:
        return self.leser.hat(Rolle.MITARBEIT, Rolle.LEITUNG, Rolle.TRAEGER)

    def abgegeben(self, meldung: Meldung) -> bool:
        """Whether it has left the centre, as far as the reader knows."""
        return meldung.status in ABGEGEBEN and (self.nah or meldung.vorgelegt)

    def schluessel(self, meldung: Meldung) -> str:
        """Its primary key, if the reader may open it; else empty."""
        vorgelegt = meldung.vorgelegt or meldung.status == Status.NICHT_GEMELDET
        return str(meldung.pk) if self.innen or vorgelegt else ""

    def wort(self, meldung: Meldung | None) -> str:
        """Its state in the reader's words, as part of a sentence."""
        wort = status_fuer(meldung, self.leser)[1]
        return wort[:1].lower() + wort[1:]


def laden(
    leser: Mitgliedschaft, heute: date, *, jahr: str = "", bezirk: str = "", traeger: str = ""
) -> Grundlage:
    """What was chosen, as it stands in the address; two queries for any number of centres.

    Without a year that of last month; without Bezirk or Träger (primary keys) all in sight.
    """
    erstes = Meldejahr.objects.filter(bezirk=OuterRef("bezirk")).order_by("jahr").values("jahr")[:1]
    sichtbare = Zentrum.objects.sichtbar_fuer(leser).annotate(erstes_jahr=Subquery(erstes))
    # the outlines of a Bezirk are large and belong on maps only
    sichtbare = sichtbare.select_related("bezirk", "traeger").defer("bezirk__geometrie")
    alle = list(sichtbare.order_by("sortierung", "pk"))
    beginn = min((zentrum.erstes_jahr for zentrum in alle if zentrum.erstes_jahr), default=heute.year)
    jahre = range(heute.year, min(beginn, heute.year) - 1, -1)
    vorgabe = min(heute.year, max(jahre[-1], monat_plus(heute, -1).year))
    gewaehlt = next((wahl for wahl in jahre if str(wahl) == jahr), vorgabe)
    zentren = [
        zentrum
        for zentrum in alle
        if in_betrieb(zentrum, gewaehlt)
        and bezirk in ("", str(zentrum.bezirk_id))
        and traeger in ("", str(zentrum.traeger_id))
    ]
    return Grundlage(leser, heute, gewaehlt, jahre, alle, zentren, _meldungen(zentren, gewaehlt))


def in_betrieb(zentrum: Zentrum, jahr: int) -> bool:
    """Whether the centre was open on a day of the year."""
    bis = zentrum.in_betrieb_bis
    return zentrum.in_betrieb_von.year <= jahr and (bis is None or bis.year >= jahr)


def _meldungen(zentren: Sequence[Zentrum], jahr: int) -> dict[int, list[Meldung]]:
    """Only what tells their state, with the first and last day of their period as `von` and `bis`."""
    meldungen = Meldung.objects.filter(zentrum__in=zentren, zeitraum__meldejahr__jahr=jahr)
    meldungen = meldungen.annotate(von=F("zeitraum__von"), bis=F("zeitraum__bis")).only(*FELDER)
    je_zentrum: dict[int, list[Meldung]] = {}
    for meldung in meldungen.order_by("nr"):
        je_zentrum.setdefault(meldung.zentrum_id, []).append(meldung)
    return je_zentrum

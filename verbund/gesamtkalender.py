"""The common calendar: sessions, Arbeitskreise and Vorhaben of a Verbund on one page."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.zeit import MONATE
from verbund.models import Sitzung, Vorhaben
from zentren.models import Mitgliedschaft, Verbund

SITZUNG, ARBEITSKREIS, VORHABEN = "Sitzung", "Arbeitskreis", "Vorhaben"
ARTEN = (SITZUNG, ARBEITSKREIS, VORHABEN)


@dataclass(frozen=True)
class Tag:
    """One date: from `von` to `bis`, both included; `zeit` in words, empty for whole days."""

    von: date
    bis: date
    zeit: str
    art: str
    titel: str
    adresse: str
    wo: str
    abgesagt: bool


@dataclass(frozen=True)
class Monat:
    """A month of the calendar; what goes on over several months stands where it begins, or goes on now."""

    erster: date
    tage: tuple[Tag, ...]

    @property
    def name(self) -> str:
        return f"{MONATE[self.erster.month - 1]} {self.erster.year}"


def monate(verbund: Verbund, jahr: int, m: Mitgliedschaft | None, *, art: str = "") -> list[Monat]:
    """What a role sees of a year, month by month, of one of ARTEN or of all; two queries."""
    anfang, ende = date(jahr, 1, 1), date(jahr, 12, 31)
    tage = sorted(
        (
            tag
            for tag in (*_sitzungen(verbund, jahr, m), *_vorhaben(verbund, anfang, ende, m))
            if art in ("", tag.art)
        ),
        key=lambda tag: (_wann(tag, anfang), tag.zeit, tag.titel),
    )
    gruppen = groupby(tage, key=lambda tag: _wann(tag, anfang).month)
    return [Monat(date(jahr, nummer, 1), tuple(gruppe)) for nummer, gruppe in gruppen]


def _wann(tag: Tag, anfang: date) -> date:
    """The day under which it stands in the year that begins with `anfang`."""
    heute, beginn = timezone.localdate(), max(tag.von, anfang)
    return heute if beginn < heute <= tag.bis and heute.year == anfang.year else beginn


def _sitzungen(verbund: Verbund, jahr: int, m: Mitgliedschaft | None) -> list[Tag]:
    sichtbare = Sitzung.objects.sichtbar_fuer(m).filter(verbund=verbund).im_jahr(jahr)
    return [
        Tag(
            von=sitzung.datum,
            bis=sitzung.datum,
            zeit=f"{sitzung.beginn:%H:%M}–{sitzung.ende:%H:%M} Uhr",
            art=ARBEITSKREIS if sitzung.arbeitskreis else SITZUNG,
            titel=str(sitzung.arbeitskreis or sitzung.titel),
            adresse=reverse("sitzung", args=[sitzung.pk]),
            wo=str(sitzung.gastgeber or sitzung.ort or ""),
            abgesagt=sitzung.status == Sitzung.Status.ABGESAGT,
        )
        for sitzung in sichtbare.select_related("arbeitskreis", "gastgeber")
    ]


def _vorhaben(verbund: Verbund, anfang: date, ende: date, m: Mitgliedschaft | None) -> list[Tag]:
    sichtbare = Vorhaben.objects.sichtbar_fuer(m).filter(verbuende=verbund)
    im_jahr = sichtbare.filter(von__lte=ende, bis__gte=anfang).exclude(stand=Vorhaben.Stand.IDEE)
    return [
        Tag(
            von=vorhaben.von,
            bis=vorhaben.bis,
            zeit="",
            art=VORHABEN,
            titel=vorhaben.titel,
            adresse=reverse("vorhaben", args=[vorhaben.pk]),
            wo=vorhaben.ort,
            abgesagt=vorhaben.stand == Vorhaben.Stand.ABGESAGT,
        )
        for vorhaben in im_jahr
    ]

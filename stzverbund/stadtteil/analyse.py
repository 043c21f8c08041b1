"""The Problemfeldanalyse of a Stadtteil (RK-2017 4.2, A1): page and PDF print the same sections."""

from dataclasses import dataclass
from datetime import date

from stzverbund.berichte.dokument import Abschnitt
from stzverbund.stadtteil import abdeckung, bedarfe, einwohner, lage, versorgung
from stzverbund.stadtteil.lesen import liest_statistik
from zentren.models import Bezirksregion, Mitgliedschaft
from zentren.stadtteilmanagement.models import Mappendokument
from zentren.stadtteilmanagement.querysets_register import IM_HAUS, PARTNER

NUR_STATISTIK = "Die Besuche stehen in der Statistik. Die liest Ihre Rolle nicht."


@dataclass(frozen=True)
class Analyse:
    """`jahr` is the year of the visits; `stand` the day of everything else."""

    region: Bezirksregion
    jahr: int
    stand: date
    abschnitte: tuple[Abschnitt, ...]
    berichte: tuple[Mappendokument, ...]

    @property
    def titel(self) -> str:
        return f"Problemfeldanalyse {self.region}"

    @property
    def eckdaten(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Stadtteil", f"{self.region} ({self.region.schluessel})"),
            ("Bezirk", str(self.region.bezirk)),
            ("Besuche aus dem Jahr", str(self.jahr)),
            ("Stand", f"{self.stand:%d.%m.%Y}"),
        )


def analyse(region: Bezirksregion, jahr: int, heute: date, m: Mitgliedschaft) -> Analyse:
    """A fixed number of queries, as much as this role reads."""
    gezaehlt = einwohner.staende([region.pk], heute.year).get(region.pk)
    dokumente = bedarfe.berichte(region, m)
    return Analyse(
        region,
        jahr,
        heute,
        (
            einwohner.abschnitt(region, gezaehlt),
            lage.abschnitt(lage.lagen(region)),
            _versorgung(region, jahr, m),
            bedarfe.abschnitt(region, m, liest=m.hat(*IM_HAUS, *PARTNER)),
            abdeckung.abschnitt(region, heute),
            bedarfe.berichte_abschnitt(dokumente),
        ),
        tuple(dokumente),
    )


def _versorgung(region: Bezirksregion, jahr: int, m: Mitgliedschaft) -> Abschnitt:
    if liest_statistik(m):
        return versorgung.abschnitt(region, jahr, m)
    return Abschnitt("versorgung", "Angebote und Besuche", NUR_STATISTIK)

"""A year of a Verbund as people read it: month by month, with gaps and with what is in the way."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dates import MONTHS

from stzverbund.basis.pdf import pdf_aus_vorlage
from verbund.jahresplanung import hindernisse, plan_von
from verbund.models import Gast, Jahresplan, Planplatz, Sitzung, Thema
from zentren.models import Mitgliedschaft, Verbund, Zentrum


@dataclass(frozen=True)
class Zeile:
    """A place or a session; once there is a session its own data count."""

    datum: date
    zeit: str
    gastgeber: Zentrum | None
    ort: str
    thema: Thema | None
    gast: str
    stand: str
    hindernisse: list[str]
    platz: Planplatz | None = None
    sitzung: Sitzung | None = None

    @property
    def offen(self) -> list[str]:
        """What is still missing, for days that lie ahead."""
        if self.datum < timezone.localdate():
            return []
        fehlt = [("Ort", self.gastgeber or self.ort), ("Thema", self.thema)]
        return [wort for wort, da in fehlt if not da]


@dataclass(frozen=True)
class Monat:
    name: str
    nummer: int
    zeilen: list[Zeile]
    vorbei: bool


@dataclass(frozen=True)
class Jahresblatt:
    """`luecken` are the coming months without anything; `anlegbar` the coming places without a session."""

    verbund: Verbund
    plan: Jahresplan
    themen: list[Thema]
    monate: list[Monat]
    luecken: int
    anlegbar: int


def lesen(verbund: Verbund, jahr: int, m: Mitgliedschaft | None) -> Jahresblatt:
    """The year for this reader; six queries, however full it is."""
    heute, plan = timezone.localdate(), plan_von(verbund, jahr)
    alle = [*_plaetze(plan), *_sitzungen(verbund, jahr, m)]
    zeilen = sorted(alle, key=lambda zeile: (zeile.datum, zeile.zeit))
    monate = [
        Monat(
            str(name),
            nummer,
            [zeile for zeile in zeilen if zeile.datum.month == nummer],
            (jahr, nummer) < (heute.year, heute.month),
        )
        for nummer, name in MONTHS.items()
    ]
    return Jahresblatt(
        verbund=verbund,
        plan=plan,
        themen=list(plan.themen.all()) if plan.pk else [],
        monate=monate,
        luecken=sum(not monat.zeilen and not monat.vorbei for monat in monate),
        anlegbar=sum(zeile.sitzung is None and zeile.datum >= heute for zeile in zeilen),
    )


def als_pdf(blatt: Jahresblatt) -> bytes:
    """The year plan on one page of A4, PDF/UA."""
    return pdf_aus_vorlage(
        "pdf/jahresplan.html",
        {
            "titel": f"Jahresplan {blatt.plan.jahr}",
            "untertitel": blatt.verbund.name,
            "blatt": blatt,
            "stand": timezone.localdate(),
        },
    )


def _plaetze(plan: Jahresplan) -> list[Zeile]:
    """Places without a session."""
    offene = plan.plaetze.filter(sitzung__isnull=True) if plan.pk else Planplatz.objects.none()
    return [
        Zeile(
            datum=platz.datum,
            zeit=_zeit(platz),
            gastgeber=platz.gastgeber,
            ort="",
            thema=platz.thema,
            gast=platz.gast,
            stand=platz.get_stand_display(),
            hindernisse=hindernisse(platz.datum),
            platz=platz,
        )
        for platz in offene.select_related("gastgeber", "thema")
    ]


def _sitzungen(verbund: Verbund, jahr: int, m: Mitgliedschaft | None) -> list[Zeile]:
    """Sessions of the year, whether they were planned here or not, with the organisations of their guests."""
    alle = Sitzung.objects.filter(verbund=verbund).des_verbundes().im_jahr(jahr)
    gaeste: dict[int, list[str]] = {}
    kommende = Gast.objects.sichtbar_fuer(m).filter(sitzung__in=alle.values("pk")).exclude(stand="abgesagt")
    for pk, organisation in kommende.values_list("sitzung", "organisation"):
        gaeste.setdefault(pk, []).append(organisation)
    return [
        Zeile(
            datum=sitzung.datum,
            zeit=_zeit(sitzung),
            gastgeber=sitzung.gastgeber,
            ort=sitzung.ort,
            thema=sitzung.thema,
            gast=", ".join(gaeste.get(sitzung.pk, [])) or _geplanter_gast(sitzung),
            stand=sitzung.get_status_display(),
            hindernisse=hindernisse(sitzung.datum) if sitzung.bevorstehend else [],
            sitzung=sitzung,
        )
        for sitzung in alle.select_related("gastgeber", "thema", "planplatz")
    ]


def _geplanter_gast(sitzung: Sitzung) -> str:
    platz = getattr(sitzung, "planplatz", None)
    return platz.gast if platz else ""


def _zeit(termin: Sitzung | Planplatz) -> str:
    return f"{termin.beginn:%H:%M}\u00a0bis\u00a0{termin.ende:%H:%M}\u00a0Uhr"  # on one line

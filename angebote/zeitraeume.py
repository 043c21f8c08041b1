"""Meldezeiträume of a year, the Meldung to which a month belongs, and why it may be closed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from angebote import plausibilitaet
from angebote.models import Meldejahr, Meldezeitraum, Meldung
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.zeit import monat_plus, monatsende
from zentren.models import Bezirk, Zentrum

MONATE_JE_ZEITRAUM = {
    Meldejahr.Rhythmus.MONAT: 1,
    Meldejahr.Rhythmus.QUARTAL: 3,
    Meldejahr.Rhythmus.HALBJAHR: 6,
    Meldejahr.Rhythmus.JAHR: 12,
}


@dataclass(frozen=True)
class Abstand:
    """The three dates of a period in days after its end."""

    frist: int = 15
    nachfrist: int = 31
    sperre: int = 60


UEBLICH = Abstand()


class Gesperrt(Verweigert):
    """The month can not be changed now; the message says why."""


@transaction.atomic
def meldejahr_sichern(*, bezirk: Bezirk, jahr: int, rhythmus: str = Meldejahr.Rhythmus.QUARTAL) -> Meldejahr:
    """The Meldejahr with its periods; made with `rhythmus` (default: quarters) where there is none yet."""
    meldejahr, neu = Meldejahr.objects.get_or_create(
        bezirk=bezirk, jahr=jahr, defaults={"rhythmus": rhythmus}
    )
    if neu:
        Meldezeitraum.objects.bulk_create(entwerfen(meldejahr))
    return meldejahr


def entwerfen(meldejahr: Meldejahr, abstand: Abstand = UEBLICH) -> list[Meldezeitraum]:
    """The periods of a year in its rhythm, not stored."""
    laenge = MONATE_JE_ZEITRAUM[Meldejahr.Rhythmus(meldejahr.rhythmus)]
    zeitraeume = []
    for i in range(12 // laenge):
        von = date(meldejahr.jahr, i * laenge + 1, 1)
        bis = monatsende(monat_plus(von, laenge - 1))
        fristen = {
            "frist": bis + timedelta(days=abstand.frist),
            "nachfrist": bis + timedelta(days=abstand.nachfrist),
            "sperre": bis + timedelta(days=abstand.sperre),
        }
        zeitraeume.append(Meldezeitraum(meldejahr=meldejahr, nummer=i + 1, von=von, bis=bis, **fristen))
    return zeitraeume


def zeitraeume_im_jahr(bezirke: set[int], jahr: int) -> list[Meldezeitraum]:
    """The periods of these Bezirke, oldest first; in a year that nobody has set, quarters not stored yet."""
    gesetzt = list(
        Meldezeitraum.objects.filter(meldejahr__bezirk__in=bezirke, meldejahr__jahr=jahr).select_related(
            "meldejahr"
        )
    )
    offen = bezirke - {zeitraum.meldejahr.bezirk_id for zeitraum in gesetzt}
    gesetzt += [z for bezirk in offen for z in entwerfen(Meldejahr(bezirk_id=bezirk, jahr=jahr))]
    return sorted(gesetzt, key=lambda zeitraum: (zeitraum.von, zeitraum.meldejahr.bezirk_id))


def vergleichszeitraeume(zeitraum: Meldezeitraum) -> tuple[Meldezeitraum, Meldezeitraum]:
    """The period before and the same one last year, in the same rhythm whatever the rhythm was then."""
    jahr, nummer = zeitraum.meldejahr, zeitraum.nummer
    vorjahr = entwerfen(Meldejahr(bezirk_id=jahr.bezirk_id, jahr=jahr.jahr - 1, rhythmus=jahr.rhythmus))
    davor = entwerfen(jahr)[nummer - 2] if nummer > 1 else vorjahr[-1]
    return davor, vorjahr[nummer - 1]


def geltender_zeitraum(bezirk_id: int, monat: date) -> Meldezeitraum:
    """The Meldezeitraum of a month; in a year that nobody has set, the quarter, not stored yet."""
    gesetzt = Meldezeitraum.objects.zum_monat(bezirk_id, monat).select_related("meldejahr").first()
    return gesetzt or entwerfen(Meldejahr(bezirk_id=bezirk_id, jahr=monat.year))[(monat.month - 1) // 3]


def zeitraum_fuer(bezirk: Bezirk, monat: date) -> Meldezeitraum:
    """The Meldezeitraum that contains a month; a year nobody has set yet is reported by quarter."""
    treffer = Meldezeitraum.objects.zum_monat(bezirk.pk, monat).select_related("meldejahr").first()
    if treffer is None:
        meldejahr_sichern(bezirk=bezirk, jahr=monat.year)
        treffer = Meldezeitraum.objects.zum_monat(bezirk.pk, monat).select_related("meldejahr").get()
    return treffer


def neueste_meldung(zentrum: Zentrum, monat: date) -> Meldung | None:
    """The Meldung with the highest number for the period of a month: the open one, if one is open."""
    return _meldungen(zentrum, monat).first()


def _meldungen(zentrum: Zentrum, monat: date) -> QuerySet[Meldung]:
    """Those of the period of a month, the highest number first."""
    meldungen = Meldung.objects.filter(zentrum=zentrum, zeitraum__von__lte=monat, zeitraum__bis__gte=monat)
    return meldungen.select_related("zeitraum__meldejahr", "zentrum__bezirk", "zentrum__traeger").order_by(
        "-nr"
    )


def sperrgrund(meldung: Meldung | None, heute: date | None = None) -> str:
    """Why the figures of a Meldung cannot be changed now; empty while they can."""
    if meldung is None:
        return ""
    heute = heute or timezone.localdate()
    gruende = {
        Meldung.Status.EINGEREICHT: (
            "Die Meldung ist eingereicht. Die Leitung kann sie zurückziehen, bis sie freigegeben ist."
        ),
        Meldung.Status.FREIGEGEBEN: "Die Meldung liegt beim Bezirksamt.",
        Meldung.Status.ANGENOMMEN: (
            "Die Meldung ist angenommen. Änderungen sind nur als Berichtigung möglich."
        ),
        Meldung.Status.NICHT_GEMELDET: "Der Zeitraum ist als „nicht gemeldet“ abgeschlossen.",
    }
    if grund := gruende.get(Meldung.Status(meldung.status)):
        return grund
    entsperrt = meldung.entsperrt_bis and meldung.entsperrt_bis >= heute
    zurueck = meldung.status == Meldung.Status.ZURUECKGEGEBEN
    if heute >= meldung.zeitraum.sperre and not entsperrt and not zurueck and not meldung.nr:
        seit = meldung.zeitraum.sperre
        return f"Der Zeitraum ist seit {seit:%d.%m.%Y} gesperrt. Das Bezirksamt kann ihn öffnen."
    return ""


def sperrgrund_im_monat(zentrum: Zentrum, monat: date, meldung: Meldung | None) -> str:
    """`sperrgrund`, also for a month in which nothing has been entered: after its lock nobody begins it."""
    if meldung is None:
        if monatsende(monat) >= timezone.localdate():
            return ""  # no period is locked before it has ended
        meldung = Meldung(zentrum=zentrum, zeitraum=geltender_zeitraum(zentrum.bezirk_id, monat))
    return sperrgrund(meldung)


def offene_meldung(*, zentrum: Zentrum, monat: date) -> Meldung:
    """The Meldung into which figures of this month are entered, locked for the caller's transaction.

    The first figure of a period starts its draft. Raises Gesperrt where the month is closed.
    """
    if monat > timezone.localdate():
        raise Gesperrt("Dieser Monat hat noch nicht begonnen.")
    neueste = _meldungen(zentrum, monat).select_for_update(of=("self",))
    meldung = neueste.first()
    if meldung is None:
        zeitraum = zeitraum_fuer(zentrum.bezirk, monat)
        Meldung.objects.get_or_create(zentrum=zentrum, zeitraum=zeitraum, nr=0)
        meldung = neueste.first()
    if meldung is None:
        raise Gesperrt("Diese Meldung wurde soeben verworfen. Bitte laden Sie die Seite neu.")
    if grund := sperrgrund(meldung):
        raise Gesperrt(grund)
    if meldung.werte_verglichen is None:
        plausibilitaet.vergleichen([meldung])
    return meldung

"""The sheet of a stored session, for one kind of reader."""

from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from verbund.ablaufplan import Zeile, aufstellen
from verbund.einladung.blatt import Blatt, Material, Punkt
from verbund.einladung.briefe import Fassung
from verbund.models import Dokument, Gast, Sitzung, Tagesordnungspunkt
from verbund.querysets import NICHT_INTERN

DAZU = ("verbund", "arbeitskreis", "thema", "gastgeber")


def blatt_von(sitzung: Sitzung, *, intern: bool) -> Blatt:
    """What the Verbund itself (`intern`) or one of its partners may know of a session (with DAZU)."""
    plan = aufstellen(sitzung, _punkte(sitzung, intern))
    return Blatt(
        verbund=sitzung.verbund.name,
        titel=str(sitzung.arbeitskreis or sitzung.titel),
        beginn=datetime.combine(sitzung.datum, sitzung.beginn),
        ende=datetime.combine(sitzung.datum, sitzung.ende),
        ort=ort_von(sitzung),
        gastgeber=str(sitzung.gastgeber or ""),
        themen=(str(sitzung.thema),) if sitzung.thema else (),
        punkte=tuple(_punkt(zeile) for zeile in plan.zeilen),
        adresse=settings.BASE_URL + reverse("sitzung", args=[sitzung.pk]),
        stand=timezone.localdate(),
        auszug=plan.verborgen > 0,
        online=sitzung.online,
        hinweise=sitzung.hinweise,
    )


def fassung_von(sitzung: Sitzung) -> Fassung:
    """As calendars know it; changes of the agenda alone are told by the moment."""
    return Fassung(f"{sitzung.uid}@stzverbund", sitzung.sequenz, sitzung.geaendert_am)


def ort_von(sitzung: Sitzung) -> str:
    """Where to go: the room or other place, else the Haupthaus of the host."""
    if sitzung.gastgeber is None:
        return sitzung.ort
    haus = next((haus for haus in sitzung.gastgeber.standorte.all() if haus.haupt), None)
    teile = [str(sitzung.gastgeber), sitzung.ort, haus.anschrift if haus else ""]
    return ", ".join(teil for teil in teile if teil)


def _punkte(sitzung: Sitzung, intern: bool) -> QuerySet[Tagesordnungspunkt]:
    """What this kind of reader may know, with guests and material."""
    dokumente = Dokument.objects.filter(Q(gast__isnull=True) | Q(gast__weitergabe_am__isnull=False))
    punkte = sitzung.punkte.select_related("zentrum")
    if not intern:
        dokumente = dokumente.filter(sichtbarkeit__in=NICHT_INTERN)
        punkte = punkte.filter(sichtbarkeit__in=NICHT_INTERN)
    gaeste = Gast.objects.exclude(stand=Gast.Stand.ABGESAGT)
    return punkte.prefetch_related(Prefetch("dokumente", dokumente), Prefetch("gaeste", gaeste))


def _punkt(zeile: Zeile) -> Punkt:
    punkt = zeile.punkt
    wer = [gast.organisation for gast in punkt.gaeste.all()] or [str(punkt.zentrum or "")]
    return Punkt(
        nummer=zeile.nummer,
        titel=punkt.titel,
        art=punkt.get_art_display(),
        von=timezone.localtime(zeile.von).time(),
        minuten=punkt.minuten,
        wer=", ".join(wer),
        text=punkt.beschreibung,
        material=tuple(Material(d.titel, d.link) for d in punkt.dokumente.all()),
    )

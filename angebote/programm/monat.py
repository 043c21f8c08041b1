"""The programme of a centre for one month: day by day, then what recurs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from django.urls import reverse
from django.utils import formats

from angebote.ausblick import termine_zwischen
from angebote.models import Angebot, Termin
from angebote.programm.papier import Papier
from angebote.programm.teile import Eintrag, Zentrumsangaben, eigener, mit_haeusern, zentrumsangaben
from stzverbund.basis.zeit import monatsende
from zentren.models import Schliesszeit, Sprechzeit, Zentrum


@dataclass(frozen=True)
class Programmpunkt:
    von: time
    bis: time
    titel: str
    wo: str
    ausgefallen: bool


@dataclass(frozen=True)
class Programmtag:
    datum: date
    punkte: tuple[Programmpunkt, ...]


@dataclass(frozen=True)
class Monatsprogramm:
    """`stand` is the day on which it was put together."""

    monat: date
    zentrum: Zentrumsangaben
    schliesszeiten: tuple[Schliesszeit, ...]
    sprechzeiten: tuple[Sprechzeit, ...]
    tage: tuple[Programmtag, ...]
    regelmaessige: tuple[Eintrag, ...]
    stand: date


def monatsprogramm(zentrum: Zentrum, monat: date, heute: date) -> Papier:
    """The programme of the month that begins with `monat`, with the dates of the public pages."""
    geladen = mit_haeusern(Zentrum.objects.filter(pk=zentrum.pk))
    haus = geladen.prefetch_related("schliesszeiten", "sprechzeiten__raum").get()
    angebote = list(
        haus.angebote.filter(status=Angebot.Status.VEROEFFENTLICHT)
        .select_related("standort", "raum")
        .prefetch_related("zeitplaene", "zielgruppen")
    )
    ende = monatsende(monat)
    programm = Monatsprogramm(
        monat=monat,
        zentrum=zentrumsangaben(haus),
        schliesszeiten=_geschlossen(haus, monat, ende),
        sprechzeiten=tuple(haus.sprechzeiten.all()),
        tage=_tage(termine_zwischen(angebote, monat, ende, heute)),
        regelmaessige=tuple(eigener(angebot, heute) for angebot in angebote if _laeuft(angebot, monat, ende)),
        stand=heute,
    )
    return Papier(
        vorlage="pdf/programm.html",
        titel=f"{zentrum.name}: Programm {formats.date_format(monat, 'F Y')}",
        pfad=reverse("verzeichnis_zentrum", args=[zentrum.slug]),
        daten=programm,
    )


def _tage(termine: Iterable[Termin]) -> tuple[Programmtag, ...]:
    return tuple(
        Programmtag(datum, tuple(_punkt(termin) for termin in am_tag))
        for datum, am_tag in groupby(termine, key=lambda termin: termin.datum)
    )


def _punkt(termin: Termin) -> Programmpunkt:
    angebot = termin.angebot
    ort = angebot.raum.name if angebot.raum else angebot.standort.name if angebot.standort else angebot.ort
    ausgefallen = termin.status == Termin.Status.AUSGEFALLEN
    return Programmpunkt(termin.von, termin.bis, angebot.titel, ort, ausgefallen)


def _geschlossen(zentrum: Zentrum, von: date, bis: date) -> tuple[Schliesszeit, ...]:
    zeiten = [zeit for zeit in zentrum.schliesszeiten.all() if zeit.von <= bis and zeit.bis >= von]
    return tuple(sorted(zeiten, key=lambda zeit: zeit.von))


def _laeuft(angebot: Angebot, von: date, bis: date) -> bool:
    return (angebot.beginn is None or angebot.beginn <= bis) and (angebot.ende is None or angebot.ende >= von)

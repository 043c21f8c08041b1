"""What the documents have in common: an entry of either kind, a centre with its places, the QR code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from angebote.ausblick import regel_ab
from angebote.models import Angebot, Fremdangebot
from angebote.zeitplan import in_worten
from zentren.models import Bezirksregion, Oeffnungszeit, Standort, Zentrum
from zentren.oeffnungszeiten import kurz


@dataclass(frozen=True)
class Weg:
    """How to ask; `adresse` is the link, empty for a telephone."""

    text: str
    adresse: str = ""


@dataclass(frozen=True)
class Eintrag:
    """An Angebot or Fremdangebot in words. `kennung` is its anchor within a document."""

    kennung: str
    titel: str
    kurztext: str
    wann: tuple[str, ...]
    wo: str
    fuer_wen: tuple[str, ...]
    kosten: str
    anmeldung: str
    auskunft: tuple[Weg, ...]
    wer: str
    fremd: bool = False
    pausiert: bool = False


@dataclass(frozen=True)
class Haus:
    """A Standort in words."""

    name: str
    anschrift: str
    haltestelle: str
    geoeffnet: tuple[str, ...]
    stufenlos: bool
    wc: bool


@dataclass(frozen=True)
class Zentrumsangaben:
    name: str
    wege: tuple[Weg, ...]
    stadtteile: str
    haeuser: tuple[Haus, ...]


def eigener(angebot: Angebot, heute: date) -> Eintrag:
    """With `zentrum`, `standort`, `raum`, `zeitplaene` and `zielgruppen` loaded."""
    wo = ", ".join(teil for teil in (angebot.wo, angebot.raum.name if angebot.raum else "") if teil)
    return Eintrag(
        kennung=f"a{angebot.pk}",
        titel=angebot.titel,
        kurztext=angebot.kurztext,
        wann=tuple(in_worten(regel_ab(zeitplan, heute)) for zeitplan in angebot.zeitplaene.all()),
        wo=wo,
        fuer_wen=tuple(gruppe.name for gruppe in angebot.zielgruppen.all()),
        kosten=_kosten(angebot),
        anmeldung=angebot.anmeldung,
        auskunft=_wege(angebot.kontakt_telefon, angebot.kontakt_email),
        wer=angebot.zentrum.name,
        pausiert=angebot.pausiert,
    )


def fremder(eintrag: Fremdangebot) -> Eintrag:
    """With `region` and `zielgruppen` loaded."""
    return Eintrag(
        kennung=f"f{eintrag.pk}",
        titel=eintrag.titel,
        kurztext=eintrag.kurztext,
        wann=(eintrag.zeiten,) if eintrag.zeiten else (),
        wo=eintrag.ort or eintrag.region.name,
        fuer_wen=tuple(gruppe.name for gruppe in eintrag.zielgruppen.all()),
        kosten=_kosten(eintrag),
        anmeldung="",
        auskunft=_wege(eintrag.kontakt_telefon, eintrag.kontakt_email, eintrag.website),
        wer=eintrag.anbieter,
        fremd=True,
    )


def mit_haeusern(zentren: QuerySet[Zentrum]) -> QuerySet[Zentrum]:
    """With all that `zentrumsangaben` reads: three queries more, whatever their number."""
    zeiten = Prefetch("oeffnungszeiten", Oeffnungszeit.objects.order_by("wochentag", "von", "pk"))
    regionen = Prefetch("regionen", Bezirksregion.objects.defer("geometrie"))
    return zentren.prefetch_related(
        regionen, Prefetch("standorte", Standort.objects.prefetch_related(zeiten))
    )


def zentrumsangaben(zentrum: Zentrum) -> Zentrumsangaben:
    return Zentrumsangaben(
        name=zentrum.name,
        wege=_wege(zentrum.telefon, zentrum.email, zentrum.website),
        stadtteile=", ".join(region.name for region in zentrum.regionen.all()),
        haeuser=tuple(_haus(standort) for standort in zentrum.standorte.all()),
    )


def _haus(standort: Standort) -> Haus:
    return Haus(
        name=standort.name,
        anschrift=standort.anschrift,
        haltestelle=standort.haltestelle,
        geoeffnet=tuple(kurz(standort.oeffnungszeiten.all())),
        stufenlos=standort.stufenlos,
        wc=standort.wc_barrierefrei,
    )


def _kosten(eintrag: Angebot | Fremdangebot) -> str:
    return ", ".join(teil for teil in (eintrag.get_kosten_display(), eintrag.beitrag) if teil)


def _wege(telefon: str, email: str, website: str = "") -> tuple[Weg, ...]:
    wege = (Weg(telefon), Weg(email, f"mailto:{email}"), Weg(website, website))
    return tuple(weg for weg in wege if weg.text)


def nach_zielgruppe(eintraege: Iterable[Eintrag]) -> dict[str, list[Eintrag]]:
    """The entries under each Zielgruppe that one of them names, in the order of the entries."""
    je_gruppe: dict[str, list[Eintrag]] = {}
    for eintrag in eintraege:
        for gruppe in eintrag.fuer_wen:
            je_gruppe.setdefault(gruppe, []).append(eintrag)
    return je_gruppe

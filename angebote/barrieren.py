"""Barriereprüfungen of Angebote, and what has been found where: for pages of the Bezirk and the public."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from angebote.models import Angebot, Angebotspruefung
from stzverbund.basis.pflege import Verweigert
from zentren.models import Mitgliedschaft, Standort, Zentrum
from zentren.stadtteilmanagement import barrieren
from zentren.stadtteilmanagement.barrieren import Bereich, Ergebnis
from zentren.stadtteilmanagement.models import Barrierebefund, Barrierepruefung

JE = ("standort", "raum", "angebotsbezug__angebot")
"""What a check is about: of each the newest one counts."""
ERST_VEROEFFENTLICHEN = (
    "Das Angebot ist noch ein Entwurf, eine abgeschlossene Prüfung ist öffentlich. Bitte veröffentlichen Sie "
    "zuerst das Angebot."
)
BEZUEGE = ("zentrum", "standort", "raum__standort", "angebotsbezug__angebot")


@transaction.atomic
def zuordnen(*, pruefung: Barrierepruefung, angebot: Angebot | None, wer: Mitgliedschaft) -> None:
    """Says which Angebot a check is about; None for a Standort or Raum. The check itself logs the event."""
    if angebot is None:
        Angebotspruefung.objects.filter(pruefung=pruefung).delete()
    else:
        Angebotspruefung.objects.update_or_create(pruefung=pruefung, defaults={"angebot": angebot})


@transaction.atomic
def abschliessen(*, pruefung: Barrierepruefung, wer: Mitgliedschaft) -> Barrierepruefung:
    """As `barrieren.abschliessen`: what is closed is public, so its Angebot must not be a draft."""
    bezug = Angebotspruefung.objects.filter(pruefung=pruefung, angebot__status=Angebot.Status.ENTWURF)
    if bezug.exists():
        raise Verweigert(ERST_VEROEFFENTLICHEN)
    return barrieren.abschliessen(pruefung=pruefung, wer=wer)


def gegenstand(pruefung: Barrierepruefung) -> str:
    """ "Standort Haupthaus", "Raum Saal, Haupthaus", "Angebot Nähcafé"; needs BEZUEGE."""
    if pruefung.raum:
        return f"Raum {pruefung.raum}, {pruefung.raum.standort}"
    if pruefung.standort:
        return f"Standort {pruefung.standort}"
    bezug = getattr(pruefung, "angebotsbezug", None)
    return f"Angebot {bezug.angebot}" if bezug else "Zentrum"


def schluessel(pruefung: Barrierepruefung) -> str:
    """The same as the form of a check knows it: "standort-3"; needs BEZUEGE."""
    if pruefung.raum_id:
        return f"raum-{pruefung.raum_id}"
    bezug = getattr(pruefung, "angebotsbezug", None)
    return f"angebot-{bezug.angebot_id}" if bezug else f"standort-{pruefung.standort_id}"


@dataclass(frozen=True)
class Fakten:
    """The newest published check of one thing, as pages show it."""

    pruefung: Barrierepruefung
    name: str
    befunde: list[Barrierebefund]

    @property
    def mit(self) -> str:
        """Who took part, in words."""
        worte = [str(Barrierepruefung.Beteiligt(wer).label) for wer in self.pruefung.beteiligte]
        return ", ".join([*worte, *([self.pruefung.organisation] if self.pruefung.organisation else [])])


def fakten(bedingung: Q) -> list[Fakten]:
    """The newest published checks of the things that the condition is about. Three queries at most."""
    mit_massnahme = Prefetch("befunde", Barrierebefund.objects.select_related("massnahme"))
    neueste = barrieren.neueste(Barrierepruefung.objects.filter(bedingung), *JE)
    geladen = neueste.select_related(*BEZUEGE).prefetch_related(mit_massnahme)
    return [
        Fakten(pruefung, gegenstand(pruefung), sorted(pruefung.befunde.all(), key=_reihenfolge))
        for pruefung in geladen.order_by("zentrum__sortierung", "zentrum", "pk")
    ]


def eines_angebots(angebot: Angebot) -> list[Fakten]:
    """Of the Angebot itself, its Raum and its Standort."""
    bedingung = Q(angebotsbezug__angebot=angebot)
    if angebot.raum_id:
        bedingung |= Q(raum=angebot.raum_id)
    if angebot.standort_id:
        bedingung |= Q(standort=angebot.standort_id)
    return fakten(bedingung)


def eines_zentrums(zentrum: Zentrum) -> list[Fakten]:
    """Of its Standorte and Räume; what is about an Angebot stands there."""
    return fakten(Q(zentrum=zentrum) & (Q(standort__isnull=False) | Q(raum__isnull=False)))


@dataclass(frozen=True)
class Zelle:
    """One area of one Standort in the table of the Bezirk; `ergebnis` "" where nobody has looked."""

    ergebnis: str
    wort: str


@dataclass(frozen=True)
class Standortzeile:
    standort: Standort
    pruefung: Barrierepruefung | None
    zellen: list[Zelle]


@dataclass(frozen=True)
class Luecke:
    """What is missing where, and until when: None where nobody has promised anything."""

    fakten: Fakten
    befund: Barrierebefund

    @property
    def bis(self) -> Any:
        massnahme = self.befund.massnahme
        return massnahme.faellig if massnahme and massnahme.vereinbart_am and massnahme.laeuft else None

    @property
    def erledigt_am(self) -> Any:
        massnahme = self.befund.massnahme
        return massnahme.erledigt_am if massnahme and massnahme.vereinbart_am else None


@dataclass(frozen=True)
class Ueberblick:
    """All Standorte of some centres by area, and what is missing there, in Räume and in Angebote."""

    bereiche: list[str]
    zeilen: list[Standortzeile] = field(default_factory=list)
    luecken: list[Luecke] = field(default_factory=list)

    @property
    def geprueft(self) -> int:
        return sum(zeile.pruefung is not None for zeile in self.zeilen)


def ueberblick(zentren: QuerySet[Zentrum]) -> Ueberblick:
    """Where it is barrier-free, what is missing until when; of Angebote only public ones. Four queries."""
    oeffentliche = Q(angebotsbezug__angebot__in=Angebot.objects.oeffentlich().order_by().values("pk"))
    gezeigte = oeffentliche | Q(angebotsbezug__isnull=True)
    gefunden = fakten(gezeigte & Q(zentrum__in=zentren.order_by().values("pk")))
    je_standort = {f.pruefung.standort_id: f for f in gefunden if f.pruefung.standort_id}
    standorte = Standort.objects.filter(zentrum__in=zentren.order_by().values("pk")).select_related("zentrum")
    sortiert = standorte.order_by("zentrum__sortierung", "zentrum", "-haupt", "sortierung", "pk")
    return Ueberblick(
        bereiche=[str(bereich.label) for bereich in Bereich],
        zeilen=[_zeile(standort, je_standort.get(standort.pk)) for standort in sortiert],
        luecken=[
            Luecke(f, befund) for f in gefunden for befund in f.befunde if befund.ergebnis != Ergebnis.GUT
        ],
    )


def _zeile(standort: Standort, gefunden: Fakten | None) -> Standortzeile:
    befunde = {befund.bereich: befund for befund in gefunden.befunde} if gefunden else {}
    return Standortzeile(
        standort, gefunden.pruefung if gefunden else None, list(_zellen(befunde.get(b) for b in Bereich))
    )


def _zellen(befunde: Iterable[Barrierebefund | None]) -> Iterable[Zelle]:
    for befund in befunde:
        yield Zelle(befund.ergebnis, befund.get_ergebnis_display()) if befund else Zelle("", "nicht geprüft")


def _reihenfolge(befund: Barrierebefund) -> int:
    return list(Bereich).index(Bereich(befund.bereich))

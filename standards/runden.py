"""Rounds of the Selbstbewertung: every change of them (domain model, "standards", Runde).

Each function is one transaction that locks the round, logs an event and raises Verweigert, with a sentence
for the person, where it is not possible now.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from standards.belege import standardschwellen
from standards.models import Antwort, Kriterium, Runde, Schwelle, Selbstbewertung
from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft, Zentrum
from zentren.rules import darf

Status = Selbstbewertung.Status


@transaction.atomic
def festlegen(
    *,
    runde: Runde,
    standards: Iterable,
    zentren: Iterable[Zentrum],
    schwellen: dict[str, Decimal],
    wer: Mitgliedschaft,
    version: int | None = None,
) -> Runde:
    """Stores a new or edited round with its Standards, Zentren and thresholds; logs an event.

    What a round has been opened with (edition, Standards, Zentren, thresholds) no longer changes: its dates
    may move. Raises Verweigert, or Ueberholt where somebody else saved in between.
    """
    neu = runde.pk is None
    if not neu:
        _sperren(runde, wer)
    viele = {"standards": list(standards), "zentren": list(zentren)}
    if runde.geoeffnet_am is None:
        _vollstaendig(runde, **viele)
        speichern(runde, version=version, viele=viele)
        _schwellen(runde, schwellen)
    else:
        speichern(runde, version=version)
    ereignis(runde, "angelegt" if neu else "geändert", wer=wer)
    return runde


def _vollstaendig(runde: Runde, standards: list, zentren: list[Zentrum]) -> None:
    if not standards or not zentren:
        raise Verweigert("Bitte wählen Sie mindestens einen Standard und ein Zentrum.")
    if runde.fassung.veroeffentlicht_am is None:
        raise Verweigert(f"Die Fassung {runde.fassung} ist noch nicht veröffentlicht.")
    if any(standard.fassung_id != runde.fassung_id for standard in standards):
        raise Verweigert(f"Einer der Standards gehört nicht zur Fassung {runde.fassung}.")
    if any(zentrum.bezirk_id != runde.bezirk_id for zentrum in zentren):
        raise Verweigert("Eines der Zentren gehört nicht zum Bezirk.")


def _schwellen(runde: Runde, werte: dict[str, Decimal]) -> None:
    """The thresholds of all rules: those given, the others with their starting value."""
    alte = {schwelle.schluessel: schwelle for schwelle in runde.schwellen.all()}
    for schluessel, vorgabe in standardschwellen().items():
        schwelle = alte.get(schluessel) or Schwelle(runde=runde, schluessel=schluessel)
        wert = werte.get(schluessel, schwelle.wert if schwelle.pk else vorgabe)
        if schwelle.pk is None or schwelle.wert != wert:
            schwelle.wert = wert
            schwelle.save()


@transaction.atomic
def oeffnen(*, runde: Runde, wer: Mitgliedschaft, heute: date | None = None) -> Runde:
    """Opens a planned round: a Selbstbewertung for each centre in operation, with last year's beside it.

    Mails the Leitung of each centre.
    """
    runde = _sperren(runde, wer)
    if runde.geoeffnet_am:
        raise Verweigert("Diese Runde ist schon geöffnet.")
    _vollstaendig(runde, list(runde.standards.all()), list(runde.zentren.all()))
    runde.geoeffnet_am = timezone.now()
    _speichern(runde)
    heute = heute or timezone.localdate()
    for zentrum in runde.zentren.in_betrieb(runde.beginn, max(runde.faellig, heute)):
        _mitteilen(beginnen(runde, zentrum))
    ereignis(runde, "geöffnet", wer=wer)
    return runde


@transaction.atomic
def aufnehmen(*, runde: Runde, zentrum: Zentrum, wer: Mitgliedschaft) -> Selbstbewertung:
    """A centre that opened during the year, or had dropped out, joins an open round. Mails its Leitung."""
    runde = _sperren(runde, wer)
    _laeuft(runde)
    if zentrum.bezirk_id != runde.bezirk_id:
        raise Verweigert("Dieses Zentrum gehört nicht zum Bezirk.")
    bewertung = runde.bewertungen.filter(zentrum=zentrum, art=Selbstbewertung.Art.EIGEN).first()
    if bewertung and bewertung.status != Status.ENTFALLEN:
        raise Verweigert("Dieses Zentrum nimmt schon teil.")
    runde.zentren.add(zentrum)
    ereignis(runde, "Zentrum aufgenommen", wer=wer, grund=str(zentrum))
    bewertung = _wieder(bewertung, wer) if bewertung else beginnen(runde, zentrum)
    _mitteilen(bewertung)
    return bewertung


def _wieder(bewertung: Selbstbewertung, wer: Mitgliedschaft) -> Selbstbewertung:
    """One that had dropped out is a draft again; what was answered is still there."""
    bewertung.antworten.update(abgegeben=False, nachgefragt=False)
    bewertung.status, bewertung.grund = Status.ENTWURF, ""
    speichern(bewertung, version=bewertung.version)
    ereignis(bewertung, "wieder aufgenommen", wer=wer)
    return bewertung


def _mitteilen(bewertung: Selbstbewertung) -> None:
    runde, zentrum = bewertung.runde, bewertung.zentrum
    benachrichtigung.schreiben(
        benachrichtigung.leitung(zentrum),
        schluessel=f"selbstbewertung:{bewertung.pk}:begonnen:{bewertung.version}",
        betreff=f"{bewertung}: begonnen",
        text=f"{bewertung}\n\nDas Bezirksamt hat die {runde} geöffnet. Bitte beantworten Sie die Kriterien "
        f"und reichen Sie die Selbstbewertung bis {runde.faellig:%d.%m.%Y} ein.",
        pfad=reverse("selbstbewertung", args=[zentrum.slug, runde.jahr]),
    )


@transaction.atomic
def aussen_beginnen(*, runde: Runde, zentrum: Zentrum, wer: Mitgliedschaft) -> Selbstbewertung:
    """An Außenevaluation of a centre in an open round; its author answers by a signed link."""
    runde = _sperren(runde, wer)
    _laeuft(runde)
    if not runde.bewertungen.filter(zentrum=zentrum, art=Selbstbewertung.Art.EIGEN).exists():
        raise Verweigert("Dieses Zentrum nimmt nicht an der Runde teil.")
    if runde.bewertungen.filter(zentrum=zentrum, art=Selbstbewertung.Art.AUSSEN).exists():
        raise Verweigert("Für dieses Zentrum gibt es schon eine Außenevaluation.")
    bewertung = beginnen(runde, zentrum, Selbstbewertung.Art.AUSSEN)
    ereignis(bewertung, "Außenevaluation begonnen", wer=wer)
    return bewertung


@transaction.atomic
def abschliessen(*, runde: Runde, wer: Mitgliedschaft) -> Runde:
    """Closes a round in which every Selbstbewertung is accepted or has dropped out."""
    runde = _sperren(runde, wer)
    _laeuft(runde)
    offene = runde.bewertungen.exclude(status__in=[Status.ANGENOMMEN, Status.ENTFALLEN]).count()
    if offene:
        wort = "Selbstbewertung ist" if offene == 1 else "Selbstbewertungen sind"
        raise Verweigert(f"{offene} {wort} noch nicht angenommen.")
    runde.abgeschlossen_am = timezone.now()
    _speichern(runde)
    ereignis(runde, "abgeschlossen", wer=wer)
    return runde


def beginnen(runde: Runde, zentrum: Zentrum, art: str = Selbstbewertung.Art.EIGEN) -> Selbstbewertung:
    """An empty Selbstbewertung with one Antwort for each Kriterium; last year's is only beside it."""
    vorjahr = Selbstbewertung.objects.filter(
        zentrum=zentrum, art=art, runde__jahr__lt=runde.jahr, status=Status.ANGENOMMEN
    )
    bewertung = Selbstbewertung.objects.create(
        runde=runde, zentrum=zentrum, art=art, vorjahr=vorjahr.order_by("-runde__jahr").first()
    )
    antworten = [
        Antwort(bewertung=bewertung, kriterium=k, kann_entfallen=k.kann_entfallen)
        for k in Kriterium.objects.filter(standard__in=runde.standards.all())
    ]
    bulk_create_with_history(antworten, Antwort)
    return bewertung


def _sperren(runde: Runde, wer: Mitgliedschaft) -> Runde:
    gesperrt = Runde.objects.select_for_update(of=("self",)).select_related("bezirk", "fassung")
    aktuell = gesperrt.get(pk=runde.pk)
    if not darf("standards.runde_pflegen", wer, aktuell):
        raise Verweigert("Das kann nur das Bezirksamt.")
    return aktuell


def _laeuft(runde: Runde) -> None:
    if runde.geoeffnet_am is None or runde.abgeschlossen_am is not None:
        raise Verweigert("Diese Runde ist nicht geöffnet.")


def _speichern(runde: Runde) -> None:
    speichern(runde, version=runde.version)

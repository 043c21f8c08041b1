"""Anliegen of citizens: noted, taken to politics and administration, and the answer back (RK-2017 4.2, 1 d).

Each function is one transaction that locks the Anliegen, logs an event and raises Verweigert, with a sentence
for the person, where it is not possible now. The Bezirksamt gets a mail about what is forwarded to it, the
team about what the Bezirksamt answers.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from stzverbund.basis.pflege import Verweigert, speichern
from stzverbund.basis.verlauf import ereignis
from zentren import benachrichtigung
from zentren.models import Mitgliedschaft, Rolle, Zentrum
from zentren.rules import darf
from zentren.stadtteilmanagement.models import Anliegen
from zentren.stadtteilmanagement.rules import FUEHREN

BEANTWORTEN = "stadtteilmanagement.anliegen_beantworten"
FRIST = timedelta(weeks=4)
FELDER = (
    *("titel", "problemfeld", "beschreibung", "region", "eingegangen_am", "empfaenger", "stelle"),
    *("weitergeleitet_am", "frist", "beantwortet_am", "antwort", "ergebnis", "bedarf"),
)
AN_AMT = Anliegen.Empfaenger.BEZIRKSAMT


def fehler(angaben: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be: field -> message; days of the future, and steps in the wrong order."""
    gesammelt = {}
    for feld in ("eingegangen_am", "weitergeleitet_am", "beantwortet_am"):
        if (tag := angaben.get(feld)) and tag > timezone.localdate():
            gesammelt[feld] = "Dieser Tag liegt in der Zukunft."
    for frueher, spaeter, meldung in (
        ("eingegangen_am", "weitergeleitet_am", "Das liegt vor dem Tag, an dem das Anliegen einging."),
        ("weitergeleitet_am", "beantwortet_am", "Das liegt vor dem Weiterleiten."),
        ("weitergeleitet_am", "frist", "Das liegt vor dem Weiterleiten."),
    ):
        davor, danach = angaben.get(frueher), angaben.get(spaeter)
        if davor and danach and danach < davor:
            gesammelt.setdefault(spaeter, meldung)
    return gesammelt


@transaction.atomic
def eintragen(*, zentrum: Zentrum, angaben: Mapping[str, Any], wer: Mitgliedschaft) -> Anliegen:
    """A new Anliegen (`angaben`: some of FELDER). Logs an event; mails as `weiterleiten` does."""
    if not darf(FUEHREN, wer, zentrum):
        raise Verweigert("Anliegen führt das Team des Zentrums.")
    anliegen = Anliegen(zentrum=zentrum, **{feld: angaben[feld] for feld in FELDER if feld in angaben})
    _speichern(anliegen, None)
    ereignis(anliegen, "eingetragen", wer=wer)
    _melden(anliegen, None)
    return anliegen


@transaction.atomic
def aendern(
    *, anliegen: Anliegen, angaben: Mapping[str, Any], version: int | None, wer: Mitgliedschaft
) -> Anliegen:
    """Changes what is noted (some of FELDER); mails as `weiterleiten` where it has been forwarded now."""
    aktuell = _laden(anliegen, FUEHREN, wer)
    vorher = _weg(aktuell)
    for feld in FELDER:
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    _speichern(aktuell, version)
    _melden(aktuell, vorher)
    return aktuell


@transaction.atomic
def weiterleiten(
    *, anliegen: Anliegen, angaben: Mapping[str, Any], version: int | None, wer: Mitgliedschaft
) -> Anliegen:
    """It is taken to `empfaenger` on `weitergeleitet_am`; an answer is expected in four weeks or by `frist`.

    Logs an event; the people of the Bezirksamt get a mail where it goes to them.
    """
    aktuell = _laden(anliegen, FUEHREN, wer)
    if aktuell.weitergeleitet_am:
        raise Verweigert(f"Dieses Anliegen ist schon am {_tag(aktuell.weitergeleitet_am)} weitergeleitet.")
    for feld in ("empfaenger", "stelle", "weitergeleitet_am", "frist"):
        if feld in angaben:
            setattr(aktuell, feld, angaben[feld])
    _speichern(aktuell, version)
    wohin = aktuell.stelle or aktuell.get_empfaenger_display()
    ereignis(aktuell, "weitergeleitet", wer=wer, grund=f"an {wohin}")
    _melden(aktuell, None)
    return aktuell


@transaction.atomic
def beantworten(
    *, anliegen: Anliegen, angaben: Mapping[str, Any], version: int | None, wer: Mitgliedschaft
) -> Anliegen:
    """The answer with its day and result, noted by the team or given by the Bezirksamt; an answer stays.

    Logs an event; where the Bezirksamt answers, the team gets a mail.
    """
    aktuell = _laden(anliegen, BEANTWORTEN, wer)
    if not aktuell.weitergeleitet_am:
        raise Verweigert("Bitte leiten Sie das Anliegen zuerst weiter.")
    if aktuell.beantwortet_am:
        raise Verweigert(f"Dieses Anliegen ist schon am {_tag(aktuell.beantwortet_am)} beantwortet.")
    for feld in ("beantwortet_am", "ergebnis", "antwort"):
        setattr(aktuell, feld, angaben[feld])
    _speichern(aktuell, version)
    ereignis(aktuell, "beantwortet", wer=wer, grund=aktuell.get_ergebnis_display())
    if wer.hat(Rolle.BEZIRKSAMT):
        benachrichtigung.schreiben(
            benachrichtigung.team(aktuell.zentrum),
            schluessel=f"anliegen-antwort:{aktuell.pk}:{aktuell.version}",
            betreff="Antwort des Bezirksamts auf ein Anliegen",
            text=f"Das Bezirksamt hat geantwortet: „{aktuell}“.",
            pfad=reverse("anliegen", args=[aktuell.pk]),
        )
    return aktuell


def _weg(anliegen: Anliegen) -> tuple[str, date | None]:
    return anliegen.empfaenger, anliegen.weitergeleitet_am


def _melden(anliegen: Anliegen, vorher: tuple[str, date | None] | None) -> None:
    """One mail for each person of the Bezirksamt about what is forwarded to it and not answered."""
    if anliegen.empfaenger != AN_AMT or not anliegen.wartet or _weg(anliegen) == vorher:
        return
    benachrichtigung.schreiben(
        benachrichtigung.bezirksamt(anliegen.zentrum),
        schluessel=f"anliegen:{anliegen.pk}:{anliegen.version}",
        betreff="Anliegen aus dem Stadtteil",
        text=f"{anliegen.zentrum} hat ein Anliegen an das Bezirksamt weitergeleitet: „{anliegen}“.\n"
        f"Antwort erbeten bis {_tag(anliegen.frist)}.",
        pfad=reverse("anliegen", args=[anliegen.pk]),
    )


def _laden(anliegen: Anliegen, recht: str, wer: Mitgliedschaft) -> Anliegen:
    gesperrt = Anliegen.objects.select_for_update(of=("self",)).select_related("zentrum")
    aktuell = gesperrt.get(pk=anliegen.pk)
    if not darf(recht, wer, aktuell):
        raise Verweigert("Das kann nur, wer das Anliegen führt.")
    return aktuell


def _speichern(anliegen: Anliegen, version: int | None) -> None:
    if meldungen := fehler({feld: getattr(anliegen, feld) for feld in FELDER}):
        raise Verweigert(" ".join(meldungen.values()))
    if anliegen.weitergeleitet_am and not anliegen.frist:
        anliegen.frist = anliegen.weitergeleitet_am + FRIST
    speichern(anliegen, version=version)


def _tag(tag: date | None) -> str:
    return f"{tag:%d.%m.%Y}" if tag else ""

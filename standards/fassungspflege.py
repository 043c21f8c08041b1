"""A later edition of the standards: prepared, its wording edited, consents recorded, published for good.

Each function is one transaction that locks the edition, logs an event at it and raises Verweigert, with a
sentence for the person, where it is not possible now.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from standards.fassungen import geltende, mit_wortlaut
from standards.models import Fassung, Kriterium, Standard, Zustimmung
from stzverbund.basis.pflege import Verweigert
from stzverbund.basis.verlauf import anzeige, ereignis
from zentren.models import Mitgliedschaft
from zentren.rules import darf

RECHT = "standards.fassung_pflegen"
KOPF = ("titel", "stand", "vorbehalt", "beschluss", "verbundbeschluss")
RAHMEN = ("name", "einleitung", "schluss")
JE_KRITERIUM = ("text", "erlaeuterung", "pruefung", "kann_entfallen")
ANDERS = (
    "Inzwischen hat jemand anderes hier etwas geändert. Was Sie geschrieben haben, steht noch da. Bitte "
    "vergleichen Sie es mit dem gespeicherten Stand und speichern Sie noch einmal."
)


@transaction.atomic
def vorbereiten(*, schluessel: str, titel: str, wer: Mitgliedschaft) -> Fassung:
    """A copy of the valid edition to be edited; each Kriterium `ersetzt` the one that it was copied from."""
    if not darf(RECHT, wer):
        raise Verweigert("Das kann nur die Verwaltung.")
    alte = geltende()
    if alte is None:
        raise Verweigert("Die Standards sind noch nicht geladen.")
    if Fassung.objects.filter(veroeffentlicht_am__isnull=True).exists():
        raise Verweigert("Es gibt schon eine Fassung in Vorbereitung.")
    if Fassung.objects.filter(schluessel=schluessel).exists():
        raise Verweigert(f"Die Fassung {schluessel} gibt es schon.")
    neue = Fassung.objects.create(
        schluessel=schluessel,
        titel=titel,
        stand=timezone.localdate(),
        vorbehalt=alte.vorbehalt,
        ersetzt=alte,
    )
    Zustimmung.objects.bulk_create(
        Zustimmung(fassung=neue, partner=zustimmung.partner) for zustimmung in alte.zustimmungen.all()
    )
    for standard in mit_wortlaut(alte):
        _kopieren(standard, neue)
    ereignis(neue, "vorbereitet", wer=wer, grund=f"nach {alte}")
    return neue


def _kopieren(alt: Standard, fassung: Fassung) -> None:
    rahmen = {feld: getattr(alt, feld) for feld in RAHMEN}
    neu = Standard.objects.create(fassung=fassung, nummer=alt.nummer, **rahmen)
    Kriterium.objects.bulk_create(
        Kriterium(
            standard=neu,
            nummer=k.nummer,
            schluessel=k.schluessel,
            ersetzt=k,
            **{feld: getattr(k, feld) for feld in JE_KRITERIUM},
        )
        for k in alt.kriterien.all()
    )


@transaction.atomic
def wortlaut_aendern(
    *,
    standard: Standard,
    rahmen: Mapping[str, str],
    kriterien: Mapping[int, Mapping[str, Any]],
    gelesen: str,
    wer: Mitgliedschaft,
) -> Standard:
    """Stores the wording of a Standard and of its Kriterien (primary key -> some of JE_KRITERIUM).

    `gelesen` is the `abdruck` of what the person saw. Every change is an event with the old and new words.
    """
    _sperren(standard.fassung, wer)
    aktuell = Standard.objects.select_related("fassung").get(pk=standard.pk)
    if abdruck(aktuell) != gelesen:
        raise Verweigert(ANDERS)
    _setzen(aktuell, rahmen, f"Standard {aktuell.nummer}", wer)
    for kriterium in aktuell.kriterien.all():
        _setzen(kriterium, kriterien.get(kriterium.pk, {}), kriterium.schluessel, wer, aktuell.fassung)
    return aktuell


@transaction.atomic
def kopf_aendern(
    *,
    fassung: Fassung,
    angaben: Mapping[str, Any],
    zustimmungen: Mapping[int, date | None],
    gelesen: str,
    wer: Mitgliedschaft,
) -> Fassung:
    """Stores title, date, Vorbehalt and resolution (some of KOPF) and when each partner has consented."""
    fassung = _sperren(fassung, wer)
    if abdruck(fassung) != gelesen:
        raise Verweigert(ANDERS)
    _setzen(fassung, angaben, "", wer)
    for zustimmung in fassung.zustimmungen.all():
        am = {"am": zustimmungen.get(zustimmung.pk, zustimmung.am)}
        _setzen(zustimmung, am, zustimmung.partner, wer, fassung)
    return fassung


def _setzen(
    objekt: Any, angaben: Mapping[str, Any], wovon: str, wer: Mitgliedschaft, fassung: Any = None
) -> None:
    """Stores what differs and logs each change at the edition: "9.1, Wortlaut: aktuell → zeitnah"."""
    gegenstand = fassung or getattr(objekt, "fassung", objekt)
    geaendert = {name: wert for name, wert in angaben.items() if getattr(objekt, name) != wert}
    for name, wert in geaendert.items():
        feld = objekt._meta.get_field(name)
        worte = f"{feld.verbose_name}: {anzeige(feld, getattr(objekt, name))} → {anzeige(feld, wert)}"
        ereignis(gegenstand, "geändert", wer=wer, grund=f"{wovon}, {worte}" if wovon else worte)
        setattr(objekt, name, wert)
    if geaendert:
        objekt.save(update_fields=list(geaendert))


@transaction.atomic
def veroeffentlichen(*, fassung: Fassung, wer: Mitgliedschaft) -> Fassung:
    """Makes the edition the valid one, for good: from now on the database refuses every change of it.

    Needs the consent of all partners and the resolution of the Verbund (RK-2017 4.3).
    """
    fassung = _sperren(fassung, wer)
    heute = timezone.localdate()
    if hindernisse := fehlt(fassung):
        raise Verweigert(hindernisse[0])
    fassung.veroeffentlicht_am = heute
    fassung.save(update_fields=["veroeffentlicht_am"])
    ereignis(fassung, "veröffentlicht", wer=wer, grund=fassung.beschluss)
    return fassung


def fehlt(fassung: Fassung) -> list[str]:
    """What an edition lacks before it can be published, in sentences."""
    saetze = []
    if not fassung.beschluss:
        saetze.append("Bitte nennen Sie den Beschluss des Verbundes.")
    if fassung.ersetzt and fassung.stand <= fassung.ersetzt.stand:
        saetze.append(f"Der Stand muss nach dem der Fassung {fassung.ersetzt} liegen.")
    offene = [z.partner for z in fassung.zustimmungen.all() if z.am is None]
    return saetze + [f"Zustimmung fehlt: {partner}" for partner in offene]


@transaction.atomic
def verwerfen(*, fassung: Fassung, wer: Mitgliedschaft) -> None:
    """Removes an edition that is not published, with all its wording. Logged at the one that is valid."""
    fassung = _sperren(fassung, wer)
    if fassung.ersetzt:
        ereignis(fassung.ersetzt, "Nachfolgerin verworfen", wer=wer, grund=str(fassung))
    fassung.delete()


def abdruck(objekt: Fassung | Standard) -> str:
    """A mark of what is stored now of a head or a Standard with its Kriterien, to notice others' changes."""
    if isinstance(objekt, Fassung):
        teile = [_werte(objekt, KOPF), *(_werte(z, ("am",)) for z in objekt.zustimmungen.all())]
    else:
        teile = [_werte(objekt, RAHMEN), *(_werte(k, JE_KRITERIUM) for k in objekt.kriterien.all())]
    return hashlib.sha256(json.dumps(teile, default=str).encode()).hexdigest()[:32]


def _werte(objekt: models.Model, felder: tuple[str, ...]) -> list[Any]:
    return [getattr(objekt, feld) for feld in felder]


def _sperren(fassung: Fassung, wer: Mitgliedschaft) -> Fassung:
    if not darf(RECHT, wer):
        raise Verweigert("Das kann nur die Verwaltung.")
    gesperrt = Fassung.objects.select_for_update(of=("self",)).select_related("ersetzt")
    aktuell = gesperrt.get(pk=fassung.pk)
    if aktuell.veroeffentlicht_am:
        raise Verweigert("Diese Fassung ist veröffentlicht. Sie bleibt, wie sie ist.")
    return aktuell

"""What can be found of each object, and by whom: the same readers as in `verbund/querysets.py`.

Minutes are a draft until they are approved: till then the partners find an item by its agenda only.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone

from verbund.models import (
    Arbeitskreis,
    Aufgabe,
    Beschluss,
    Dokument,
    Sichtbarkeit,
    Sitzung,
    Sucheintrag,
    Tagesordnungspunkt,
    Thema,
    Vorhaben,
)

Art, Leser = Sucheintrag.Art, Sucheintrag.Leser
HOECHSTENS = 100_000
"""Characters of a text that are searched."""
GENEHMIGT = ("genehmigt", "festgeschrieben")
STEUERZEICHEN = re.compile("[\x00-\x08\x0b-\x1f]")
VERWEIS = re.compile(r"\[([^\]]*)\]\([^)]*\)")
AUSZEICHNUNG = re.compile(r"(^|\s)(#{1,6}|[-*+]|\d+\.)\s+|\*\*|__|`")


def _eintrag(
    art: Sucheintrag.Art,
    objekt: Any,
    leser: Sucheintrag.Leser,
    titel: str,
    texte: Iterable[str],
    *,
    tag: date,
    adresse: str,
) -> Sucheintrag:
    text = "\n".join(text for text in texte if text)[:HOECHSTENS]
    return Sucheintrag(
        verbund_id=objekt.verbund_id,
        art=art,
        gegenstand_id=objekt.pk,
        leser=leser,
        titel=STEUERZEICHEN.sub("", titel)[:300],
        text=STEUERZEICHEN.sub("", text),
        datum=tag,
        adresse=adresse,
    )


def _leser(sichtbarkeit: str) -> Sucheintrag.Leser:
    return Leser.VERBUND if sichtbarkeit == Sichtbarkeit.INTERN else Leser.ALLE


def _sitzung(sitzung: Sitzung) -> list[Sucheintrag]:
    ort = f"{sitzung.gastgeber or ''} {sitzung.ort}"
    worte = (str(sitzung.arbeitskreis or ""), str(sitzung.thema or ""), ort, sitzung.hinweise)
    seite = reverse("sitzung", args=[sitzung.pk])
    return [_eintrag(Art.SITZUNG, sitzung, Leser.ALLE, str(sitzung), worte, tag=sitzung.datum, adresse=seite)]


def _punkt(punkt: Tagesordnungspunkt) -> list[Sucheintrag]:
    """One row; two where the partners read the agenda but not yet the minutes."""
    sitzung, leser = punkt.sitzung, Leser.VERBUND
    seite, tag = reverse("verbund"), punkt.wunsch.datum if punkt.wunsch else timezone.localdate()
    if sitzung:
        leser, tag = _leser(punkt.sichtbarkeit), sitzung.datum
        seite = f"{reverse('sitzung', args=[sitzung.pk])}#punkt-{punkt.pk}"

    def zeile(art: Sucheintrag.Art, wer: Sucheintrag.Leser, *texte: str) -> Sucheintrag:
        return _eintrag(art, punkt, wer, punkt.titel, texte, tag=tag, adresse=seite)

    if not punkt.text:
        return [zeile(Art.PUNKT, leser, punkt.beschreibung)]
    texte = (punkt.beschreibung, ohne_auszeichnung(punkt.text))
    if leser == Leser.VERBUND or _genehmigt(sitzung):
        return [zeile(Art.PROTOKOLL, leser, *texte)]
    return [
        zeile(Art.PROTOKOLL, Leser.VERBUND, *texte),
        zeile(Art.PUNKT, Leser.PARTNER, punkt.beschreibung),
    ]


def _genehmigt(sitzung: Any) -> bool:
    protokoll = getattr(sitzung, "protokoll", None)
    return protokoll is not None and protokoll.status in GENEHMIGT


def ohne_auszeichnung(text: str) -> str:
    """Markdown as plain words."""
    return AUSZEICHNUNG.sub(" ", VERWEIS.sub(r"\1", text))


def _beschluss(beschluss: Beschluss) -> list[Sucheintrag]:
    texte = (beschluss.text, beschluss.folge_text, beschluss.gleichstellung, beschluss.barrierefreiheit)
    titel = f"{beschluss}: {beschluss.punkt.titel}"
    tag, seite = beschluss.sitzung.datum, reverse("beschluss", args=[beschluss.pk])
    leser = _leser(beschluss.sichtbarkeit)
    return [_eintrag(Art.BESCHLUSS, beschluss, leser, titel, texte, tag=tag, adresse=seite)]


def _aufgabe(aufgabe: Aufgabe) -> list[Sucheintrag]:
    leser = Leser.AMT if aufgabe.stelle == Aufgabe.Stelle.BEZIRKSAMT else Leser.VERBUND
    texte = (aufgabe.beschreibung, aufgabe.ergebnis, aufgabe.wer)
    seite = reverse("aufgabe", args=[aufgabe.pk])
    return [_eintrag(Art.AUFGABE, aufgabe, leser, aufgabe.titel, texte, tag=aufgabe.faellig, adresse=seite)]


def _dokument(dokument: Dokument) -> list[Sucheintrag]:
    """Of slides that may not be passed on the partners find nothing."""
    leser = _leser(dokument.sichtbarkeit)
    if dokument.gast and not dokument.gast.weitergabe_am:
        leser = Leser.VERBUND
    sitzung = dokument.sitzung_id or (dokument.punkt.sitzung_id if dokument.punkt else None)
    seite = reverse("sitzung", args=[sitzung]) if sitzung else reverse("verbund")
    tag = dokument.stand_vom or timezone.localdate(dokument.angelegt_am)
    texte = (dokument.link, dokument.volltext)
    return [_eintrag(Art.DOKUMENT, dokument, leser, dokument.titel, texte, tag=tag, adresse=seite)]


def _vorhaben(vorhaben: Vorhaben) -> list[Sucheintrag]:
    """One row for each Verbund that takes part."""
    leser = Leser.VERBUND if vorhaben.stand == Vorhaben.Stand.IDEE else Leser.ALLE
    texte = (vorhaben.ziel, vorhaben.beschreibung, vorhaben.partner, vorhaben.ort, vorhaben.ergebnis)
    seite, zeilen = reverse("vorhaben", args=[vorhaben.pk]), []
    for verbund in vorhaben.verbuende.all():
        zeile = _eintrag(
            Art.VORHABEN, vorhaben, leser, vorhaben.titel, texte, tag=vorhaben.von, adresse=seite
        )
        zeile.verbund_id = verbund.pk
        zeilen.append(zeile)
    return zeilen


def _arbeitskreis(kreis: Arbeitskreis) -> list[Sucheintrag]:
    texte, seite = (kreis.auftrag, kreis.ergebnis), reverse("arbeitskreis", args=[kreis.pk])
    return [_eintrag(Art.ARBEITSKREIS, kreis, Leser.ALLE, kreis.name, texte, tag=kreis.von, adresse=seite)]


def _thema(thema: Thema) -> list[Sucheintrag]:
    tag = thema.beendet_am or timezone.localdate(thema.geaendert_am)
    texte, seite = (thema.beschreibung,), reverse("verbund")
    return [_eintrag(Art.THEMA, thema, Leser.ALLE, thema.titel, texte, tag=tag, adresse=seite)]


@dataclass(frozen=True)
class Quelle:
    """A kind of object: its rows of the index are of these kinds, `dazu` is read with it."""

    arten: tuple[Sucheintrag.Art, ...]
    zeilen: Callable[[Any], list[Sucheintrag]]
    dazu: tuple[str, ...] = ()


QUELLEN: dict[type[Model], Quelle] = {
    Sitzung: Quelle((Art.SITZUNG,), _sitzung, ("arbeitskreis", "thema", "gastgeber")),
    Tagesordnungspunkt: Quelle((Art.PUNKT, Art.PROTOKOLL), _punkt, ("sitzung__protokoll", "wunsch")),
    Beschluss: Quelle((Art.BESCHLUSS,), _beschluss, ("sitzung", "punkt")),
    Aufgabe: Quelle((Art.AUFGABE,), _aufgabe, ("zentrum",)),
    Dokument: Quelle((Art.DOKUMENT,), _dokument, ("gast", "punkt")),
    Vorhaben: Quelle((Art.VORHABEN,), _vorhaben),
    Arbeitskreis: Quelle((Art.ARBEITSKREIS,), _arbeitskreis),
    Thema: Quelle((Art.THEMA,), _thema),
}


def mit_allem(modell: type[Any]) -> QuerySet[Any]:
    """All objects of a kind with what their rows need."""
    alle = modell.objects.select_related(*QUELLEN[modell].dazu)
    return alle.prefetch_related("verbuende") if modell is Vorhaben else alle

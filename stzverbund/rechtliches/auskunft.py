"""Information (GDPR Art. 15): everything stored about a person, with purpose, retention and recipients."""

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import formats, timezone
from django.utils.html import format_html

from stzverbund.basis.personendaten import Personendaten, Taetigkeit
from stzverbund.rechtliches.erklaerungen import erklaerte, ist_verlauf
from stzverbund.rechtliches.verzeichnis import MASSNAHMEN
from stzverbund.rechtliches.worte import FELDER, VERLAUF, name_des_feldes, name_des_modells, wort_fuer
from zentren.models import Person

IM_DOKUMENT = 200
"""So many rows of a kind stand in the PDF; the JSON file has all."""
LINK = re.compile(r"https?://\S+")
RECHTE = (
    "Sie können Angaben berichtigen lassen (Art. 16 DSGVO), ihre Löschung verlangen (Art. 17), die "
    "Verarbeitung einschränken lassen (Art. 18), widersprechen (Art. 21) und sich bei der Berliner "
    "Beauftragten für Datenschutz und Informationsfreiheit beschweren (Art. 77)."
)


@dataclass(frozen=True)
class Abschnitt:
    """One kind of data about a person: why, how long, for whom, and the rows themselves.

    `nicht_gezeigt` names what is stored but secret (hashes, keys).
    """

    name: str
    taetigkeit: str
    zweck: str
    grundlage: str
    empfaenger: str
    frist: str
    spalten: list[str]
    zeilen: list[list[Any]]
    nicht_gezeigt: list[str]


@dataclass(frozen=True)
class Auskunft:
    person: str
    email: str
    erstellt_am: datetime
    abschnitte: list[Abschnitt]


def auskunft(person: Person) -> Auskunft:
    """Everything about a person; one query for each model that can hold something."""
    reihenfolge = list(Taetigkeit)
    geordnet = sorted(erklaerte(), key=lambda eintrag: reihenfolge.index(eintrag[1].taetigkeit))
    gefunden = [
        abschnitt
        for modell, angaben in geordnet
        if angaben.von is not None and not ist_verlauf(modell)
        if (abschnitt := _abschnitt(modell, angaben, angaben.von(person), person)).zeilen
    ]
    if verlauf := _verlauf(person):
        gefunden.append(verlauf)
    return Auskunft(person.name, person.email, timezone.now(), gefunden)


def als_json(angaben: Auskunft) -> str:
    """The whole information as a JSON file."""
    daten = asdict(angaben) | {"ihre_rechte": RECHTE, "schutz": list(MASSNAHMEN)}
    return json.dumps(daten, ensure_ascii=False, indent=2, default=_roh)


def als_pdf(angaben: Auskunft) -> bytes:
    """The information as PDF/UA-1; long kinds of data are cut, with a sentence that says so."""
    from stzverbund.basis.pdf import pdf_aus_vorlage

    teile = [
        {
            "a": abschnitt,
            "zeilen": [[_in_worten(wert) for wert in zeile] for zeile in abschnitt.zeilen[:IM_DOKUMENT]],
            "weitere": max(len(abschnitt.zeilen) - IM_DOKUMENT, 0),
            "geheim": ", ".join(abschnitt.nicht_gezeigt),
        }
        for abschnitt in _fuers_papier(angaben.abschnitte)
    ]
    kontext = {
        "titel": "Auskunft über gespeicherte Daten",
        "dachzeile": "Datenschutz, Art. 15 DSGVO",
        "untertitel": angaben.person,
        "eckdaten": [
            ("E-Mail", format_html('<a href="mailto:{0}">{0}</a>', angaben.email)),
            ("Stand", formats.date_format(timezone.localtime(angaben.erstellt_am), "d.m.Y, H:i")),
        ],
        "teile": teile,
        "massnahmen": MASSNAHMEN,
        "rechte": RECHTE,
    }
    return pdf_aus_vorlage("pdf/auskunft_person.html", kontext)


def _abschnitt(
    modell: type[models.Model], angaben: Personendaten, von: models.Q, person: Person
) -> Abschnitt:
    gezeigt = list(dict.fromkeys(angaben.gezeigt))
    zeilen = modell._base_manager.filter(von).order_by("pk").values_list(*gezeigt)
    felder = [modell._meta.get_field(pfad.split("__")[0]) if "__" not in pfad else None for pfad in gezeigt]
    return Abschnitt(
        name=name_des_modells(modell),
        spalten=[name_des_feldes(modell, pfad) for pfad in gezeigt],
        zeilen=[
            [_wert(*spalte, person) for spalte in zip(gezeigt, felder, zeile, strict=True)]
            for zeile in zeilen
        ],
        nicht_gezeigt=[name_des_feldes(modell, name) for name in angaben.geheim],
        **_warum(angaben),
    )


def _warum(angaben: Personendaten) -> dict[str, str]:
    taetigkeit = angaben.taetigkeit.value
    return {
        "taetigkeit": taetigkeit.name,
        "zweck": taetigkeit.zweck,
        "grundlage": taetigkeit.grundlage,
        "empfaenger": taetigkeit.empfaenger,
        "frist": angaben.frist,
    }


def _verlauf(person: Person) -> Abschnitt | None:
    """What she has entered and changed, from all history tables: which kind of entry, which one, when."""
    zeilen: list[list[Any]] = []
    for modell, angaben in erklaerte():
        if ist_verlauf(modell) and angaben.von is not None:
            original: Any = modell.instance_type  # type: ignore[attr-defined]
            menge = modell._base_manager.filter(angaben.von(person)).order_by("pk")
            art = str(original._meta.verbose_name)
            worte = {"+": "angelegt", "~": "geändert", "-": "gelöscht"}
            schluessel = original._meta.pk.attname
            for nummer, wann, was in menge.values_list(schluessel, "history_date", "history_type"):
                zeilen.append([art, str(nummer), worte[was], wann])
            warum = angaben
    if not zeilen:
        return None
    spalten = ["Eintrag", "Nummer", "was", FELDER["history_date"]]
    return Abschnitt(name=VERLAUF, spalten=spalten, zeilen=zeilen, nicht_gezeigt=[], **_warum(warum))


def _fuers_papier(abschnitte: list[Abschnitt]) -> list[Abschnitt]:
    """On paper the trail is counted: kind of entry, how often, first and last; also what reads the same."""
    return [_gezaehlt(a) if a.name == VERLAUF else _ohne_doppelte(a) for a in abschnitte]


def _ohne_doppelte(abschnitt: Abschnitt) -> Abschnitt:
    """Rows that read the same stand once, with their number."""
    gleiche: dict[tuple[str, ...], list[list[Any]]] = {}
    for zeile in abschnitt.zeilen:
        gleiche.setdefault(tuple(map(str, zeile)), []).append(zeile)
    if len(gleiche) == len(abschnitt.zeilen):
        return abschnitt
    zeilen = [[*gruppe[0], len(gruppe)] for gruppe in gleiche.values()]
    return replace(abschnitt, spalten=[*abschnitt.spalten, "Anzahl"], zeilen=zeilen)


def _gezaehlt(verlauf: Abschnitt) -> Abschnitt:
    anzahl = Counter((art, was) for art, _, was, _ in verlauf.zeilen)
    zeilen = []
    for (art, was), n in sorted(anzahl.items()):
        zeiten = [wann for a, _, w, wann in verlauf.zeilen if (a, w) == (art, was)]
        zeilen.append([art, was, n, min(zeiten), max(zeiten)])
    spalten = ["Eintrag", "was", "Anzahl", "zuerst", "zuletzt"]
    return replace(verlauf, spalten=spalten, zeilen=zeilen)


def _wert(pfad: str, feld: Any, wert: Any, person: Person) -> Any:
    """A value as the person may read it: others stay unnamed, links that open something are left out."""
    if feld is not None and feld.related_model is Person:
        return {person.pk: "Sie", None: "System"}.get(wert, "eine andere Person")
    if isinstance(wert, str):
        wert = wort_fuer(pfad, wert)
        return LINK.sub("[Link]", dict(getattr(feld, "flatchoices", ())).get(wert, wert))
    return wert


def _roh(wert: Any) -> str:
    return wert.isoformat() if isinstance(wert, date | datetime) else str(wert)


def _in_worten(wert: Any) -> str:
    if wert in (None, ""):
        return "–"
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    if isinstance(wert, datetime):
        return formats.date_format(timezone.localtime(wert), "d.m.Y, H:i")
    if isinstance(wert, date):
        return formats.date_format(wert, "d.m.Y")
    return str(formats.localize(wert)) if isinstance(wert, int) else str(wert)

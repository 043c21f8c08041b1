"""What saves itself on the page of the live minutes: items ("p12") and seats ("t5")."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.utils import timezone

from stzverbund.basis.auszeichnung import als_html
from stzverbund.basis.verlauf import wer_war_es
from verbund.forms.protokoll import PunktFormular, SitzFormular, punktvorsatz, sitzvorsatz
from verbund.models import Sitzung, Tagesordnungspunkt, Teilnahme
from verbund.protokoll import anwesenheit
from zentren.models import Mitgliedschaft

Eintrag = Tagesordnungspunkt | Teilnahme
STUFE = 4
"""The first level of headings inside an item."""


def gerendert(text: str) -> str:
    return als_html(text, ab=STUFE, umbruch=True)


def vorsatz(eintrag: Eintrag) -> str:
    """Its key: begins the names of its fields too."""
    return punktvorsatz(eintrag.pk) if isinstance(eintrag, Tagesordnungspunkt) else sitzvorsatz(eintrag.pk)


def finden(sitzung: Sitzung, schluessel: str) -> Eintrag | None:
    """The item or seat of this session with a key."""
    art, nummer = schluessel[:1], schluessel[1:]
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 16):
        return None
    if art == "p":
        return sitzung.punkte.select_related("sitzung").filter(pk=nummer).first()
    if art == "t":
        return sitzung.teilnahmen.select_related("zentrum", "sitzung", "person").filter(pk=nummer).first()
    return None


def formular(eintrag: Eintrag, daten: Any, wer: Mitgliedschaft, sitzung: Sitzung) -> Any:
    if isinstance(eintrag, Tagesordnungspunkt):
        return PunktFormular(daten, instance=eintrag, wer=wer)
    personen = anwesenheit.waehlbare(sitzung).get(eintrag.zentrum_id or 0)
    return SitzFormular(daten, instance=eintrag, personen=personen, wer=wer)


def werte(eintrag: Eintrag) -> dict[str, str]:
    """The fields as the page's form has them."""
    if isinstance(eintrag, Tagesordnungspunkt):
        return {"text": eintrag.text, "stand": eintrag.stand}
    return {
        "anwesend": eintrag.anwesend,
        "person": str(eintrag.person_id or ""),
        "kam_um": _uhr(eintrag.kam_um),
        "ging_um": _uhr(eintrag.ging_um),
    }


def zelle(eintrag: Eintrag) -> dict[str, Any]:
    """What the script is told of it."""
    daten: dict[str, Any] = {"version": eintrag.version, "werte": werte(eintrag)}
    if isinstance(eintrag, Tagesordnungspunkt):
        daten["html"] = gerendert(eintrag.text)
    return daten


def zuletzt(modell: Any, eintraege: Iterable[Eintrag]) -> dict[int, str]:
    """Who has saved each of them last, and when: "Test Leitung, 14:05 Uhr". One query."""
    schluessel = [eintrag.pk for eintrag in eintraege]
    versionen = {eintrag.pk: eintrag.version for eintrag in eintraege}
    staende = modell.history.filter(id__in=schluessel).select_related("history_user").order_by("history_id")
    return {
        stand.id: f"{wer_war_es(stand)}, {timezone.localtime(stand.history_date):%H:%M} Uhr"
        for stand in staende
        if stand.version == versionen[stand.id] and stand.version > 1
    }


def _uhr(zeit: time | None) -> str:
    return f"{zeit:%H:%M}" if zeit else ""

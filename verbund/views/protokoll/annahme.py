"""The script of the live minutes: takes what was typed, and tells what others have written."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from stzverbund.basis.feldweise import Feldannahme, Paare, als_formular, falsch, konflikt, strittige
from stzverbund.basis.pflege import Ueberholt, Verweigert
from verbund.models import Tagesordnungspunkt, Teilnahme
from verbund.protokoll import rahmen
from verbund.views.protokoll import blatt, zellen
from verbund.views.protokoll.rahmen import DerSitzung

NACHLAUF = timedelta(seconds=10)
"""So much earlier the next question begins, for what was stored while this one was answered."""


class Annahme(Feldannahme, DerSitzung):
    """Items and seats, field by field."""

    http_method_names = ["post"]
    recht = rahmen.SCHREIBEN

    @property
    def kennung(self) -> int:
        return self.request.mitgliedschaft.pk

    def eine(self, schluessel: str, paare: Paare, version: int) -> dict[str, Any]:
        eintrag = zellen.finden(self.sitzung, schluessel)
        if eintrag is None:
            return {"status": "gesperrt", "meldung": "Das steht nicht mehr in diesem Protokoll."}
        stand = zellen.werte(eintrag)
        if eintrag.version != version and (felder := strittige(stand, paare)):
            return konflikt(eintrag, zellen.zelle(eintrag), felder)
        daten = als_formular(stand, paare, vorsatz=zellen.vorsatz(eintrag), version=eintrag.version)
        form = zellen.formular(eintrag, daten, self.request.mitgliedschaft, self.sitzung)
        if not form.is_valid():
            return falsch(form)
        try:
            neu = form.save()
        except Ueberholt:  # between reading and locking: compared anew
            return self.eine(schluessel, paare, version)
        except Verweigert as nein:
            return {
                "status": "gesperrt" if rahmen.hindernis(self.begonnenes) else "falsch",
                "meldung": str(nein),
            }
        return {"status": "gespeichert", "zelle": zellen.zelle(neu)}


class Stand(DerSitzung):
    """What has been written since `?seit=`: cells, resolutions and tasks; whether items came or went."""

    http_method_names = ["get"]
    recht = rahmen.SCHREIBEN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        jetzt = timezone.now() - NACHLAUF
        seit = _zeitpunkt(request.GET.get("seit", "")) or jetzt
        punkte, sitze = blatt.punkte(self.sitzung), list(self.sitzung.teilnahmen.all())
        neue_punkte = [p for p in punkte if p.geaendert_am >= seit]
        neue_sitze = [s for s in sitze if s.geaendert_am >= seit]
        neue: list[zellen.Eintrag] = [*neue_punkte, *neue_sitze]
        return JsonResponse(
            {
                "seit": jetzt.isoformat(),
                "aufbau": blatt.aufbau(punkte, sitze),
                "offen": not rahmen.hindernis(self.begonnenes),
                "zellen": {zellen.vorsatz(e): zellen.zelle(e) for e in neue},
                "wer": _wer(Tagesordnungspunkt, neue_punkte) | _wer(Teilnahme, neue_sitze),
                "ergebnisse": {
                    zellen.vorsatz(p): render_to_string("verbund/_protokoll_ergebnisse.html", {"punkt": p})
                    for p in punkte
                    if any(e.geaendert_am >= seit for e in (*p.beschluesse.all(), *p.aufgaben.all()))
                },
            }
        )


def _wer(modell: Any, eintraege: list[Any]) -> dict[str, str]:
    wer = zellen.zuletzt(modell, eintraege) if eintraege else {}
    return {zellen.vorsatz(e): wer[e.pk] for e in eintraege if e.pk in wer}


def _zeitpunkt(text: str) -> datetime | None:
    try:
        zeit = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return zeit if zeit and timezone.is_aware(zeit) else None

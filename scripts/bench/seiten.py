"""The pages, against an empty answer."""

import json
from datetime import time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from messung import Aktion
from server import Server, Verbindung, angemeldet

ZIELE = {
    "Liste mit 50 Angeboten": 8,
    "Angebot bearbeiten": 6,
    "Monatsblatt mit 60 Angeboten": 12,
    "Prüfliste des Bezirksamts": 10,
    "Vollständigkeit des Bezirks": 10,
    "Ein Standard der Selbstbewertung": 8,
    "Tagesordnung mit 30 Punkten": 8,
    "Zelle speichern": 4,
}
AMT = ("Liste mit 50 Angeboten", "Prüfliste des Bezirksamts", "Vollständigkeit des Bezirks")
PUNKTE = 30


def adressen() -> dict[str, str]:
    """The addresses that are fetched, by name."""
    from belege import runde_sichern

    from angebote.models import Angebot

    wer, monat = _haus()
    angebot = Angebot.objects.filter(zentrum=wer.zentrum).latest("pk")
    return {
        "Liste mit 50 Angeboten": "/angebote/",
        "Angebot bearbeiten": f"/angebote/{angebot.pk}/bearbeiten/",
        "Monatsblatt mit 60 Angeboten": f"/statistik/{wer.zentrum.slug}/{monat:%Y-%m}/",
        "Prüfliste des Bezirksamts": "/statistik/pruefen/",
        "Vollständigkeit des Bezirks": "/statistik/vollstaendigkeit/",
        "Ein Standard der Selbstbewertung": f"/standards/{wer.zentrum.slug}/{runde_sichern().jahr}/7/",
        "Tagesordnung mit 30 Punkten": f"/verbund/sitzungen/{_sitzung(wer)}/",
    }


def aktionen(server: Server) -> dict[str, Aktion]:
    """The empty answer first."""
    haus, amt = server.als("mitarbeit"), server.als("bezirksamt")
    gruppe: dict[str, Aktion] = {"leere Antwort": lambda: haus.holen("/bench/leer/")}
    for name, adresse in adressen().items():
        gruppe[name] = _geholt(amt if name in AMT else haus, adresse)
    return gruppe | {"Zelle speichern": _gespeichert(haus)}


def abfragen() -> dict[str, int]:
    """How many queries each needs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    haus, amt, ergebnis = angemeldet("mitarbeit"), angemeldet("bezirksamt"), {}
    for name, adresse in adressen().items():
        with CaptureQueriesContext(connection) as gezaehlt:
            (amt if name in AMT else haus).get(adresse)
        ergebnis[name] = _anzahl(gezaehlt)
    adresse, stand = _zelle()
    with CaptureQueriesContext(connection) as gezaehlt:
        haus.post(adresse, stand | {"eingabe": "77"}, content_type="application/json")
    return ergebnis | {"Zelle speichern": _anzahl(gezaehlt)}


def _anzahl(gezaehlt: Any) -> int:
    """Without the beginning and the end of a transaction."""
    return sum(frage["sql"] not in ("BEGIN", "COMMIT") for frage in gezaehlt.captured_queries)


def _geholt(wer: Verbindung, adresse: str) -> Aktion:
    return lambda: wer.holen(adresse)


def _gespeichert(wer: Verbindung) -> Aktion:
    """One cell again and again, each time with another number and the version that it has by then."""
    zahl, zelle = count(100), []

    def aktion() -> None:
        if not zelle:  # its version as of now
            zelle.extend(_zelle())
        adresse, stand = zelle
        antwort = wer.senden(adresse, json.dumps(stand | {"eingabe": str(next(zahl))}))
        stand["version"] = json.loads(antwort)["zelle"]["version"]

    return aktion


def _sitzung(wer: Any) -> int:
    """A session of the Verbund of this centre a year ahead, with 30 items."""
    from verbund.models import Sitzung, Tagesordnungspunkt
    from zentren.models import Verbund

    sitzung, _ = Sitzung.objects.get_or_create(
        verbund=Verbund.objects.get(bezirk=wer.zentrum.bezirk_id),
        datum=timezone.localdate() + timedelta(days=365),
        defaults={"beginn": time(10), "ende": time(12)},
    )
    fehlen = range(sitzung.punkte.count(), PUNKTE)
    Tagesordnungspunkt.objects.bulk_create(
        Tagesordnungspunkt(
            verbund=sitzung.verbund, sitzung=sitzung, stand="geplant", position=n, titel=f"Punkt {n}"
        )
        for n in fehlen
    )
    return sitzung.pk


def _zelle() -> tuple[str, dict[str, Any]]:
    """Where a cell of the last complete month is saved, and what is sent with the number."""
    from angebote.models import Wert

    wer, monat = _haus()
    wert = Wert.objects.filter(
        meldung__zentrum=wer.zentrum, monat=monat, kennzahl__schluessel="teilnahmen", angebot__isnull=False
    ).latest("pk")
    stand = {"zelle": f"{wert.angebot_id}-{wert.kennzahl_id}", "version": wert.version, "wer": wer.pk}
    return f"/statistik/{wer.zentrum.slug}/{monat:%Y-%m}/zelle/", stand


def _haus() -> tuple[Any, Any]:
    """The centre that is logged in, and the newest month of its open Meldung that has figures."""
    from angebote.models import Wert
    from zentren.models import Mitgliedschaft

    wer = Mitgliedschaft.objects.get(person__email="mitarbeit@demo.example")
    offen = Wert.objects.filter(meldung__zentrum=wer.zentrum, meldung__status="entwurf")
    return wer, offen.latest("monat").monat

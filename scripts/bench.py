"""How long the heaviest answers take, on a copy of the demo's database: bench.py

Prints the median in milliseconds, the number of queries, and the ratio to the lightest page of the same run:
milliseconds depend on the machine, ratios hardly.
"""

import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ORDNER = Path(__file__).resolve().parent.parent
KOPIE = ORDNER / "build" / "demo" / "bench.sqlite3"
MASS = "leichteste Seite"
LAEUFE = 7


def vorbereiten() -> None:
    """Copy the database and start Django on the copy."""
    with sqlite3.connect(KOPIE.with_name("demo.sqlite3")) as quelle, sqlite3.connect(KOPIE) as ziel:
        quelle.backup(ziel)
    os.environ |= {"DEMO": "1", "DEBUG": "0", "DATABASE_URL": f"sqlite:///{KOPIE}"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "stzverbund.settings"
    sys.path.insert(0, str(ORDNER))
    import django

    django.setup()


def faelle() -> dict[str, Callable[[], int]]:
    """Name and action of each case; an action returns the status of its answer."""
    from django.test import Client
    from django.utils import timezone

    from angebote.models import Meldung
    from angebote.raster import raster
    from zentren.models import Mitgliedschaft, Person

    def angemeldet(rolle: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(
            Person.objects.get(email=f"{rolle}@demo.example"), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    haus, amt = angemeldet("mitarbeit"), angemeldet("bezirksamt")
    wer = Mitgliedschaft.objects.get(person__email="mitarbeit@demo.example")
    zentrum, monat = wer.zentrum, timezone.localdate().replace(day=1)
    adresse = f"/statistik/{zentrum.slug}/{monat:%Y-%m}/"
    meldung = Meldung.objects.filter(
        zentrum=zentrum, zeitraum__von__lte=monat, zeitraum__bis__gte=monat
    ).last()
    zelle = next(
        zelle
        for abschnitt in raster(zentrum=zentrum, monat=monat, meldung=meldung).abschnitte
        for zeile in abschnitt.zeilen
        for zelle in zeile.zellen
        if not zelle.gesperrt
    )
    stand = {"zelle": zelle.schluessel, "version": zelle.version, "wer": wer.pk, "eingabe": "1"}

    def speichern() -> int:
        stand["eingabe"] = "2" if stand["eingabe"] == "1" else "1"
        antwort = haus.post(f"{adresse}zelle/", stand, content_type="application/json")
        stand["version"] = antwort.json()["zelle"]["version"]
        return antwort.status_code

    return {
        MASS: lambda: haus.get("/impressum/").status_code,
        "Liste der Angebote (Bezirksamt)": lambda: amt.get("/angebote/").status_code,
        "Monatsblatt": lambda: haus.get(adresse).status_code,
        "Zelle speichern": speichern,
        "Jahresbericht als PDF": lambda: (
            haus.get(f"/berichte/zentrum/{zentrum.slug}/{monat:%Y}.pdf").status_code
        ),
    }


def messen(aktion: Callable[[], int]) -> tuple[float, int]:
    """Median in milliseconds and number of queries; the first run, which fills caches, does not count."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    zeiten = []
    with CaptureQueriesContext(connection) as abfragen:
        if (status := aktion()) != 200:
            sys.exit(f"Antwort {status} statt 200")
    for _ in range(LAEUFE):
        beginn = time.perf_counter()
        aktion()
        zeiten.append((time.perf_counter() - beginn) * 1000)
    return statistics.median(zeiten), len(abfragen)


if __name__ == "__main__":
    vorbereiten()
    ergebnisse = {name: messen(aktion) for name, aktion in faelle().items()}
    eins = ergebnisse[MASS][0]
    print(f"{'':34}{'ms':>9}{'Abfragen':>10}{'Verhältnis':>12}")
    for name, (zeit, abfragen) in ergebnisse.items():
        print(f"{name:34}{zeit:9.1f}{abfragen:10}{zeit / eins:12.1f}")

"""How long the heaviest answers take, as ratios that hardly depend on the machine: bench.py (make bench)

Loads the demo into a throw-away SQLite database, or into the throw-away PostgreSQL of mit_postgres.sh. Pages
are compared with an empty answer behind the same middleware for somebody who is logged in, the PDF with
WeasyPrint alone on the same HTML. All run in turns, so that a busy machine slows all; the median counts.
"""

import os
import statistics
import sys
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

ORDNER = Path(__file__).resolve().parent.parent
LAEUFE = 21
LEER = "leere Antwort"
# What docs/performance.md aims at.
ZIELE = {"Liste mit 50 Angeboten": 8, "Monatsblatt": 12, "Zelle speichern": 4, "Jahresbericht als PDF": 1.15}

Aktion = Callable[[], Any]


def vorbereiten(ordner: str) -> None:
    """Start Django on a database of its own and fill it with the demo."""
    adresse = os.environ.get("DATABASE_URL", "")
    wegwerfbar = "/stz-pg." in adresse  # as mit_postgres.sh names it; any other database is left alone
    os.environ |= {
        "DATABASE_URL": adresse if wegwerfbar else f"sqlite:///{ordner}/bench.sqlite3",
        "MEDIA_ROOT": f"{ordner}/media",
        "DEMO": "1",
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "stzverbund.settings",
    }
    sys.path.insert(0, str(ORDNER))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    _einstellen()
    from stzverbund.start import beispiel

    beispiel.anlegen()


def _einstellen() -> None:
    """An address for the empty answer, and file names that need no collectstatic."""
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.test import override_settings
    from django.urls import include, path

    def leer(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    adressen: Any = types.ModuleType("bench_adressen")
    adressen.urlpatterns = [path("bench/leer/", leer), path("", include(settings.ROOT_URLCONF))]
    sys.modules["bench_adressen"] = adressen
    statisch = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(
        ROOT_URLCONF="bench_adressen", STORAGES=settings.STORAGES | {"staticfiles": statisch}
    ).enable()


def angemeldet(rolle: str) -> Any:
    from django.test import Client

    from zentren.models import Person

    client = Client(headers={"host": "localhost"})
    person = Person.objects.get(email=f"{rolle}@demo.example")
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def geholt(client: Any, adresse: str) -> Aktion:
    def aktion() -> Any:
        antwort = client.get(adresse)
        if antwort.status_code != 200:
            sys.exit(f"{adresse}: Antwort {antwort.status_code} statt 200")
        return antwort

    return aktion


def speichern(client: Any, adresse: str, wer: Any, monat: Any) -> Aktion:
    """Saves one cell again and again, each time with another number and the version that it has by then."""
    from angebote.models import Angebot, Kennzahl, Wert

    angebot = Angebot.objects.filter(zentrum=wer.zentrum, zaehlung_je_termin=False, status="veroeffentlicht")[
        0
    ]
    kennzahl = Kennzahl.objects.get(schluessel="teilnahmen", bezirk=None)
    wert = Wert.objects.summen().filter(angebot=angebot, kennzahl=kennzahl, monat=monat).last()
    stand = {"zelle": f"{angebot.pk}-{kennzahl.pk}", "version": wert.version if wert else 0, "wer": wer.pk}
    zahl = iter(range(100, 100_000))

    def aktion() -> None:
        eingabe = stand | {"eingabe": str(next(zahl))}
        antwort = client.post(adresse, eingabe, content_type="application/json")
        if antwort.status_code != 200:
            sys.exit(f"{adresse}: Antwort {antwort.status_code} statt 200: {antwort.content[:200]!r}")
        stand["version"] = antwort.json()["zelle"]["version"]

    return aktion


def seiten() -> dict[str, Aktion]:
    """The empty answer and the pages."""
    from django.utils import timezone

    from zentren.models import Mitgliedschaft

    haus, amt = angemeldet("mitarbeit"), angemeldet("bezirksamt")
    wer = Mitgliedschaft.objects.get(person__email="mitarbeit@demo.example")
    monat = timezone.localdate().replace(day=1)
    blatt = f"/statistik/{wer.zentrum.slug}/{monat:%Y-%m}/"
    return {
        LEER: geholt(haus, "/bench/leer/"),
        "Liste mit 50 Angeboten": geholt(amt, "/angebote/"),
        "Monatsblatt": geholt(haus, blatt),
        "Zelle speichern": speichern(haus, f"{blatt}zelle/", wer, monat),
    }


def bericht() -> dict[str, Aktion]:
    """WeasyPrint alone on the HTML of a report, and the whole answer with its figures and charts."""
    from django.utils import timezone
    from weasyprint import HTML

    from stzverbund.basis import pdf

    # An unfinished year, so that no stored edition answers.
    jahr = timezone.localdate().year
    ansicht = geholt(angemeldet("leitung"), f"/berichte/zentrum/marzahn-mitte/{jahr}.pdf")
    html, echt = [], pdf.pdf_aus_html

    def mitschreiben(text: str, **wie: Any) -> bytes:
        html.append(text)
        return echt(text, **wie)

    pdf.pdf_aus_html = mitschreiben
    ansicht()
    pdf.pdf_aus_html = echt

    def allein() -> bytes:
        quelle = HTML(string=html[0], base_url=pdf.RELATIV, url_fetcher=pdf._abholer())
        return bytes(quelle.write_pdf(**pdf.ENDLICH))

    return {"WeasyPrint allein": allein, "Jahresbericht als PDF": ansicht}


def messen(aktionen: dict[str, Aktion]) -> dict[str, tuple[float, int]]:
    """Median in milliseconds and number of queries of each; two runs before that fill the caches."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    zeiten: dict[str, list[float]] = {name: [] for name in aktionen}
    abfragen = {}
    for name, aktion in aktionen.items():
        aktion()
        with CaptureQueriesContext(connection) as gezaehlt:
            aktion()
        abfragen[name] = len(gezaehlt)
    for _ in range(LAEUFE):
        for name, aktion in aktionen.items():
            beginn = time.perf_counter()
            aktion()
            zeiten[name].append((time.perf_counter() - beginn) * 1000)
    return {name: (statistics.median(gemessen), abfragen[name]) for name, gemessen in zeiten.items()}


def zeigen(ergebnisse: dict[str, tuple[float, int]]) -> None:
    """A table whose ratios refer to its first line."""
    mass = next(iter(ergebnisse.values()))[0]
    for name, (zeit, abfragen) in ergebnisse.items():
        ziel = f"{ZIELE[name]:g}".replace(".", ",") if name in ZIELE else ""
        print(f"{name:26}{zeit:10.1f}{abfragen:10}{zeit / mass:12.2f}{ziel:>10}".replace(".", ","))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="stz-bench-") as ordner:
        print("Beispieldaten werden angelegt ...", file=sys.stderr)
        vorbereiten(ordner)
        print(f"{'':26}{'ms':>10}{'Abfragen':>10}{'Verhältnis':>12}{'höchstens':>10}")
        zeigen(messen(seiten()))
        zeigen(messen(bericht()))

"""How long the heaviest answers take, as ratios that hardly depend on the machine: make bench

On a throw-away PostgreSQL (scripts/mit_postgres.sh) it loads example data of any size (ZENTREN, MONATE).
Pages are asked for under gunicorn over one persistent connection and compared with an empty answer behind
the same middleware for somebody who is logged in; figures with their raw query; the PDF with WeasyPrint alone
on the same HTML. All of a group run in turns, so that a busy machine slows all; the median counts.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ORDNER = Path(__file__).resolve().parent.parent.parent


def vorbereiten(ordner: str) -> None:
    """Start Django on the throw-away database and fill it, unless it is filled already."""
    os.environ |= {
        "MEDIA_ROOT": f"{ordner}/media",
        "DEMO": "1",
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "einstellungen",
    }
    sys.path.insert(0, str(ORDNER))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from zentren.models import Zentrum

    if Zentrum.objects.exists():
        return
    zentren, monate = int(os.environ.get("ZENTREN", "1000")), int(os.environ.get("MONATE", "60"))
    print(f"{zentren} Zentren mit je 60 Angeboten und {monate} Monaten werden angelegt ...", file=sys.stderr)
    beginn = time.perf_counter()
    call_command("beispieldaten", zentren=zentren, monate=monate, stdout=sys.stderr)
    print(f"angelegt in {time.perf_counter() - beginn:.0f} s\n", file=sys.stderr)


def messen() -> None:
    import belege
    import bericht
    import seiten
    import suche
    import zahlen
    from messung import kopf, zeigen
    from server import laufend

    print(kopf())
    with laufend() as server:
        zeigen(seiten.aktionen(server), seiten.ZIELE, seiten.abfragen())
    for gruppe in zahlen.gruppen():
        zeigen(gruppe, zahlen.ZIELE)
    for gruppe in belege.gruppen():
        zeigen(gruppe, belege.ZIELE)
    for gruppe in suche.gruppen():
        zeigen(gruppe, suche.ZIELE)
    zeigen(bericht.aktionen(), bericht.ZIELE)


if __name__ == "__main__":
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("Bitte so starten: make bench")
    with tempfile.TemporaryDirectory(prefix="stz-bench-") as ordner:
        vorbereiten(ordner)
        messen()

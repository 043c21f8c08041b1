"""What another program (ical.js) understands of our calendars."""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings

LESER = Path(__file__).with_suffix(".mjs")


def gelesen(kalender: bytes) -> dict[str, Any]:
    """Head, time zones and events of a calendar; fails where ical.js does not take it."""
    ergebnis = subprocess.run(
        ["node", LESER], input=kalender, capture_output=True, check=False, cwd=settings.BASE_DIR
    )
    assert ergebnis.returncode == 0, ergebnis.stderr.decode()
    return json.loads(ergebnis.stdout)

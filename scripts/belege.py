#!/usr/bin/env python
"""Writes docs/evidence.md: scripts/belege.py"""

import os
import sys
from pathlib import Path

ORDNER = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(ORDNER))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from standards.belege.dokument import ZIEL, evidence_md

    (ORDNER / ZIEL).write_text(evidence_md(), encoding="utf-8")


if __name__ == "__main__":
    main()

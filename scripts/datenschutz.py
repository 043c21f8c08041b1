#!/usr/bin/env python
"""Writes docs/privacy.md: scripts/datenschutz.py"""

import os
import sys
from pathlib import Path

ORDNER = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(ORDNER))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from stzverbund.rechtliches.verzeichnis import als_markdown

    (ORDNER / "docs" / "privacy.md").write_text(als_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()

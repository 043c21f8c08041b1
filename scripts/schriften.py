"""Subset the fonts into build/static/schriften/ (called by the Makefile; quick when up to date)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stzverbund.basis import schriften

if __name__ == "__main__":
    try:
        schriften.bauen()
    except FileNotFoundError as fehler:
        sys.exit(str(fehler))

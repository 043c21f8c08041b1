"""Wait until an address answers 200: warten.py ADDRESS [SECONDS]. Exit code 1 when it does not."""

import sys
import time
import urllib.error
import urllib.request


def antwortet(adresse: str) -> bool:
    """One try; False for every kind of refusal."""
    try:
        with urllib.request.urlopen(adresse, timeout=5) as antwort:  # noqa: S310 - our own server
            return bool(antwort.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    ende = time.monotonic() + float(sys.argv[2] if len(sys.argv) > 2 else 60)
    while not antwortet(sys.argv[1]):
        if time.monotonic() > ende:
            sys.exit(1)
        time.sleep(0.2)

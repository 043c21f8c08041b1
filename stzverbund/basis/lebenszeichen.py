"""Signs of life of services that nobody calls: a file whose time says when the last one was."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

ABSTAND = timedelta(seconds=30)


def zuletzt(name: str) -> datetime | None:
    """When the service showed itself; None if never."""
    try:
        return datetime.fromtimestamp(_datei(name).stat().st_mtime, UTC)
    except OSError:
        return None


@contextmanager
def gebend(name: str) -> Iterator[None]:
    """Shows every half minute that this process lives, also while it works; until the block ends."""
    schluss = threading.Event()

    def schlagen() -> None:
        while True:
            _datei(name).parent.mkdir(parents=True, exist_ok=True)
            _datei(name).touch()
            if schluss.wait(ABSTAND.total_seconds()):
                return

    faden = threading.Thread(target=schlagen, name=f"lebenszeichen-{name}", daemon=True)
    faden.start()
    try:
        yield
    finally:
        schluss.set()
        faden.join()


def _datei(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / ".dienste" / name

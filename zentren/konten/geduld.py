"""Answers that must not tell by their speed whether there is an account."""

import time

SEKUNDEN = 0.4


def mindestens_seit(beginn: float) -> None:
    """Waits until 0.4 s have passed since `beginn` (`time.monotonic()`)."""
    time.sleep(max(0.0, beginn + SEKUNDEN - time.monotonic()))

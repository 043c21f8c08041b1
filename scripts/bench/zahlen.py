"""Figures of a year, against the raw query that reads the same rows."""

from collections.abc import Iterator

from messung import Aktion

ZIELE = {
    "Zahlen eines Zentrums im Jahr": 2,
    "Zahlen eines Bezirks im Jahr": 2,
    "alle Zentren eines Jahres": 1.3,
}


def gruppen() -> Iterator[dict[str, Aktion]]:
    raise NotImplementedError

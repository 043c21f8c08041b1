"""A table over years: columns before which a series begins anew, cells that are not final."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spalte:
    """`bruch` says what is counted from this column on, where that is another Kennzahl than before."""

    titel: str
    bruch: str = ""


@dataclass(frozen=True)
class Feld:
    """What a cell says; `stand` says why its figure is not final ("vorläufig", "6 von 10")."""

    text: str
    stand: str = ""


@dataclass(frozen=True)
class Reihe:
    """`art` is "" or "summe"."""

    name: str
    felder: tuple[Feld, ...]
    art: str = ""


@dataclass(frozen=True)
class Tafel:
    titel: str
    erste: str
    spalten: tuple[Spalte, ...]
    reihen: tuple[Reihe, ...]
    hinweis: str = ""

    @property
    def zeilen(self) -> list[tuple[str, str, list[tuple[Feld, str]]]]:
        """Name, kind and cells of each line, each cell with the break of its column."""
        return [
            (
                reihe.name,
                reihe.art,
                [(feld, s.bruch) for feld, s in zip(reihe.felder, self.spalten, strict=True)],
            )
            for reihe in self.reihen
        ]

"""The blank form: all Standards with their Kriterien, to tick and to write on paper."""

from dataclasses import dataclass

from standards.models import Einschaetzung, Fassung


@dataclass(frozen=True)
class Bogenzeile:
    schluessel: str
    wortlaut: str
    pruefung: str
    wahlen: tuple[str, ...]


@dataclass(frozen=True)
class Bogenteil:
    nummer: int
    name: str
    einleitung: str
    zeilen: tuple[Bogenzeile, ...]


@dataclass(frozen=True)
class Bogen:
    titel: str
    fassung: str
    vorbehalt: str
    teile: tuple[Bogenteil, ...]


def bogen(fassung: Fassung) -> Bogen:
    """Two queries."""
    immer = tuple(str(e.label) for e in (Einschaetzung.ERFUELLT, Einschaetzung.TEILWEISE))
    immer += (str(Einschaetzung.NICHT_ERFUELLT.label),)
    entfaellt = (str(Einschaetzung.NICHT_ANWENDBAR.label),)
    return Bogen(
        titel="Selbstbewertung auf Papier",
        fassung=fassung.titel,
        vorbehalt=fassung.vorbehalt,
        teile=tuple(
            Bogenteil(
                s.nummer,
                s.name,
                s.einleitung,
                tuple(
                    Bogenzeile(k.schluessel, k.text, k.pruefung, immer + entfaellt * k.kann_entfallen)
                    for k in s.kriterien.all()
                ),
            )
            for s in fassung.standards.prefetch_related("kriterien").order_by("nummer")
        ),
    )

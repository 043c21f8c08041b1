"""What the papers of the standards say: plain data, so that an edition can store it and prove it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Belegtext:
    """A Beleg as it was (or is): "spricht dafür" with its sentence."""

    urteil: str
    wort: str
    satz: str


@dataclass(frozen=True)
class Massnahmetext:
    titel: str
    zustaendig: str
    faellig: date
    stand: str
    ergebnis: str
    zentrum: str = ""
    kriterien: str = ""


@dataclass(frozen=True)
class Nachweistext:
    titel: str
    datum: date
    gueltig_bis: date | None
    ort: str
    adresse: str


@dataclass(frozen=True)
class Antworttext:
    """A Kriterium with both views; `vorjahr` is the Einschätzung of the round before, or ""."""

    schluessel: str
    wortlaut: str
    einschaetzung: str
    wort: str
    begruendung: str
    kategorie: str
    gegen_daten: bool
    unveraendert: bool
    gute_praxis: bool
    vorjahr: str
    belege: tuple[Belegtext, ...]
    nachweise: tuple[Nachweistext, ...]
    votum: str
    bemerkung: str
    massnahmen: tuple[Massnahmetext, ...]


@dataclass(frozen=True)
class Standardtext:
    """A Standard: its result is its worst Kriterium, `anzahlen` counts all ("2 erfüllt, 1 teilweise")."""

    nummer: int
    name: str
    einleitung: str
    schluss: str
    ergebnis: str
    wort: str
    anzahlen: str
    voten: str
    antworten: tuple[Antworttext, ...]


@dataclass(frozen=True)
class Standardbericht:
    """The Selbstbewertung of a centre in a year. `vorbehalt` is the proviso of RK-2017 4.3."""

    titel: str
    art: str
    zentrum: str
    traeger: str
    bezirk: str
    jahr: int
    fassung: str
    vorbehalt: str
    stand: str
    eingereicht_am: date | None
    freigegeben_am: date | None
    angenommen_am: date | None
    aktenzeichen: str
    anzahlen: str
    unterschiede: tuple[str, ...]
    standards: tuple[Standardtext, ...]
    massnahmen: tuple[Massnahmetext, ...]


@dataclass(frozen=True)
class Zelle:
    """The result of a Standard in a centre: key, word, and whether the Bezirksamt sees it otherwise."""

    ergebnis: str
    wort: str
    abweichend: bool = False


@dataclass(frozen=True)
class Matrixzeile:
    nummer: int
    name: str
    zellen: tuple[Zelle, ...]


@dataclass(frozen=True)
class Matrix:
    """Standards down, up to ten centres across; many centres make several of them."""

    zentren: tuple[str, ...]
    zeilen: tuple[Matrixzeile, ...]


@dataclass(frozen=True)
class Luecke:
    """A Kriterium that several centres do not fully meet, with how many and the reasons they give."""

    schluessel: str
    wortlaut: str
    zentren: int
    von: int
    ressourcen: int


@dataclass(frozen=True)
class Praxis:
    """What a centre lets others know as good practice."""

    schluessel: str
    wortlaut: str
    zentrum: str
    text: str


@dataclass(frozen=True)
class Bezirksbericht:
    """All Selbstbewertungen of a round that are before the Bezirksamt. No scores, no league table."""

    titel: str
    bezirk: str
    jahr: int
    fassung: str
    vorbehalt: str
    staende: tuple[tuple[str, int], ...]
    matrizen: tuple[Matrix, ...]
    luecken: tuple[Luecke, ...]
    praxis: tuple[Praxis, ...]
    massnahmen: tuple[Massnahmetext, ...]
    ueberfaellig: int


@dataclass(frozen=True)
class Gespraechspunkt:
    """One point of the yearly talk: what stands against what, and the words of both sides."""

    schluessel: str
    wortlaut: str
    warum: str
    einschaetzung: str
    begruendung: str
    beleg: str
    votum: str
    frage: str


@dataclass(frozen=True)
class Gespraech:
    """Agenda of the yearly talk: differences first, then what is weak, good practice and old promises."""

    titel: str
    zentrum: str
    jahr: int
    unterschiede: tuple[Gespraechspunkt, ...]
    schwaechen: tuple[Gespraechspunkt, ...]
    praxis: tuple[Praxis, ...]
    massnahmen: tuple[Massnahmetext, ...]


@dataclass(frozen=True)
class Absatz:
    schluessel: str
    wortlaut: str
    text: str


@dataclass(frozen=True)
class Brief:
    """A letter of the Bezirksamt; `aktenzeichen` may be empty while there is none."""

    titel: str
    absender: str
    empfaenger: tuple[str, ...]
    aktenzeichen: str
    datum: date
    betreff: str
    saetze: tuple[str, ...]
    punkte: tuple[Absatz, ...]
    schluss: tuple[str, ...]
    person: str

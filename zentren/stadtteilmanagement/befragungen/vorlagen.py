"""Questions that are ready: a centre takes them as they are, or as a beginning."""

from collections.abc import Sequence
from dataclasses import dataclass

from zentren.stadtteilmanagement.models import Frage

MINDESTENS, HOECHSTENS = 3, 8
"""So many questions has a Befragung that people finish."""
Art, Bereich = Frage.Art, Frage.Bereich


@dataclass(frozen=True)
class Fragenangabe:
    """One question as it is typed: `optionen` are what to choose from, where something is chosen."""

    text: str
    art: str
    bereich: str = Bereich.ANDERES
    optionen: Sequence[str] = ()


@dataclass(frozen=True)
class Vorlage:
    schluessel: str
    name: str
    wozu: str
    einleitung: str
    fragen: tuple[Fragenangabe, ...]


ZUFRIEDENHEIT = Vorlage(
    "zufriedenheit",
    "Zufriedenheit",
    "Wie zufrieden sind die Menschen mit Haus, Angeboten und Team?",
    "Wir möchten wissen, wie es Ihnen bei uns geht. Das dauert zwei Minuten, Ihre Antworten sind anonym.",
    (
        Fragenangabe("Wie zufrieden sind Sie mit unseren Angeboten?", Art.SKALA, Bereich.ZUFRIEDENHEIT),
        Fragenangabe("Wie zufrieden sind Sie mit unserem Team?", Art.SKALA, Bereich.ZUFRIEDENHEIT),
        Fragenangabe("Wie zufrieden sind Sie mit unseren Räumen?", Art.SKALA, Bereich.ZUFRIEDENHEIT),
        Fragenangabe("Würden Sie uns weiterempfehlen?", Art.JA_NEIN, Bereich.ZUFRIEDENHEIT),
        Fragenangabe("Was sollen wir besser machen?", Art.TEXT, Bereich.WUENSCHE),
    ),
)
WUENSCHE = Vorlage(
    "wuensche",
    "Wünsche",
    "Was fehlt im Stadtteil, was wünschen sich die Menschen?",
    "Was fehlt Ihnen in der Nachbarschaft? Ihre Antworten sind anonym und bestimmen mit, was wir anbieten.",
    (
        Fragenangabe(
            "Wovon wünschen Sie sich mehr?",
            Art.MEHRERE,
            Bereich.WUENSCHE,
            (
                "Beratung",
                "Kurse und Bildung",
                "Kultur und Feste",
                "Bewegung und Gesundheit",
                "offene Treffs",
                "Hilfe unter Nachbarn",
            ),
        ),
        Fragenangabe(
            "Wann passt es Ihnen am besten?",
            Art.EINE,
            Bereich.WUENSCHE,
            ("vormittags", "nachmittags", "abends", "am Wochenende"),
        ),
        Fragenangabe("Möchten Sie selbst etwas anbieten oder mithelfen?", Art.JA_NEIN, Bereich.WUENSCHE),
        Fragenangabe("Was fehlt Ihnen im Stadtteil?", Art.TEXT, Bereich.WUENSCHE),
    ),
)
ZUGANG = Vorlage(
    "zugang",
    "Zugang",
    "Finden die Menschen zu Ihnen, kommen sie hinein, fühlen sie sich willkommen?",
    "Wir möchten, dass alle zu uns kommen können. Helfen Sie uns mit Ihren Antworten, sie sind anonym.",
    (
        Fragenangabe(
            "Wie haben Sie von uns erfahren?",
            Art.EINE,
            Bereich.ZUGANG,
            ("von Bekannten", "Aushang oder Programm", "Internet", "Amt oder Beratungsstelle", "zufällig"),
        ),
        Fragenangabe("Wie gut erreichen Sie uns?", Art.SKALA, Bereich.ZUGANG),
        Fragenangabe("Wie gut passen unsere Öffnungszeiten für Sie?", Art.SKALA, Bereich.ZUGANG),
        Fragenangabe("Wie willkommen fühlen Sie sich bei uns?", Art.SKALA, Bereich.ZUGANG),
        Fragenangabe(
            "Was hindert Sie manchmal daran zu kommen?",
            Art.MEHRERE,
            Bereich.ZUGANG,
            ("der Weg", "Treppen oder enge Türen", "die Sprache", "die Zeiten", "die Kosten", "nichts"),
        ),
        Fragenangabe("Was würde Ihnen helfen?", Art.TEXT, Bereich.WUENSCHE),
    ),
)
FREI = Vorlage(
    "frei",
    "frei",
    "Eigene Fragen, drei davon sind ein Anfang.",
    "Wir möchten Ihre Meinung wissen. Ihre Antworten sind anonym.",
    (
        Fragenangabe("Wie zufrieden sind Sie mit …?", Art.SKALA, Bereich.ZUFRIEDENHEIT),
        Fragenangabe("Was ist Ihnen am wichtigsten?", Art.TEXT, Bereich.WUENSCHE),
        Fragenangabe("Kommen Sie wieder?", Art.JA_NEIN, Bereich.ZUFRIEDENHEIT),
    ),
)
VORLAGEN = {v.schluessel: v for v in (ZUFRIEDENHEIT, WUENSCHE, ZUGANG, FREI)}

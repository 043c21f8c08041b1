"""What an installation must be told by its environment before it may start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

VORGABE = "nur-fuer-entwicklung-und-vorfuehrung-nicht-fuer-den-betrieb-geeignet"
"""The key of development and of the demo: everybody can read it here."""
EIGENER_RECHNER = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
MINDESTENS_ZEICHEN, MINDESTENS_VERSCHIEDENE = 50, 10


@dataclass(frozen=True)
class Umgebung:
    """The variables that decide about it; docs/operations.md explains them."""

    schluessel: str = ""
    rechner: Sequence[str] = ()
    adresse: str = ""
    post: str = ""
    debug: bool = False
    demo: bool = False

    @property
    def betrieb(self) -> bool:
        """Neither development nor demonstration: real people and real figures."""
        return not (self.debug or self.demo)


def maengel(umgebung: Umgebung) -> list[str]:
    """Why the application must not start with it, one German sentence each; empty when it may."""
    return list(_betrieb(umgebung) if umgebung.betrieb else _nur_hier(umgebung))


def _betrieb(umgebung: Umgebung) -> Iterator[str]:
    if not umgebung.schluessel:
        yield "SECRET_KEY fehlt."
    elif VORGABE in umgebung.schluessel:
        yield "SECRET_KEY ist der Schlüssel der Vorführung, den alle kennen."
    elif _einfach(umgebung.schluessel):
        yield f"SECRET_KEY ist zu einfach: mindestens {MINDESTENS_ZEICHEN} zufällige Zeichen."
    if not umgebung.rechner:
        yield "ALLOWED_HOSTS fehlt: unter welchem Namen ist die Anwendung erreichbar?"
    elif any(name.startswith("*") for name in umgebung.rechner):
        yield "ALLOWED_HOSTS darf nicht „*“ sein: sonst bestimmt jeder Fremde, wohin Links in Mails führen."
    if urlsplit(umgebung.adresse).scheme != "https":
        yield "BASE_URL fehlt oder beginnt nicht mit https://: dorthin führen die Links in Mails."
    if not umgebung.post:
        yield "EMAIL_URL fehlt: ohne Mail gibt es keine Einladungen und kein neues Passwort."


def _nur_hier(umgebung: Umgebung) -> Iterator[str]:
    """Development shows source code on errors, the demo shows passwords: neither leaves this machine."""
    fremd = [name for name in umgebung.rechner if name not in EIGENER_RECHNER]
    if fremd:
        was = "DEBUG" if umgebung.debug else "DEMO"
        yield f"{was}=1 gilt nur auf dem eigenen Rechner, ALLOWED_HOSTS nennt aber {', '.join(fremd)}."


def _einfach(schluessel: str) -> bool:
    return len(schluessel) < MINDESTENS_ZEICHEN or len(set(schluessel)) < MINDESTENS_VERSCHIEDENE

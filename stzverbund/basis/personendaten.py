"""What a model says about the personal data it holds: purpose, whose, which fields, how long.

Each model with personal data carries `personendaten = Personendaten(...)`. The record of processing
(GDPR Art. 30), the information for a person (Art. 15) and the erasure (Art. 17) are made of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

BENUTZENDE = "Personen mit Konto"
ORGANISATIONEN = "Ansprechpersonen von Organisationen"
NUR_INNEN = "nur die Verwaltung der Anwendung"
AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO mit § 3 BlnDSG (öffentliche Aufgabe, Rahmenkonzept)"
SICHERHEIT = "Art. 6 Abs. 1 lit. e und Art. 32 DSGVO (Sicherheit der Verarbeitung)"
EINWILLIGUNG = "Art. 6 Abs. 1 lit. a DSGVO (freiwillige Angabe)"


@dataclass(frozen=True)
class Angaben:
    """One processing activity of the record: what the declarations of its models have in common."""

    name: str
    zweck: str
    grundlage: str
    empfaenger: str


class Taetigkeit(Enum):
    """The processing activities, in the order of the record."""

    KONTO = Angaben(
        "Konten und Anmeldung",
        "Personen der Zentren, Träger, Verbände und Ämter melden sich an; das Konto ist geschützt.",
        SICHERHEIT,
        NUR_INNEN,
    )
    ROLLEN = Angaben(
        "Rollen und Einladungen",
        "Wer für welche Organisation arbeitet und was sie oder er deshalb sehen und ändern darf.",
        AUFGABE,
        "die einladende Stelle und die Verwaltung",
    )
    NACHWEIS = Angaben(
        "Verlauf und Nachweis",
        "Angenommene Zahlen müssen nachvollziehbar sein: wer was wann eingetragen oder entschieden hat.",
        AUFGABE,
        "wer den Eintrag bearbeiten oder prüfen darf",
    )
    POST = Angaben(
        "Benachrichtigungen",
        "Erinnerungen, Einladungen und Hinweise erreichen ihre Empfängerinnen und Empfänger, jede einmal.",
        AUFGABE,
        "der Mail-Anbieter der betreibenden Stelle",
    )
    KONTAKT = Angaben(
        "Kontakte von Organisationen",
        "Bürgerinnen und Bürger erreichen Zentren, Angebote und Fachstellen.",
        AUFGABE,
        "die Öffentlichkeit (Verzeichnis, Programme)",
    )
    VERBUND = Angaben(
        "Gäste und Partner des Verbundes",
        "Fachdienste kommen zu Sitzungen, Partner ohne Konto übernehmen Aufgaben; beide sind erreichbar.",
        AUFGABE,
        "Zentren, Koordination und Geschäftsstelle des Verbundes",
    )
    BESCHWERDE = Angaben(
        "Beschwerden und Anregungen",
        "Wer sich beschwert oder etwas anregt, bekommt auf Wunsch eine Antwort.",
        EINWILLIGUNG,
        "das Team des Zentrums und sein Träger",
    )
    RAUMBUCHUNG = Angaben(
        "Raumbuchungen",
        "Gruppen fragen Räume an und bekommen eine Antwort.",
        EINWILLIGUNG,
        "das Team des Zentrums und sein Träger",
    )
    EINLESEN = Angaben(
        "Listen und Texte",
        "Zentren lesen eigene Listen ein und schreiben Texte; Namen gehören nicht hinein.",
        AUFGABE,
        "das eigene Zentrum; Texte auch, wer den Bericht lesen darf",
    )
    RUECKMELDUNG = Angaben(
        "Barrieren melden",
        "Wer auf eine Barriere stößt, bekommt eine Antwort.",
        f"{EINWILLIGUNG}; § 12b BGG",
        NUR_INNEN,
    )
    BETRIEB = Angaben(
        "Technischer Betrieb",
        "Die Anwendung arbeitet zuverlässig und ist gegen Missbrauch geschützt.",
        SICHERHEIT,
        NUR_INNEN,
    )


class Tilgung(Enum):
    """What erasing a person does with the rows about her."""

    LOESCHEN = "wird gelöscht"
    BLEIBT = "bleibt, der Name wird zu „gelöschte Person“"
    VERBLEIB = "nicht mit einem Konto verbunden"


@dataclass(frozen=True)
class Personendaten:
    """The declaration of one model.

    `felder` are the fields with personal data, `geheim` those of them that no information shows (hashes,
    keys), `dazu` what the information shows beside them, `texte` where a name may stand inside a text, `von`
    the rows of a person. `frist` says in German how long they stay.
    """

    taetigkeit: Taetigkeit
    felder: tuple[str, ...]
    frist: str
    betroffene: str = BENUTZENDE
    von: Callable[[Any], Q] | None = None
    dazu: tuple[str, ...] = ()
    geheim: tuple[str, ...] = ()
    texte: tuple[str, ...] = ()
    tilgung: Tilgung = Tilgung.VERBLEIB

    @property
    def gezeigt(self) -> tuple[str, ...]:
        """The fields of the information for a person."""
        return tuple(name for name in (*self.felder, *self.dazu) if name not in self.geheim)


def ueber(*pfade: str) -> Callable[[Any], Q]:
    """The rows that point to a person by any of these relations."""

    def bedingung(person: Any) -> Q:
        q = Q()
        for pfad in pfade:
            q |= Q(**{pfad: person.pk})
        return q

    return bedingung


def ueber_email(*felder: str) -> Callable[[Any], Q]:
    """The rows that hold the e-mail address of a person in any of these fields."""

    def bedingung(person: Any) -> Q:
        q = Q()
        for feld in felder:
            q |= Q(**{f"{feld}__iexact": person.email})
        return q

    return bedingung


def ueber_verweis(person: Any) -> Q:
    """Events: what she did, and what happened to her account."""
    typ = ContentType.objects.get_for_model(person)
    return Q(person=person.pk) | Q(typ=typ, gegenstand_id=person.pk)


def kontakt(*felder: str) -> Personendaten:
    """The declaration of an organisation that may be reached."""
    return Personendaten(
        Taetigkeit.KONTAKT,
        felder=felder,
        frist="solange der Eintrag besteht; im Verlauf höchstens ebenso lange",
        betroffene=ORGANISATIONEN,
    )


def freitext(*felder: str) -> Personendaten:
    """The declaration of texts and remarks in which no name should stand, but may."""
    return Personendaten(
        Taetigkeit.EINLESEN,
        felder=felder,
        frist="solange der Eintrag besteht",
        betroffene="niemand; Formulare bitten, keine Namen zu schreiben",
    )

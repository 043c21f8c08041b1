"""Lists of Angebote: what their columns can hold, and their rows as drafts.

What an Angebot may say is checked by its form (`Angebotsangaben`), what publishing needs by
`pflege.fehlende_angaben`. Names of people are never taken.
"""

from collections.abc import Mapping

from angebote.einlesen import werte
from angebote.einlesen.angebotszeile import Entwurf, Umfeld, Zeilenleser
from stzverbund.basis.sortierung import faltung
from stzverbund.basis.tabellen.zuordnung import Tabelle, Ziel

__all__ = ["ZIELE", "Entwurf", "Umfeld", "entwuerfe"]

IST_DATUM, IST_UHRZEIT = werte.lesbar(werte.datum), werte.lesbar(werte.uhrzeit)


def _hat_kontakt(text: str) -> bool:
    gelesen = werte.kontakt(text)
    return bool(gelesen.telefon or gelesen.email)


def _ziel(schluessel: str, name: str, worte: str = "", **mehr: object) -> Ziel:
    return Ziel(schluessel, name, tuple(filter(None, worte.split("|"))), **mehr)  # type: ignore[arg-type]


ZIELE = (
    _ziel(
        "titel",
        "Titel",
        "Angebot|Angebotstitel|Angebotsname|Name des Angebots|Titel des Angebots|Bezeichnung",
        notfalls=("Name", "Veranstaltung", "Kurs", "Gruppe", "Was", "Projekt"),
    ),
    _ziel("art", "Art", "Angebotsart|Art des Angebots|Angebotsform|Format|Typ"),
    _ziel("leistungsbereich", "Leistungsbereich", "LB", notfalls=("Bereich",)),
    _ziel(
        "wann",
        "Wann (Tag und Uhrzeit)",
        "Wann|Termin|Termine|Zeiten|Zeitplan|Tag und Uhrzeit|Tag/Uhrzeit|Wochentag und Uhrzeit",
    ),
    _ziel("rhythmus", "Wie oft", "Rhythmus|Turnus|Häufigkeit"),
    _ziel("wochentag", "Wochentag", "Wochentage|Tag|Tage"),
    _ziel("uhrzeit", "Uhrzeit", "Uhrzeiten|Zeit"),
    _ziel("uhrzeit_von", "Uhrzeit von", "von|Beginn|Start|Anfang", passt=IST_UHRZEIT),
    _ziel("uhrzeit_bis", "Uhrzeit bis", "bis|Ende|Schluss", passt=IST_UHRZEIT),
    _ziel(
        "wo",
        "Wo (Standort oder anderer Ort)",
        "Wo|Ort|Standort|Ort, Raum|Veranstaltungsort|Treffpunkt|Adresse|anderer Ort",
    ),
    _ziel("zielgruppen", "Für wen", "Zielgruppe|Zielgruppen|Teilnehmende|Wer"),
    _ziel(
        "kosten",
        "Kosten",
        "Was kostet es|Kostenbeitrag|Teilnahmebeitrag|Beitrag|Preis|Gebühr|Gebühren|Eintritt",
    ),
    _ziel(
        "kontakt",
        "Kontakt (nur Telefon und E-Mail)",
        "Kontakt|Kontaktdaten|Auskunft|Wer gibt Auskunft",
        notfalls=("Ansprechpartner", "Ansprechpartnerin", "Ansprechperson", "Kontaktperson"),
        passt=_hat_kontakt,
    ),
    _ziel("telefon", "Telefon", "Tel|Telefonnummer|Telefonnr|Rufnummer|Fon"),
    _ziel("email", "E-Mail", "Mail|Email|E-Mail-Adresse|Mailadresse|Emailadresse"),
    _ziel("kurztext", "Kurz gesagt", "Kurztext|Kurzbeschreibung|Kurzinfo|Untertitel"),
    _ziel(
        "beschreibung",
        "Beschreibung",
        "Text|Inhalt|Inhalte|Details|Langtext|Angebotsbeschreibung",
        mehrfach=True,
    ),
    _ziel("alter", "Alter", "Altersgruppe|Altersspanne|Alter von bis"),
    _ziel("sprachen", "Sprachen", "Sprache|In welchen Sprachen"),
    _ziel("anmeldung", "Anmeldung", "Anmeldung nötig|Anmeldung erforderlich"),
    _ziel("barrierefreiheit", "Hinweise zur Barrierefreiheit", "Barrierefreiheit|Barrierefrei"),
    _ziel("partner", "Kooperationspartner", "Partner|Kooperation|Kooperation mit"),
    _ziel(
        "beginn",
        "läuft ab",
        "Beginn|Start|Startdatum|Anfang|ab|gültig ab|von|seit|Datum von",
        passt=IST_DATUM,
    ),
    _ziel("ende", "läuft bis", "Ende|Enddatum|bis|gültig bis|Datum bis", passt=IST_DATUM),
)


def entwuerfe(tabelle: Tabelle, zuordnung: Mapping[int, str], umfeld: Umfeld) -> list[Entwurf]:
    """The rows of a list as drafts, none of them stored."""
    alle = [
        Zeilenleser(nummer, zellen, tabelle, zuordnung, umfeld).entwurf() for nummer, zellen in tabelle.zeilen
    ]
    zuerst: dict[str, int] = {}
    for entwurf in alle:
        erste = zuerst.setdefault(faltung(entwurf.titel), entwurf.nummer)
        if erste != entwurf.nummer and not entwurf.fehler:
            entwurf.hinweise.append(f"Derselbe Titel steht schon in Zeile {erste}.")
    return alle

# ruff: noqa: E501  (lines of the document)
"""The record of processing (GDPR Art. 30) as a document, made of the declarations of the models."""

from dataclasses import dataclass
from itertools import groupby

from django.db import models

from stzverbund.basis.personendaten import Personendaten, Taetigkeit
from stzverbund.rechtliches.erklaerungen import erklaerte
from stzverbund.rechtliches.worte import name_des_feldes, name_des_modells

MASSNAHMEN = (
    "Anmeldung mit Argon2-Passwort oder Passkey, zweiter Faktor für Ämter, Koordination und Verwaltung",
    "Rechte je Rolle und Zeitraum, geprüft bei jedem Aufruf",
    "Verlauf, der nicht geändert werden kann; Schwärzungen hinterlassen eine Marke",
    "nur verschlüsselte Übertragung (HTTPS), strenge Content Security Policy, nichts von fremden Servern",
    "Protokolle ohne Personendaten, Netzadressen nur als Prüfsumme und höchstens eine Stunde",
    "tägliches Aufräumen nach den genannten Fristen",
    "Sicherungen mit Prüfsummen; ihre Wiederherstellung wird geprüft",
)
KOPF = """\
# Privacy

Made from the declarations of the models (`make docs`); edit those, not this file. A test compares.

Visitors, volunteers and people in counselling are numbers only. There is no field for their names; forms say so.
Contact fields of an Angebot and of a Fremdangebot are kept out of their history. Limits count hashes of network
addresses, e-mail addresses and accounts in the database (`basis.Begrenzung`), for an hour at most, removed by `taeglich`. What was
typed into a form when the login ended stays in the browser's own tab. Addresses that somebody types into "Passwort vergessen?" or a
failed login without there being an account are not stored. What somebody writes under "Änderung melden" reaches the centre as a mail
and is stored nowhere else. Feeds and programmes name organisations and places only. Cookies: one for the session, one against forged
forms. Nothing is loaded from other servers and no visits are counted. Logs hold view, status, time taken and role, no person and no
address of a page (`stzverbund/basis/protokoll.py`); what the web server in front writes is a matter of its settings (docs/operations.md).

When somebody last logged in is shown to those who keep her dates in three words only (last 30 days, longer ago, never): enough to
find an account that nobody uses, too little to watch work. Who has left stays on the page of her organisation for twelve months.
Single logins are shown to nobody but the owner; an information (Art. 15) that the Verwaltung makes for a person holds them, and is
logged on her account.

| right | where |
|---|---|
| information (Art. 15) | "Mein Konto" and the page of an account: PDF and JSON (`stzverbund/rechtliches/auskunft.py`) |
| correction (Art. 16) | "Mein Konto", or the Verwaltung on the page of an account |
| erasure (Art. 17) | by the Verwaltung, with a preview (`stzverbund/rechtliches/loeschung.py`); accepted figures and editions stay, they name organisations only |
| retention | `manage.py aufraeumen`, daily (`stzverbund/rechtliches/aufraeumen.py`) |

## Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)

Verantwortlich ist die Stelle, die im Impressum genannt ist.
"""


@dataclass(frozen=True)
class Eintrag:
    """What one kind of data is: its name, its fields in words, whose it is, how long it stays."""

    name: str
    felder: str
    betroffene: str
    frist: str
    tilgung: str


def eintraege() -> list[tuple[Taetigkeit, list[Eintrag]]]:
    """For each processing activity its kinds of data; the history tables are one entry."""
    je_taetigkeit: dict[Taetigkeit, dict[str, Eintrag]] = {taetigkeit: {} for taetigkeit in Taetigkeit}
    for modell, angaben in erklaerte():
        name = name_des_modells(modell)
        je_taetigkeit[angaben.taetigkeit].setdefault(name, _eintrag(name, modell, angaben))
    return [(taetigkeit, list(liste.values())) for taetigkeit, liste in je_taetigkeit.items() if liste]


def als_markdown() -> str:
    """docs/privacy.md."""
    teile = [KOPF]
    for taetigkeit, liste in eintraege():
        angaben = taetigkeit.value
        teile.append(
            f"### {angaben.name}\n\n"
            f"- Zweck: {angaben.zweck}\n- Rechtsgrundlage: {angaben.grundlage}\n"
            f"- Empfänger: {angaben.empfaenger}\n\n"
            "| Daten | Felder | Betroffene | Aufbewahrung | bei Löschung einer Person |\n|---|---|---|---|---|\n"
            + "".join(
                f"| {e.name} | {e.felder} | {e.betroffene} | {e.frist} | {e.tilgung} |\n" for e in liste
            )
        )
    massnahmen = "".join(f"- {satz}\n" for satz in MASSNAHMEN)
    teile.append(f"### Technische und organisatorische Maßnahmen (Art. 32)\n\n{massnahmen}")
    return "\n".join(teile)


def _eintrag(name: str, modell: type[models.Model], angaben: Personendaten) -> Eintrag:
    worte = [wort for wort, _ in groupby(name_des_feldes(modell, feld) for feld in angaben.felder)]
    return Eintrag(name, ", ".join(worte), angaben.betroffene, angaben.frist, angaben.tilgung.value)

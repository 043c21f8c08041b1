"""`docs/rights.md`, made from the table that the tests run, the predicates and what lists show."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.urls import get_resolver

from angebote import rules as angebote
from standards import rules as standards
from stzverbund.berichte import rules as berichte
from tests.rechte import tabelle
from tests.rechte.titel import TITEL
from tests.rechte.zeile import ROLLEN, Zeile
from zentren import rules as zentren
from zentren.stadtteilmanagement import rules as stadtteilmanagement

ZIEL = "docs/rights.md"
ABSCHNITTE = {
    "Rahmen der Anwendung": tabelle.RAHMEN,
    "Anmeldung und eigenes Konto": tabelle.KONTEN,
    "Zentren": tabelle.ZENTREN,
    "Kooperationsvereinbarungen": tabelle.VEREINBARUNGEN,
    "Fachstellen": tabelle.FACHSTELLEN,
    "Angebote und Termine": tabelle.ANGEBOTE,
    "Fremdangebote": tabelle.FREMDANGEBOTE,
    "Listen einlesen": tabelle.EINLESEN,
    "Zahlen eines Monats": tabelle.MONATE,
    "Meldungen": tabelle.MELDUNGEN,
    "Kennzahlen und Meldejahre": tabelle.KENNZAHLEN,
    "Mindeststandards": tabelle.STANDARDS,
    "Maßnahmen": tabelle.MASSNAHMEN,
    "Tätigkeitsbuch": tabelle.TAETIGKEIT,
    "Kooperationen und Dokumente": tabelle.KOOPERATION,
    "Register einlesen": tabelle.STADTTEIL_EINLESEN,
    "Beschwerden und Anregungen": tabelle.BESCHWERDEN,
    "Förderung": tabelle.FOERDERUNG,
    "Befragungen": tabelle.BEFRAGUNG,
    "Barriereprüfungen": tabelle.BARRIEREN,
    "Räume": tabelle.RAEUME,
    "Standards auf Papier": tabelle.PAPIERE,
    "Berichte": tabelle.BERICHTE,
    "Personen und Rollen": tabelle.PERSONEN,
    "Verlauf": tabelle.VERLAEUFE,
    "Rechtliches und Datenschutz": tabelle.RECHTLICHES,
}
RAEUME = {
    "Zentren": zentren,
    "Stadtteilmanagement": stadtteilmanagement,
    "Angebote und Statistik": angebote,
    "Mindeststandards": standards,
    "Berichte": berichte,
}
SPALTEN = ("Mitarbeit", "Leitung", "Träger", "Verband", "Geschäftsstelle", "Bezirksamt", "Koordination")
ZEICHEN = {"x": "✓ ja", "n": "○ jetzt nicht", "l": "– nur lesen", ".": "·"}
ORT = {
    "eigenes": "eigenes Zentrum",
    "schwester": "anderes des eigenen Trägers",
    "nachbar": "anderer Träger im Bezirk",
    "fern": "anderer Bezirk",
}
KOPF = """# Rechte

Diese Datei wird erzeugt: `.venv/bin/python scripts/rechte.py`. Sie steht in derselben Tabelle, mit der die
Tests jede Seite als jede Rolle aufrufen. Ein Test schlägt fehl, wenn sie nicht zur Anwendung passt.

## So liest man die Tabellen

| Zeichen | bedeutet |
|---|---|
| ✓ ja | Die Seite öffnet sich, der Schritt wird getan. |
| ○ jetzt nicht | Die Stelle ist zuständig, der Schritt passt nicht zum Stand: Das wird gesagt, mehr nicht. |
| – nur lesen | Der Gegenstand ist sichtbar, dieser Schritt ist verwehrt (Antwort 403). |
| · | Die Rolle findet hier nichts, auch nicht, dass es etwas gibt (Antwort 404). |

Eine Rolle gilt immer für eine Stelle und für die Zeit der Mitgliedschaft. Wer mehrere Rollen hat, handelt in
der gewählten. „Lesen“ heißt: die Seite ansehen. „Schritt“ heißt: etwas abschicken. Gefragt wird immer in vier
Zentren: im eigenen, in einem anderen des eigenen Trägers, in dem eines anderen Trägers im Bezirk und in einem
anderen Bezirk. Zeilen, in denen niemand etwas sieht, fehlen. „ohne Konto“: „öffentlich“ für alle;
„Anmeldung“ führt zur Anmeldeseite.
"""
EIGENE = ("zentren", "angebote", "verbund", "standards", "stzverbund")


def rights_md() -> str:
    """The whole file; it ends with a line break."""
    teile = [KOPF, *_tabellen(), *_praedikate(), *_daten()]
    return "\n".join(teile).rstrip() + "\n"


def _tabellen() -> Iterator[str]:
    yield "## Was jede Rolle auf jeder Seite darf\n"
    genannt = {id(zeile) for zeilen in ABSCHNITTE.values() for zeile in zeilen}
    weitere = [zeile for zeile in tabelle.TABELLE if id(zeile) not in genannt]
    adressen = _adressen()
    for titel, zeilen in (*ABSCHNITTE.items(), ("Weiteres", weitere)):
        if zeilen:
            kopf = ["Seite", "Gegenstand", "Art", *SPALTEN, "Verwaltung", "ohne Konto"]
            yield f"### {titel}\n\n| {' | '.join(kopf)} |\n|{'---|' * len(kopf)}"
            yield "\n".join(reihe for zeile in zeilen for reihe in _reihen(zeile, adressen)) + "\n"


def _reihen(zeile: Zeile, adressen: dict[str, str]) -> Iterator[str]:
    wort = TITEL.get(zeile.name, zeile.name)
    name = f"{wort}{f' ({zeile.fall})' if zeile.fall else ''}<br>`{adressen[zeile.name]}`"
    art = "Lesen und Schritt" if zeile.get and zeile.post else "Lesen" if zeile.get else "Schritt"
    niemand = "Anmeldung" if zeile.niemand == "anmelden" else "·" if zeile.niemand == 404 else "öffentlich"
    gleiche: dict[tuple[str, ...], list[str]] = {}
    for ort in zeile.orte:
        zeichen = zeile.zeichen(ort)
        gleiche.setdefault(tuple(zeichen[rolle] for rolle in ROLLEN), []).append(ORT[ort])
    for signale, orte in gleiche.items():
        if set(signale) != {"."} or ORT["eigenes"] in orte:
            wo = "alle" if len(orte) == len(zeile.orte) else "; ".join(orte)
            felder = [name, wo, art, *(ZEICHEN[zeichen] for zeichen in signale), niemand]
            yield f"| {' | '.join(felder)} |"
            name = "″"


def _adressen() -> dict[str, str]:
    """The pattern of each address, as people read it: "/zentren/<slug>/"."""
    gefunden: dict[str, str] = {}

    def suchen(muster: list[Any], davor: str) -> None:
        for eintrag in muster:
            hier = f"{davor}{eintrag.pattern}"
            if hasattr(eintrag, "url_patterns"):
                suchen(eintrag.url_patterns, hier)
            elif eintrag.name:
                gefunden.setdefault(eintrag.name, hier.replace("^", "").replace("$", ""))

    suchen(get_resolver().url_patterns, "/")
    return gefunden


def _praedikate() -> Iterator[str]:
    yield "## Die Rechte im Einzelnen\n"
    for titel, raum in RAEUME.items():
        zeilen = [f"| `{recht}` | {raum.WORTE[recht]} |" for recht in raum.RECHTE]
        yield f"### {titel}\n\n| Recht | Wer darf was |\n|---|---|\n" + "\n".join(zeilen) + "\n"


def _daten() -> Iterator[str]:
    yield "## Wer sieht welche Daten\n\n| Daten | Wer sie in Listen und auf Seiten findet |\n|---|---|"
    zeilen = []
    for modell in apps.get_models():
        sichtbar = getattr(modell._default_manager.all(), "sichtbar_fuer", None)
        if sichtbar and modell.__module__.startswith(
            ("zentren", "angebote", "verbund", "standards", "stzverbund")
        ):
            zeilen.append(f"| {modell._meta.verbose_name_plural} | {_wer_sieht(modell)} |")
    yield "\n".join(sorted(zeilen)) + "\n"


def _wer_sieht(modell: Any) -> str:
    """The sentence that its queryset says about itself."""
    return str(type(modell._default_manager.all()).WER_SIEHT)
